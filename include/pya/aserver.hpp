// SPDX-License-Identifier: MIT
/// @file
/// Aserver: plays signals through an audio backend.
///
/// A Mixer renders in the callback of the backend, which never allocates, frees, locks or waits. All methods
/// are safe to call from many threads at once, also from a log handler, and voices may outlive their
/// server.
///
/// A process made by fork() has none of its parent's threads. A server that was made before throws
/// DeviceError there from all that would need them; quit() and the destructor leave it alone, it is not
/// active, and its voices are over. There is no default server; startup() makes one. What the parent plays
/// goes on.
#ifndef PYA_ASERVER_HPP
#define PYA_ASERVER_HPP

#include <pya/export.hpp>

#include <pya/backend/backend.hpp>
#include <pya/dsp/effect/chain.hpp>
#include <pya/mismatch.hpp>
#include <pya/mixer.hpp>
#include <pya/units.hpp>

#include <concepts>
#include <iosfwd>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pya {

class Aserver;
namespace detail {
struct Session;
}

/// The frame on which an onset falls: t times sr, rounded to the nearest. Throws ArgumentError unless t is
/// finite and 0 or more.
PYA_EXPORT Index onset_frame(Seconds t, int sr);

/// An effect for a server, which knows for which rate and channels it is, as those of pya/dsp do. Whatever
/// can be an Insert becomes one by itself.
class ServerInsert {
public:
    ServerInsert() = default; ///< none
    /// Takes an Insert, a function of a block, an effect or a chain.
    template <class F>
    requires(std::constructible_from<Insert, F> && !std::same_as<F, ServerInsert>) ServerInsert(F effect)
        : sr_(dsp::impl::rate_of(effect)), channels_(dsp::impl::channels_of(effect)),
          insert_(std::move(effect)) {}

    double sr() const { return sr_; }                 ///< in Hz, 0 if it knows none
    Index channels() const { return channels_; }      ///< how many channels, 0 if it knows none
    const Insert& insert() const& { return insert_; } ///< the effect, which may be empty
    Insert insert() && { return std::move(insert_); } ///< that of a temporary

private:
    double sr_ = 0;
    Index channels_ = 0;
    Insert insert_;
};

/// How a signal is played. At most one of onset, at and frame may be given.
struct PlayOptions {
    double rate = 1;                ///< speed, above 0: 2 plays twice as fast and an octave higher
    Seconds onset = 0.0;            ///< time from now, 0 or more; 0 begins with the next block
    std::optional<Seconds> at = {}; ///< time since boot(); a time that is past begins now, and counts as late
    std::optional<Index> frame = {}; ///< frames since boot(), like `at`
    Index out = 0; ///< output channel of the first channel, below channels(); channels beyond the last output
                   ///< are not heard
    bool block = false;              ///< return when the signal is over
    Aserver* server = nullptr;       ///< for Asig::play; without one the default server plays
    double gain = 1;                 ///< factor
    bool loop = false;               ///< plays again and again, until it is stopped
    Interp kind = Interp::sinc_best; ///< how the rate is converted where it differs from the server's
    /// An effect on this signal alone, before its gain: a copy of yours, for the rate of the server and the
    /// channels of the signal, whose parameters you may set while it plays.
    ServerInsert insert = {};
    Seconds tail = 0; ///< how long the effect goes on after the end of the signal, 0 to 86400 s
};

/// How a server is set up.
struct AserverOptions {
    int sr = 44100;                        ///< sampling rate in Hz, at least 1
    Index bs = 0;                          ///< block size in frames; 0: the backend's
    std::optional<int> device = {};        ///< index; the backend's default output if left out
    std::optional<Index> channels = {};    ///< 2 if left out, or 1 where the device has no more
    std::shared_ptr<Backend> backend = {}; ///< determine_backend() if left out
    double gain = 1;                       ///< factor on everything
    Index capacity = 1 << 17;              ///< how many voices may sound or wait at the same time
};

/// Input and output devices of a backend.
struct Devices {
    std::vector<DeviceInfo> inputs;  ///< devices that record
    std::vector<DeviceInfo> outputs; ///< devices that play
};

/// Plays signals through an output device. A Mixer renders in the audio callback, which never allocates,
/// frees, locks or waits. All methods may be called from several threads at the same time.
///
///     Aserver s({.sr = 48000});
///     s.boot();
///     s.play(Asig("word.wav")).wait();
class PYA_EXPORT Aserver {
public:
    /// A signal that plays or waits for its onset. When it is over, or its server has quit, its methods do
    /// nothing. A voice may outlive its server.
    class PYA_EXPORT Voice {
    public:
        Voice() = default;

        void stop(Seconds ramp = 0.005); ///< fades out
        /// Changes the gain to another factor within `ramp`.
        void set_gain(double gain, Seconds ramp = 0.005);
        bool is_playing() const; ///< true while it sounds or waits for its onset
        void wait() const;       ///< returns when it is over. Throws DeviceError when the device is lost.

    private:
        friend class Aserver;
        Voice(const std::shared_ptr<detail::Session>& session, VoiceId id) : session_(session), id_(id) {}
        std::weak_ptr<detail::Session> session_;
        VoiceId id_;
    };

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
    /// Changes the gain of everything within `ramp`.
    void set_gain(double gain, Seconds ramp = 0.005);

    /// The devices that the backend has now, printed to stdout as well if `verbose`.
    Devices get_devices(bool verbose = false) const;
    /// Changes to another device of the backend. With `reboot` a server that runs moves to it at once, and
    /// its clock and its voices go on.
    void set_device(int idx, bool reboot = true);
    /// Changes to another backend and its default device. The server must not be running, or must have lost
    /// its device.
    void set_backend(std::shared_ptr<Backend> backend);

    /// Opens the device and starts the clock at 0. If the server already runs it goes on, with a warning. If
    /// its device was lost, the device is opened again, and the clock and the voices go on. Throws
    /// DeviceError.
    Aserver& boot();
    /// Ends all voices at once and closes the device. Does nothing if the server does not run.
    void quit();
    bool is_active() const; ///< booted, and the device is there

    /// Throws ArgumentError for a bad option, DeviceError when the server is not running or has lost its
    /// device, and Error when there are too many voices. An empty signal is over at once. An insert is tried
    /// and checked as by set_insert(); one that throws while it plays ends its voice.
    Voice play(const Asig& sig, const PlayOptions& options = {});
    /// Plays a generator, which is computed block by block in the callback, with the bits of Agen::render().
    /// Its state is made here. Throws as the other play(), as Agen::render(), and for a rate other than 1.
    Voice play(const Agen& generator, const PlayOptions& options = {});
    Voice play(detail::Scalar auto, const PlayOptions& = {}) = delete; ///< a number is no sound
    /// Plays a whole score, whose onsets are counted from now, or nothing of it if one cue is refused. If the
    /// first frame is past before the callback gets the score, all of it is moved, so that the sounds stay
    /// together.
    std::vector<Voice> play(const Ascore& score);
    /// Fades out all voices, and drops those that wait for their onset.
    void stop(Seconds ramp = 0.005);
    /// Returns when no voice sounds or waits and the device has played everything, or when the clock of the
    /// server has gone on by `at_most`. Throws DeviceError when the device is lost.
    void wait(Seconds at_most = std::numeric_limits<double>::infinity()) const;
    /// Sets an effect on the sum of all voices, see Insert; an empty one removes it. The effect is also
    /// removed when the server quits. A copy of it is tried on a block of silence at once, and what it throws
    /// is thrown here; so it must not use an object that the effect before uses. One that throws later is
    /// removed, which the log handler is told. Throws ArgumentError for an effect or a chain of another rate
    /// or number of channels than the server has.
    void set_insert(ServerInsert insert);

    Index now() const;           ///< frames since boot(), also while the device is lost
    Index active_voices() const; ///< how many voices sound or wait
    /// How many times the device reported that it fell silent because a block came too late.
    std::uint64_t xruns() const;
    std::uint64_t late() const; ///< how many voices began after their onset
    /// How many samples were beyond full scale; they go to the device as they are.
    std::uint64_t overs() const;
    double cpu_load() const;         ///< part of a block's time that the callback takes, on average lately
    double longest_callback() const; ///< the largest part since boot()

    /// Like Python's repr.
    std::string repr() const;

    /// The server that Asig::play() uses, or nullptr.
    static std::shared_ptr<Aserver> default_server();
    /// Sets another default server, which need not run yet, or none. The one before does not quit, unless
    /// nobody else has it.
    static void set_default_server(std::shared_ptr<Aserver> server);
    /// Makes the default server and boots it. If there is one already, it is kept.
    static std::shared_ptr<Aserver> startup_default_server(const AserverOptions& options = {});
    /// Quits the default server and forgets it. If there is none, there is a warning.
    static void shutdown_default_server();

private:
    friend struct detail::Session;
    Voice start(Mixer::Part part, const PlayOptions& options);
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
