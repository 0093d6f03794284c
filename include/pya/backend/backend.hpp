// SPDX-License-Identifier: MIT
/// @file
/// What an audio system must have so that Aserver and Arecorder can use it.
///
/// A program adds an audio system by deriving from Backend and Stream, see docs/howto/backend.md.
#ifndef PYA_BACKEND_BACKEND_HPP
#define PYA_BACKEND_BACKEND_HPP

#include <pya/export.hpp>

#include <pya/storage/samples.hpp>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pya {

/// A device, with the names of PortAudio's and PyAudio's dictionaries. Latencies are in seconds.
struct DeviceInfo {
    int index = 0;                       ///< the number by which options choose the device
    std::string name = {};               ///< a name to show
    int maxInputChannels = 0;            ///< 0 if it can't record
    int maxOutputChannels = 0;           ///< 0 if it can't play
    double defaultSampleRate = 44100;    ///< Hz
    double defaultLowInputLatency = 0;   ///< for playing live
    double defaultHighInputLatency = 0;  ///< for safe recording
    double defaultLowOutputLatency = 0;  ///< for playing live
    double defaultHighOutputLatency = 0; ///< for safe playing
    std::string hostApi = {};            ///< the sound system behind it, such as ALSA or JACK
};

/// What a stream hands to its callback. Samples are interleaved float32.
struct StreamBlock {
    const float* input = nullptr; ///< frames x channels of an input stream, otherwise nullptr
    /// Frames x channels of an output stream, which the callback fills; otherwise nullptr.
    float* output = nullptr;
    Index frames = 0;      ///< any number; it may change from block to block
    bool may_wait = false; ///< the callback may take as long as it likes, because time stands still meanwhile
    bool xrun = false;     ///< samples were lost (input) or silence was put in (output) before this block
};

/// Called by the stream for each block, on a thread where nothing may wait. It never throws.
using StreamCallback = std::function<void(const StreamBlock& block)>;

/// What stream to open. A stream is for input or for output.
struct StreamOptions {
    int rate = 44100;                    ///< sampling rate in Hz
    Index channels = 2;                  ///< how many channels
    bool input_flag = false;             ///< it records
    bool output_flag = false;            ///< it plays
    Index frames_per_buffer = 256;       ///< the block size that is asked for
    int device = 0;                      ///< number of the device
    StreamCallback stream_callback = {}; ///< called for each block
};

/// A running connection to a device, which calls the callback from open() on until it is destroyed. The
/// destructor returns when the callback is not running, and will never run again.
class PYA_EXPORT Stream {
public:
    virtual ~Stream() = default;

    /// False once the device has gone.
    virtual bool is_active() const = 0;
    /// How many channels the device has opened.
    virtual Index channels() const = 0;
    /// Time from the callback to the loudspeaker, or from the microphone to the callback, in seconds.
    virtual double latency() const { return 0; }
    /// Lets that much time of the stream pass. A stream that follows a clock just waits. A stream without a
    /// clock calls the callback as often as needed.
    virtual void sleep(double seconds);
};

/// An audio system: it knows devices and opens streams on them. A program adds one of its own by deriving
/// from Backend and Stream, and only needs to write get_device_info_by_index() and open();
/// docs/howto/backend.md has an example.
class PYA_EXPORT Backend {
public:
    virtual ~Backend() = default;

    /// How many devices there are; their indices begin at 0.
    virtual int get_device_count() { return 1; }
    /// Throws DeviceError where there is no such device.
    virtual DeviceInfo get_device_info_by_index(int idx) = 0;
    /// The device for input. Throws DeviceError where there is no device at all.
    virtual DeviceInfo get_default_input_device_info() { return get_device_info_by_index(0); }
    /// The device for output. Throws DeviceError where there is no device at all.
    virtual DeviceInfo get_default_output_device_info() { return get_device_info_by_index(0); }
    /// Starts a stream. Throws DeviceError where the device refuses.
    virtual std::unique_ptr<Stream> open(const StreamOptions& options) = 0;
    /// Ends the use of the audio system. Afterwards no stream can be opened.
    virtual void terminate() {}

    /// Sample type of the device: float32 or int16.
    virtual std::string_view dtype() const { return "float32"; }
    /// What a full-scale sample is in that type: 1 or 32767.
    double range() const { return dtype() == "int16" ? 32767 : 1; }
    /// Default block size in frames.
    virtual Index bs() const { return 256; }
    /// Converts samples of the callback to those of the device: float32 as they are; int16 scaled, rounded
    /// and saturated, with 0 for NaN. `out` has room for as many samples of dtype().
    void process_buffer(std::span<const float> buffer, void* out) const;
};

} // namespace pya

#endif
