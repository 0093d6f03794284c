// SPDX-License-Identifier: MIT
/// @file
/// The fundamental frequency of one voice: by autocorrelation, with a path of least cost through the frames.
#ifndef PYA_DSP_PITCH_PITCH_HPP
#define PYA_DSP_PITCH_PITCH_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/dsp/pitch/pitch_options.hpp>
#include <pya/export.hpp>

#include <memory>
#include <span>
#include <vector>

namespace pya::dsp {

/// A frame of one channel.
struct PitchFrame {
    double f0 = 0;         ///< in Hz; a guess where the frame is unvoiced, and 0 where there is not even that
    double confidence = 0; ///< the periodic share of the power, 0 to 1
    bool voiced = false;   ///< whether there is a pitch
};

/// Follows the pitch of one voice a channel, in a signal that comes in as blocks:
///
///     PitchAnalyser<float> analyser(48000, {.fmin = 65, .fmax = 500}, 1);
///     analyser.process(block, [](std::span<const PitchFrame> frame) { show(frame[0].f0); });
///     analyser.finish([](std::span<const PitchFrame> frame) { show(frame[0].f0); });
///
/// An Analyser of float or double. Frame k is centred on sample k * hop(); its values have no delay against
/// the signal. The sink gets one PitchFrame a channel, latency() samples after the frame's time. A signal of
/// n samples has n / hop() + 1 frames, an empty one none. Any split into blocks gives the same bits.
///
/// Candidates are the peaks of the autocorrelation of the Hann-windowed frame, divided by that of the window
/// (P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio
/// of a sampled sound", 1993), below 2.5 kHz or 1.2 fmax, at a rate of about 11 kHz. Peaks at 2, 4, 8...
/// periods, up to 10 ms, refine a candidate's period and are averaged into its confidence, which noise of
/// one band doesn't stand. Where there is little noise, the middle half of the frame says more exactly where
/// a pitch above 3 fmin is. A Viterbi path chooses between the candidates and unvoiced. Where it enters or
/// leaves voiced stretches, frames with less than an eighth of the periodic power next to them are unvoiced:
/// the window has reached into the sound from outside.
///
/// Silence is unvoiced, with f0 and confidence 0, and so are frames that hold a NaN or infinity. All results
/// are finite.
template <class T>
class PYA_DSP_EXPORT PitchAnalyser {
public:
    /// Throws ArgumentError unless 1 <= fmin < fmax < sr / 2, sr is at most 1e7 Hz, hop and lookahead are in
    /// their ranges, costs and voicing are finite and not negative, silence is below 0 dB, and channels >= 0.
    explicit PitchAnalyser(double sr, const PitchOptions& options = {}, Index channels = 1);
    PitchAnalyser(PitchAnalyser&&) noexcept;
    PitchAnalyser& operator=(PitchAnalyser&&) noexcept;
    ~PitchAnalyser();

    /// Takes a block of any size and calls sink(std::span<const PitchFrame>) for each frame decided with it.
    /// Never allocates. Throws ArgumentError for another number of channels.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        check(in);
        for (Index first = 0; first < in.samples();)
            if (take(in, first)) sink(frame());
    }

    /// The signal ends here: hands out the frames that remain. The analyser is then as new.
    template <class Sink>
    void finish(Sink&& sink) {
        while (take_end()) sink(frame());
        reset();
    }

    /// Forgets the signal so far.
    void reset();

    Index hop() const;     ///< samples from frame to frame
    Index latency() const; ///< the most samples from a frame's time until it is handed out
    static constexpr Index tail() { return 0; } ///< the last frame is centred within the signal

private:
    struct State;

    void check(Block<const T> in) const;
    bool take(Block<const T> in, Index& first);
    bool take_end();
    std::span<const PitchFrame> frame() const;

    std::unique_ptr<State> state_;
};

extern template class PitchAnalyser<float>;
extern template class PitchAnalyser<double>;

/// The frames of one channel: a run of PitchAnalyser. Throws as it does.
PYA_DSP_EXPORT std::vector<PitchFrame> pitch(std::span<const float> x, double sr,
                                             const PitchOptions& options = {});
PYA_DSP_EXPORT std::vector<PitchFrame> pitch(std::span<const double> x, double sr,
                                             const PitchOptions& options = {});

} // namespace pya::dsp

#endif
