// SPDX-License-Identifier: MIT
/// @file
/// What an audio system has to offer so that Aserver and Arecorder can use it.
///
/// An application adds a system of its own by deriving from Backend and Stream: get_device_info_by_index()
/// and open() are all that has to be written, see examples/wav_backend.cpp.
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
    int index = 0;                       ///< what device options take
    std::string name = {};               ///< for people
    int maxInputChannels = 0;            ///< 0 if it can't record
    int maxOutputChannels = 0;           ///< 0 if it can't play
    double defaultSampleRate = 44100;    ///< Hz
    double defaultLowInputLatency = 0;   ///< for playing along
    double defaultHighInputLatency = 0;  ///< for safe recording
    double defaultLowOutputLatency = 0;  ///< for playing along
    double defaultHighOutputLatency = 0; ///< for safe playing
    std::string hostApi = {};            ///< the sound system behind it, such as ALSA or JACK
};

/// What a stream hands to its callback. Samples are interleaved float32.
struct StreamBlock {
    const float* input = nullptr; ///< frames x channels of an input stream, otherwise nullptr
    float* output = nullptr;      ///< to be filled: frames x channels of an output stream, otherwise nullptr
    Index frames = 0;             ///< any number, it may change from block to block
    bool may_wait = false;        ///< time stands still meanwhile: the callback may take as long as it likes
    bool xrun = false; ///< samples were lost (input) or silence was put in (output) before this block
};

/// Called by the stream for each block, on a thread where nothing may wait. It never throws.
using StreamCallback = std::function<void(const StreamBlock& block)>;

/// What to open. A stream is for input or for output.
struct StreamOptions {
    int rate = 44100;                    ///< sampling rate in Hz
    Index channels = 2;                  ///< how many channels
    bool input_flag = false;             ///< it records
    bool output_flag = false;            ///< it plays
    Index frames_per_buffer = 256;       ///< block size wished for
    int device = 0;                      ///< index
    StreamCallback stream_callback = {}; ///< called for each block
};

/// A running connection to a device: from open() on until it is destroyed it calls the callback. Destroying
/// it stops it and returns when the callback is not running and never will again.
class PYA_EXPORT Stream {
public:
    virtual ~Stream() = default;

    /// False once the device has gone.
    virtual bool is_active() const = 0;
    /// How many channels there really are.
    virtual Index channels() const = 0;
    /// Time from the callback to the loudspeaker, or from the microphone to the callback, in seconds.
    virtual double latency() const { return 0; }
    /// Lets that much stream time go by. A stream that follows a clock just waits; one that has no clock
    /// calls the callback as often as it takes.
    virtual void sleep(double seconds);
};

/// An audio system; see the top of this file.
class PYA_EXPORT Backend {
public:
    virtual ~Backend() = default;

    /// How many devices there are; their indices begin at 0.
    virtual int get_device_count() { return 1; }
    /// Throws DeviceError where there is no such device.
    virtual DeviceInfo get_device_info_by_index(int idx) = 0;
    /// Throw DeviceError where there is no device at all.
    virtual DeviceInfo get_default_input_device_info() { return get_device_info_by_index(0); }
    /// Throws DeviceError where there is no device at all.
    virtual DeviceInfo get_default_output_device_info() { return get_device_info_by_index(0); }
    /// Starts a stream. Throws DeviceError where the device refuses.
    virtual std::unique_ptr<Stream> open(const StreamOptions& options) = 0;
    /// Ends the use of the audio system; nothing may be opened afterwards.
    virtual void terminate() {}

    /// Sample type of the device: float32 or int16.
    virtual std::string_view dtype() const { return "float32"; }
    /// What a full-scale sample is in that type: 1 or 32767.
    double range() const { return dtype() == "int16" ? 32767 : 1; }
    /// Default block size in frames.
    virtual Index bs() const { return 256; }
    /// From the callback's samples to the device's: float32 as it is, int16 scaled, rounded and saturated,
    /// NaN as 0. `out` has room for as many samples of dtype().
    void process_buffer(std::span<const float> buffer, void* out) const;
};

} // namespace pya

#endif
