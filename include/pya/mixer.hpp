// SPDX-License-Identifier: MIT
/// @file
/// Mixer: schedules signals and mixes them, without a device and without a thread of its own.
///
/// A score gives the same bits for any block size, and in every place: offline, on the dummy backend and on a
/// sound card. A voice begins exactly on its frame and ends exactly with its signal. Voices are summed in
/// float32, in the order of their onsets, and those of equal onset in the order in which they were played.
#ifndef PYA_MIXER_HPP
#define PYA_MIXER_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/rate/interpolate.hpp>
#include <pya/mixer/core.hpp>

#include <optional>
#include <vector>

namespace pya {

/// One entry of a score.
struct Acue {
    Asig sig = {};   ///< what sounds; its rate is converted where it is not that of the mixer
    Index onset = 0; ///< first frame, 0 or more
    /// Output channel of the first channel of sig; channels beyond the last output are not heard.
    Index out = 0;
    double gain = 1;                 ///< factor, finite
    double rate = 1;                 ///< speed, above 0: 2 plays twice as fast and an octave higher
    bool loop = false;               ///< begins again at the end, until it is stopped
    Interp kind = Interp::sinc_best; ///< how the rate is converted, where `rate` or the rate of sig needs it
    Insert insert = {}; ///< an effect on this alone, at the rate of the mixer, of the channels of sig or gen
    Index tail = 0;     ///< frames that the effect goes on after the end
    /// A generator that sounds instead of sig. Its rate must be 1; it begins anew for each voice.
    std::optional<Agen> gen = {};
};

/// What is to be played, in any order.
using Ascore = std::vector<Acue>;

/// Schedules signals and mixes them. It converts them to its rate and hands their samples to its core,
/// MixerCore, which has the methods that control and render what sounds.
///
///     Mixer mixer({.sr = 48000, .channels = 2});
///     mixer.play(Acue{.sig = word, .onset = 480});
///     Asig second = mixer.render(48000);
class PYA_EXPORT Mixer : public MixerCore {
public:
    using MixerCore::MixerCore;

    /// Plays a signal, as MixerCore::start() does. The samples are shared, and later changes to cue.sig are
    /// not heard. Throws ArgumentError for a rate that is not positive, what start() throws, and for a
    /// generator what Agen::render() does.
    VoiceId play(const Acue& cue, std::optional<Index> at_once = {});
    /// Plays all cues, at the same time, or none if one is refused.
    std::vector<VoiceId> play(const Ascore& cues, std::optional<Index> at_once = {});

    using MixerCore::render;
    /// The next frames as a signal. It allocates memory, so don't call it in an audio callback. Throws what
    /// the insert throws.
    Asig render(Index frames);
};

/// How render() renders.
struct RenderOptions {
    int sr = 44100;     ///< sampling rate in Hz
    Index channels = 2; ///< of the output
    double gain = 1;    ///< factor on the sum
    Index bs = 256;     ///< block size in frames; the bits don't depend on it
    Index frames = -1;  ///< length; -1 is to the end of the last cue (what has no end is refused)
    Insert insert = {}; ///< an effect on the sum
};

/// Renders a whole score at once, as fast as the computer goes. Throws what the insert throws.
PYA_EXPORT Asig render(const Ascore& score, const RenderOptions& options = {});

} // namespace pya

#endif
