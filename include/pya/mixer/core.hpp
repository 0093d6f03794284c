// SPDX-License-Identifier: MIT
/// @file
/// The core of the mixer: schedules samples and mixes them, with neither device, thread nor value types.
#ifndef PYA_MIXER_CORE_HPP
#define PYA_MIXER_CORE_HPP

#include <pya/export.hpp>

#include <pya/storage/samples.hpp>

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace pya {

/// How a mixer is set up.
struct MixerOptions {
    int sr = 44100;           ///< frames a second
    Index channels = 2;       ///< of the output
    Index capacity = 1 << 17; ///< how many voices there can be at once, sounding and waiting
    double gain = 1;          ///< of the sum
};

/// What a mixer has done since it was made.
struct MixerCounts {
    std::uint64_t late =
        0; ///< voices that could not begin on their frame since it was past; they began at once
    std::uint64_t over = 0; ///< output samples beyond +-1 or NaN; they are passed on as they are
};

/// Names one voice of one mixer, for ever.
struct VoiceId {
    std::uint32_t slot = 0;       ///< its place in the mixer
    std::uint64_t generation = 0; ///< 0: no voice
};

/// A block-wise effect on the sum, ahead of the gain: changes frames x channels in place. It must take any
/// number of frames up to Mixer::max_block and must not allocate, lock, block or throw. One that throws is
/// taken out, and the piece of at most max_block frames in which it did is silent. With the objects of
/// dsp/, which don't mind how a signal is split, the output stays independent of the block size.
using Insert = std::function<void(SigMap block)>;

/// Mixes parts into blocks of frames. pya::Mixer adds signals of any rate.
///
///     MixerCore core({.sr = 48000, .channels = 2});
///     core.start({.samples = samples, .onset = 480});
///     core.render(interleaved, 256);           // in the audio callback
///
/// Two threads may use a mixer at once: one plays and controls, the other one renders. What goes from one to
/// the other goes through wait-free queues. Rendering never allocates, frees, locks, blocks, throws or calls
/// the system: memory of voices that are over is freed by the controlling thread, at any of its calls.
class PYA_EXPORT MixerCore {
public:
    static constexpr Index max_block = 256; ///< longer blocks are rendered in pieces of this many frames
    static constexpr Index latest_onset = Index{1} << 53; ///< the last frame that a part may begin on

    /// Samples at the mixer's rate, and when, where and how loud they sound.
    struct Part {
        const storage::Samples&
            samples;       ///< samples x channels; they need not outlive the call that takes them
        Index onset = 0;   ///< first frame, 0 to latest_onset
        Index out = 0;     ///< channel that the first channel goes to; what lies beyond the last is not heard
        double gain = 1;   ///< factor, finite
        bool loop = false; ///< from the start again at the end, until stopped
    };

    /// Throws ArgumentError unless sr, channels and capacity are positive.
    explicit MixerCore(const MixerOptions& options = {});
    ~MixerCore();
    MixerCore(const MixerCore&) = delete;
    MixerCore& operator=(const MixerCore&) = delete;

    int sr() const;         ///< sampling rate in Hz
    Index channels() const; ///< of the output
    Index capacity() const; ///< voices there can be at once

    // -- The controlling thread
    // ------------------------------------------------------------------------------------

    /// Shares the samples (later changes are not heard). An onset that is past begins at once and counts as
    /// late, unless it is `at_once`: where now() may have moved on since the onset was made from it, that is
    /// the frame that it was then, and now() if it is left out. No samples are over at once. Throws
    /// ArgumentError for a negative onset or out or a gain that is not finite, and Error when capacity is
    /// reached.
    VoiceId start(const Part& part, std::optional<Index> at_once = {});
    /// All or none, and at the same time: parts of equal onset begin on the same frame even when they are
    /// late. `origin` is added to every onset. With `at_once` the parts are one thing: where the first onset
    /// has passed, all of them move, and nothing is late.
    std::vector<VoiceId> start(std::span<const Part> parts, Index origin = 0,
                               std::optional<Index> at_once = {});

    /// Fades a voice out over `ramp` frames; one that waits is dropped. Nothing if it is over.
    void stop(VoiceId voice, Index ramp = 0);
    /// The same for all voices of now; later ones are not concerned.
    void stop(Index ramp = 0);
    /// Changes the gain of a voice over `ramp` frames. Throws ArgumentError unless it is finite.
    void set_gain(VoiceId voice, double gain, Index ramp = 0);
    /// Changes the gain of the sum over `ramp` frames. Throws ArgumentError unless it is finite.
    void set_gain(double gain, Index ramp = 0);
    double gain() const; ///< of the sum
    /// Puts an effect in; an empty one takes it out.
    void set_insert(Insert insert);
    /// What an insert has thrown since the last call, or nothing.
    std::exception_ptr insert_failure();
    /// Frees the memory of voices that are over, as all of the above do.
    void collect();

    bool is_playing(VoiceId voice) const; ///< sounding or waiting
    /// The frame where the last voice played so far ends when nobody stops it; loops don't count.
    Index horizon() const;
    Index active_voices() const; ///< sounding or waiting
    Index now() const;           ///< the frame that the next block begins with; from any thread
    MixerCounts counts() const;  ///< from any thread

    // -- The rendering thread
    // --------------------------------------------------------------------------------------

    /// The next frames, interleaved.
    void render(float* interleaved, Index frames) noexcept;
    /// The next frames, one array a channel.
    void render(float* const* planes, Index frames) noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace pya

#endif
