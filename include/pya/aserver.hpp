// SPDX-License-Identifier: MIT
/// @file
/// Aserver: plays signals through an audio backend.
///
/// A Mixer renders in the backend's callback, which never allocates, frees, locks or waits. All methods are
/// safe to call from many threads at once, also from a log handler, and Voice handles may outlive their
/// server.
///
/// A process made by fork() has none of its parent's threads. A server that was made before throws
/// DeviceError there from all that would need them, quit() and the destructor leave it alone, it is not
/// active, and its voices are over. There is no default server; startup() makes one. What the parent plays
/// goes on.
#ifndef PYA_ASERVER_HPP
#define PYA_ASERVER_HPP

#include <pya/export.hpp>

#include <pya/backend/backend.hpp>
#include <pya/mixer.hpp>
#include <pya/units.hpp>

#include <iosfwd>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pya {

class Aserver;
struct Session;

/// The frame on which an onset falls: t times sr, rounded to the nearest. Throws ArgumentError unless t is
/// finite and 0 or more.
PYA_EXPORT Index onset_frame(Seconds t, int sr);

/// How a signal is played. At most one of onset, at and frame may be given.
struct PlayOptions {
    double rate = 1;     ///< speed, above 0: 2 plays twice as fast and an octave higher
    Seconds onset = 0.0; ///< from now, 0 or more: 0 is with the next block
    std::optional<Seconds> at =
        {}; ///< stream time, which begins with boot(); what is past begins now, as late
    std::optional<Index> frame = {}; ///< the same in frames
    Index out = 0; ///< channel that the first channel goes to, below channels(); others beyond are not heard
    bool block = false;              ///< return when the signal is over
    Aserver* server = nullptr;       ///< for Asig::play; without one the default server plays
    double gain = 1;                 ///< factor
    bool loop = false;               ///< until stopped
    Interp kind = Interp::sinc_best; ///< how the rate is converted where it must be
};

/// A signal that plays or waits for its onset. Once it is over, or its server has quit, changes do nothing.
class PYA_EXPORT Voice {
public:
    Voice() = default;

    void stop(Seconds ramp = 0.005); ///< fades out
    /// Moves to a factor within `ramp`.
    void set_gain(double gain, Seconds ramp = 0.005);
    bool is_playing() const; ///< sounding or waiting
    void wait() const;       ///< until it is over. Throws DeviceError when the device is lost.

private:
    friend class Aserver;
    Voice(const std::shared_ptr<Session>& session, VoiceId id) : session_(session), id_(id) {}
    std::weak_ptr<Session> session_;
    VoiceId id_;
};

/// How a server is set up.
struct AserverOptions {
    int sr = 44100;                        ///< sampling rate in Hz, at least 1
    Index bs = 0;                          ///< block size in frames; 0: the backend's
    std::optional<int> device = {};        ///< index; the backend's default output if left out
    std::optional<Index> channels = {};    ///< 2 if left out, or 1 where the device has no more
    std::shared_ptr<Backend> backend = {}; ///< determine_backend() if left out
    double gain = 1;                       ///< factor on everything
    Index capacity = 1 << 17;              ///< voices that sound or wait at once
};

/// Input and output devices of a backend.
struct Devices {
    std::vector<DeviceInfo> inputs;  ///< devices that record
    std::vector<DeviceInfo> outputs; ///< devices that play
};

/// Plays signals through an output device; see the top of this file.
class PYA_EXPORT Aserver {
public:
    /// Throws ArgumentError for numbers that make no sense and DeviceError for a device that is not there.
    explicit Aserver(const AserverOptions& options = {});
    /// Quits.
    ~Aserver();
    Aserver(const Aserver&) = delete;
    Aserver& operator=(const Aserver&) = delete;

    int sr() const;         ///< sampling rate in Hz
    Index bs() const;       ///< block size in frames
    Index channels() const; ///< of the output
    /// So many channels from the next boot() on. Throws ArgumentError unless it is at least 1, and while the
    /// server is running.
    void set_channels(Index channels);
    DeviceInfo device() const;                ///< the device in use
    std::shared_ptr<Backend> backend() const; ///< the audio system in use
    double gain() const;                      ///< factor on everything
    /// Changes the gain of everything.
    void set_gain(double gain, Seconds ramp = 0.005);

    /// The devices that the backend has now, printed to stdout as well if `verbose`.
    Devices get_devices(bool verbose = false) const;
    /// Another device of the backend; with `reboot` a running server moves to it, and its clock and voices go
    /// on.
    void set_device(int idx, bool reboot = true);
    /// Another backend, at its default device; only while the server is not running, or after its device was
    /// lost.
    void set_backend(std::shared_ptr<Backend> backend);

    /// Opens the device and starts the clock at 0. A server that runs already warns and goes on. After the
    /// device was lost it opens it again, and clock and voices go on. Throws DeviceError.
    Aserver& boot();
    /// Ends all voices at once and closes the device. Nothing if the server does not run.
    void quit();
    bool is_active() const; ///< booted, and the device is there

    /// Throws ArgumentError for a bad option, DeviceError when the server is not running or has lost its
    /// device, and Error when there are too many voices. An empty signal is over at once.
    Voice play(const Asig& sig, const PlayOptions& options = {});
    /// A whole score, with onsets from now. All or nothing; where its first frame has gone by before the
    /// callback hears of it, all of it moves.
    std::vector<Voice> play(const Score& score);
    /// Fades everything out and forgets what waits.
    void stop(Seconds ramp = 0.005);
    /// Returns when no voice sounds or waits and the device has played the last of it, or after so much
    /// stream time. Throws DeviceError when the device is lost.
    void wait(Seconds at_most = std::numeric_limits<double>::infinity()) const;
    /// An effect on the sum, see Insert; an empty one takes it out. It goes when the server quits. A copy of
    /// it is tried on a block of silence at once, and what it throws is thrown here; so it must not use an
    /// object that the effect before uses. One that throws later is taken out, which the log handler is told.
    void set_insert(Insert insert);

    Index now() const;               ///< frames since boot(); also while the device is lost
    Index active_voices() const;     ///< sounding or waiting
    std::uint64_t xruns() const;     ///< blocks before which the device fell silent, as far as it tells
    std::uint64_t late() const;      ///< voices that began after their onset
    std::uint64_t overs() const;     ///< samples beyond full scale, passed to the device as they are
    double cpu_load() const;         ///< part of the time that the callback takes, lately
    double longest_callback() const; ///< the same, at its worst since boot()

    /// Like Python's repr.
    std::string repr() const;

    /// The server that Asig::play() uses, or nullptr.
    static std::shared_ptr<Aserver> default_server();
    /// Another one, which need not run yet, or none. The one before is not quit, unless nobody else has it.
    static void set_default_server(std::shared_ptr<Aserver> server);
    /// Makes and boots the default server; one that is there already is kept.
    static std::shared_ptr<Aserver> startup_default_server(const AserverOptions& options = {});
    /// Quits the default server and forgets it. Warns if there is none.
    static void shutdown_default_server();

private:
    friend class Voice;
    friend struct Session;
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Aserver& server);

/// Aserver::startup_default_server()
PYA_EXPORT std::shared_ptr<Aserver> startup(const AserverOptions& options = {});
/// Aserver::shutdown_default_server()
PYA_EXPORT void shutdown();

} // namespace pya

#endif
