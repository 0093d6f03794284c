// SPDX-License-Identifier: MIT
/// @file
/// The core of the mixer, which schedules samples and mixes them. It knows no devices, no threads and no
/// signals.
#ifndef PYA_MIXER_CORE_HPP
#define PYA_MIXER_CORE_HPP

#include <pya/export.hpp>

#include <pya/storage/samples.hpp>

#include <cstdint>
#include <exception>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace pya {

/// How a mixer is set up.
struct MixerOptions {
    int sr = 44100;           ///< frames a second
    Index channels = 2;       ///< of the output
    Index capacity = 1 << 17; ///< how many voices may sound or wait at the same time
    double gain = 1;          ///< of the sum
};

/// What a mixer has done since it was made.
struct MixerCounts {
    std::uint64_t late = 0; ///< voices whose frame was past when they were played; they began at once
    std::uint64_t over = 0; ///< output samples that are NaN or beyond +-1; they are passed on as they are
};

/// Identifies a voice of a mixer; it is never used again for another one.
struct VoiceId {
    std::uint32_t slot = 0;       ///< its place in the mixer
    std::uint64_t generation = 0; ///< 0: no voice
};

/// An effect on one voice or on the sum of all, before its gain. It changes a block of frames x channels in
/// place. It must take any number of frames up to Mixer::max_block, and must not allocate, lock, wait or
/// throw. One that throws is removed, or its voice ends, and the piece of at most max_block frames in which
/// it did is silent. The kernels of dsp/ give the same output for any split into blocks; an effect made of
/// them makes the output independent of the block size.
using Insert = std::function<void(SigMap block)>;

/// Makes the samples of a voice while it sounds. process() is called by the rendering thread, so it must not
/// allocate, lock or wait.
class PYA_EXPORT MixerSource {
public:
    virtual ~MixerSource() = default;
    virtual Index channels() const = 0;              ///< at least 1
    virtual Index frames() const = 0;                ///< how long it is; endless() if it has no end
    virtual void process(SigMap block) noexcept = 0; ///< writes the next frames, of the frames() that it has
    static constexpr Index endless() { return std::numeric_limits<Index>::max(); } ///< see frames()
};

/// Mixes samples into blocks of frames. pya::Mixer does so with signals of any rate.
///
///     MixerCore core({.sr = 48000, .channels = 2});
///     core.start({.samples = samples, .onset = 480});
///     core.render(interleaved, 256);           // in the audio callback
///
/// Two threads may use a mixer at the same time: one plays and controls, the other one renders. They talk
/// through wait-free queues. Rendering never allocates, frees, locks, waits, throws or calls the operating
/// system. The memory of voices that are over is freed by the controlling thread, whenever it calls the
/// mixer.
class PYA_EXPORT MixerCore {
public:
    /// Longer blocks are rendered in pieces of at most so many frames.
    static constexpr Index max_block = 256;
    static constexpr Index latest_onset = Index{1} << 53; ///< the last frame on which a part may begin

    /// Samples at the rate of the mixer, and when, where and how loud they are played.
    struct Part {
        const storage::Samples&
            samples;     ///< samples x channels; the object need not outlive the call of start()
        Index onset = 0; ///< first frame, 0 to latest_onset
        Index out = 0; ///< output channel of the first channel; channels beyond the last output are not heard
        double gain = 1;    ///< factor, finite
        bool loop = false;  ///< begins again at the end, until it is stopped
        Insert insert = {}; ///< an effect on this voice alone, of as many channels as it has
        Index tail = 0;     ///< frames that the effect goes on after the end, 0 to latest_onset
        /// Makes the samples instead, once, whatever `samples` and `loop` say.
        std::shared_ptr<MixerSource> source = {};
    };

    /// Throws ArgumentError unless sr, channels and capacity are positive.
    explicit MixerCore(const MixerOptions& options = {});
    ~MixerCore();
    MixerCore(const MixerCore&) = delete;
    MixerCore& operator=(const MixerCore&) = delete;

    int sr() const;         ///< sampling rate in Hz
    Index channels() const; ///< of the output
    Index capacity() const; ///< how many voices may sound or wait at the same time

    // -- The controlling thread
    // ------------------------------------------------------------------------------------

    /// Plays samples, which are shared; later changes to them are not heard. If the onset is past, the voice
    /// begins at once and is counted as late. There is one exception: an onset equal to `at_once` means "as
    /// soon as possible" and is never late. Give the value that now() had when the onset was computed from
    /// it; if it is left out, it is the present now(). Without samples the voice is over at once. Throws
    /// ArgumentError for a negative onset, out or tail and for a gain that is not finite, and Error when all
    /// voices are in use.
    VoiceId start(const Part& part, std::optional<Index> at_once = {});
    /// Plays all parts, or none if one is refused. Parts of equal onset begin on the same frame, even if they
    /// are late. `origin` is added to every onset. With `at_once` the parts stay together: if the first onset
    /// has passed, all of them are moved by the same number of frames, and nothing counts as late.
    std::vector<VoiceId> start(std::span<const Part> parts, Index origin = 0,
                               std::optional<Index> at_once = {});

    /// Fades a voice out over `ramp` frames. A voice that waits for its onset is dropped. Does nothing if it
    /// is over.
    void stop(VoiceId voice, Index ramp = 0);
    /// The same for all voices that sound or wait now, but not for later ones.
    void stop(Index ramp = 0);
    /// Changes the gain of a voice over `ramp` frames. Throws ArgumentError unless it is finite.
    void set_gain(VoiceId voice, double gain, Index ramp = 0);
    /// Changes the gain of the sum over `ramp` frames. Throws ArgumentError unless it is finite.
    void set_gain(double gain, Index ramp = 0);
    double gain() const; ///< of the sum
    /// Sets the effect on the sum; an empty one removes it.
    void set_insert(Insert insert);
    /// What an insert has thrown since the last call, or nothing.
    std::exception_ptr insert_failure();
    /// Frees the memory of voices that are over, as all methods above do.
    void collect();

    bool is_playing(VoiceId voice) const; ///< sounding or waiting
    /// The frame at which the last of the voices that were played ends, if none is stopped; loops and what
    /// is endless don't count.
    Index horizon() const;
    Index active_voices() const; ///< sounding or waiting
    Index now() const;           ///< the first frame of the next block; any thread may call it
    MixerCounts counts() const;  ///< what was counted; any thread may call it

    // -- The rendering thread
    // --------------------------------------------------------------------------------------

    /// Renders the next frames, interleaved.
    void render(float* interleaved, Index frames) noexcept;
    /// Renders the next frames, into one array for each channel.
    void render(float* const* planes, Index frames) noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace pya

#endif
