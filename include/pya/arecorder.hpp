// SPDX-License-Identifier: MIT
/// @file
/// Arecorder: records signals from an audio backend.
///
/// The callback only copies its block into a ring buffer. A thread of the recorder collects the takes or
/// writes them to a file. All methods are safe to call from many threads at once, also from a log handler.
///
/// In a process made by fork() a recorder that was made before throws DeviceError from all that would need
/// its thread; quit() and the destructor leave it alone. The parent's takes go on.
#ifndef PYA_ARECORDER_HPP
#define PYA_ARECORDER_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/backend/backend.hpp>

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pya {

/// How a recorder is set up.
struct ArecorderOptions {
    int sr = 44100;                        ///< sampling rate in Hz, at least 1
    Index bs = 256;                        ///< block size in frames; 0: the backend's
    std::optional<int> device = {};        ///< index; the backend's default input if left out
    std::optional<Index> channels = {};    ///< as many as the device has if left out
    std::shared_ptr<Backend> backend = {}; ///< determine_backend() if left out
};

/// Where a take goes.
struct RecordOptions {
    /// The name of a WAV file of float32, which becomes RF64 beyond 4 GiB. Without a name the take is kept in
    /// memory. The file can be read at any moment: after a crash at most the last second is missing. When the
    /// disk becomes full the take ends there, and the file has all that the disk has taken. A take in memory
    /// ends likewise when there is no more memory. The log handler is told, and stop() throws.
    std::string file = {};
};

/// Records takes from an input device. The audio callback only copies samples; a thread of the recorder
/// collects the takes or writes them to files. All methods may be called from several threads at the same
/// time.
///
///     Arecorder r;
///     r.boot();
///     r.record();                        // until r.stop()
///     Asig take = r.recordings().back(); // after it
class PYA_EXPORT Arecorder {
public:
    /// Throws ArgumentError for numbers that make no sense and DeviceError for a device that is not there.
    explicit Arecorder(const ArecorderOptions& options = {});
    /// Quits.
    ~Arecorder();
    Arecorder(const Arecorder&) = delete;
    Arecorder& operator=(const Arecorder&) = delete;

    int sr() const;         ///< sampling rate in Hz
    Index bs() const;       ///< block size in frames
    Index channels() const; ///< of the device
    /// So many channels from the next boot() on, all of them as tracks at 0 dB. Throws ArgumentError unless
    /// it is at least 1, and while the recorder is running.
    void set_channels(Index channels);
    DeviceInfo device() const; ///< the device in use
    /// Changes to another device of the backend, at once if the recorder runs. A take that is being recorded
    /// goes on.
    void set_device(int idx);

    /// Records these input channels, in this order, each with a gain in dB (0 dB if left out). A channel may
    /// be named more than once. A take in memory that is being recorded ends, and a new one begins. Throws
    /// ArgumentError for a channel that is not there, for no channel at all, for another number of gains than
    /// of tracks, and during a take that goes to a file.
    void set_tracks(const std::vector<Index>& tracks, const std::vector<double>& gains = {});
    /// Records all channels at 0 dB, as in the beginning.
    void reset();

    /// Opens the device. If the recorder already runs it goes on, with a warning. Throws DeviceError.
    Arecorder& boot();
    /// Stops and closes the device; throws IoError and MemoryError as stop() does. Does nothing if the
    /// recorder does not run.
    void quit();
    bool is_active() const;    ///< booted, and the device is there
    bool is_recording() const; ///< blocks are being recorded, and the disk or the memory takes them

    /// Begins a take, or goes on after pause(). Throws DeviceError when the recorder does not run or has lost
    /// its device, and IoError for a file that can't be made or written any more, or is not a regular one.
    void record(const RecordOptions& options = {});
    /// Pauses the take: what the device hears from now on is not recorded.
    void pause();
    /// Ends the take. A take in memory becomes the last one of recordings(), and a file is complete. Then
    /// throws IoError if the disk has become full, MemoryError if the memory has, or DeviceError if the
    /// device was lost; what was recorded until then is kept. Does nothing if there is no take.
    void stop();
    /// Ends the take and forgets it; its file, if any, stays as it is.
    void drop();
    /// The takes in memory that are complete, oldest first.
    const std::vector<Asig> recordings() const;
    /// Forgets them, which frees their memory where nobody else has them.
    void clear_recordings();

    Index frames() const;           ///< how many frames of the present take are kept so far
    std::uint64_t overruns() const; ///< frames lost since boot() because the ring buffer was full
    std::uint64_t xruns() const;    ///< how many times the device reported that it lost samples
    std::vector<double> levels();   ///< peak of each input channel since the last call, 1 is full scale

    /// Like Python's repr.
    std::string repr() const;

private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Arecorder& recorder);

} // namespace pya

#endif
