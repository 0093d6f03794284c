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
#include <pya/mixer/core.hpp>

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

/// The mixer for signals: it brings them to its rate and hands their samples to its core, whose other
/// methods control and render what sounds.
class PYA_EXPORT Mixer : public MixerCore {
public:
    using MixerCore::MixerCore;

    /// Shares the samples (later changes to cue.sig are not heard) and starts them as MixerCore::start()
    /// does. Throws ArgumentError for a rate that is not positive, and what start() throws.
    VoiceId play(const Cue& cue, std::optional<Index> at_once = {});
    /// All or none, and at the same time.
    std::vector<VoiceId> play(const Score& cues, std::optional<Index> at_once = {});

    using MixerCore::render;
    /// The next frames as a signal. Allocates: not for a callback. Throws what the insert throws.
    Asig render(Index frames);
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

/// Renders a whole score at once, as fast as the computer goes. Throws what the insert throws.
PYA_EXPORT Asig render(const Score& score, const RenderOptions& options = {});

} // namespace pya

#endif
