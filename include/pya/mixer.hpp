// SPDX-License-Identifier: MIT
/// @file
/// Mixer: schedules signals and mixes them, with neither device nor thread.
///
/// A score of cues renders the same bits whatever the block size and wherever it runs: offline, on the dummy
/// backend or on a sound card. A voice begins exactly on its frame and ends exactly with its signal; voices
/// are summed in float32 in the order of (onset, order of play).
#ifndef PYA_MIXER_HPP
#define PYA_MIXER_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/dsp/rate/interpolate.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace pya {

/// One entry of a score.
struct Cue {
    Asig sig = {};   ///< what sounds; another rate than the mixer's is converted
    Index onset = 0; ///< first frame, 0 or more
    Index out = 0; ///< channel that the first channel of sig goes to; what lies beyond the last is not heard
    double gain = 1;                 ///< factor, finite
    double rate = 1;                 ///< speed, above 0: 2 plays twice as fast and an octave higher
    bool loop = false;               ///< from the start again at the end, until stopped
    Interp kind = Interp::sinc_best; ///< how a conversion that rate or the signal's own sr asks for is done
};

/// What is to be played, in any order.
using Score = std::vector<Cue>;

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
/// number of frames up to Mixer::max_block and must not allocate, lock, block or throw. With the objects of
/// dsp/, which don't mind how a signal is split, the output stays independent of the block size.
using Insert = std::function<void(SigMap block)>;

/// Two threads may use a mixer at once: one plays and controls, the other one renders. What goes from one to
/// the other goes through wait-free queues. Rendering never allocates, frees, locks, blocks, throws or calls
/// the system: memory of voices that are over is freed by the controlling thread, at any of its calls.
class PYA_EXPORT Mixer {
public:
    static constexpr Index max_block = 256; ///< longer blocks are rendered in pieces of this many frames

    /// Throws ArgumentError unless sr, channels and capacity are positive.
    explicit Mixer(const MixerOptions& options = {});
    ~Mixer();
    Mixer(const Mixer&) = delete;
    Mixer& operator=(const Mixer&) = delete;

    int sr() const;         ///< sampling rate in Hz
    Index channels() const; ///< of the output
    Index capacity() const; ///< voices there can be at once

    // -- The controlling thread
    // ------------------------------------------------------------------------------------

    /// Shares the samples (later changes to cue.sig are not heard). An onset that is past begins at once and
    /// counts as late, unless it is now(). An empty signal is over at once. Throws ArgumentError for a
    /// negative onset or out, a gain that is not finite or a rate that is not positive, and Error when
    /// capacity is reached.
    /// Where now() may have moved on since the onset was made from it, `at_once` is the frame that it was
    /// then.
    VoiceId play(const Cue& cue, std::optional<Index> at_once = {});
    /// All or none, and at the same time: cues of equal onset begin on the same frame even when they are
    /// late. With `at_once` the score is one thing: where its first onset has passed, all of it moves, and
    /// nothing is late.
    std::vector<VoiceId> play(const Score& cues, std::optional<Index> at_once = {});

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
    /// The next frames as a signal. Allocates: not for a callback.
    Asig render(Index frames);

private:
    friend class Aserver;
    struct Part;
    VoiceId start(const Part& part, Index now);
    std::vector<VoiceId> start(const Score& cues, Index origin, std::optional<Index> at_once);

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// How render() renders.
struct RenderOptions {
    int sr = 44100;     ///< sampling rate in Hz
    Index channels = 2; ///< of the output
    double gain = 1;    ///< of the sum
    Index bs = 256;     ///< block size; the bits don't depend on it
    Index frames =
        -1; ///< length; -1: to the end of the last cue (a loop alone then has no end and is refused)
    Insert insert = {}; ///< an effect on the sum
};

/// Renders a whole score at once, as fast as the computer goes.
PYA_EXPORT Asig render(const Score& score, const RenderOptions& options = {});

} // namespace pya

#endif
