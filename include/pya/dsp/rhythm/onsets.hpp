// SPDX-License-Identifier: MIT
/// @file
/// When notes begin.
#ifndef PYA_DSP_RHYTHM_ONSETS_HPP
#define PYA_DSP_RHYTHM_ONSETS_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/rhythm/log_bands.hpp>
#include <pya/dsp/rhythm/onset_options.hpp>
#include <pya/export.hpp>

#include <array>
#include <optional>
#include <vector>

namespace pya::dsp {

/// The beginning of a note.
struct Onset {
    Index position = 0;  ///< in samples from the start of the signal
    double strength = 0; ///< how much new sound there is; softer onsets have less
};

/// Finds onsets while the signal comes in:
///
///     OnsetDetector<float> detector(44100, 2);
///     detector.process(block, [](const Onset& onset) { flash(onset.position); });
///     detector.finish([](const Onset& onset) { flash(onset.position); });
///
/// The strength of an onset is the increase of logarithmic bands over what their neighbourhood had 10 ms
/// earlier, 200 times a second (S. Böck and G. Widmer 2013, "Maximum filter vibrato suppression for onset
/// detection"). Rises that only return to levels of the last tenth of a second, as those of partials that
/// beat do, don't count. A peak that stands out is then followed back, in steps of 1 ms under a short window,
/// to where the attack begins, and a sharp attack to where its samples begin. Channels are averaged.
///
/// An Analyser of float or double; any split into blocks finds the same onsets. A NaN or infinity hides the
/// onsets within a tenth of a second.
template <class T>
class PYA_DSP_EXPORT OnsetDetector {
public:
    /// Throws ArgumentError for a rate outside of 2000 to 1e6 Hz, channels < 1, a threshold that isn't
    /// finite, a negative or infinite `apart`, and a level that isn't positive and finite.
    explicit OnsetDetector(double sr, Index channels = 1, const OnsetOptions& options = {});

    /// Takes a block and calls sink(const Onset&) for each onset that is certain with it. Throws
    /// ArgumentError for another number of channels.
    template <class Sink>
    void process(Block<const T> in, Sink&& sink) {
        check(in);
        while (in.samples() > 0) {
            const Index taken = take(in);
            in = in.part(taken, in.samples() - taken);
            while (const std::optional<Onset> onset = next()) sink(*onset);
        }
    }

    /// The signal ends: the onsets of its last tenth of a second. The last 23 ms have none, since a sound
    /// that is cut off looks like one.
    template <class Sink>
    void finish(Sink&& sink) {
        ended_ = true;
        while (const std::optional<Onset> onset = next()) sink(*onset);
        reset();
    }

    /// Forgets the signal so far.
    void reset();

    /// At most so many samples after an onset it is handed out.
    Index latency() const;
    static constexpr Index tail() { return 0; } ///< nothing lies behind the end of the signal

private:
    static constexpr Index before = 20, after = 14; // frames of the mean around a peak
    static constexpr Index around = 6;              // frames in which it must be the largest
    static constexpr Index lag = 2;                 // frames that a rise is over
    static constexpr Index returning = 20;          // frames in which beating returns
    static constexpr Index remembered = 64;         // frames
    static constexpr Index fine_lag = 6;            // ms that it is over when a peak is followed back

    void check(Block<const T> in) const;
    Index take(Block<const T> in);
    void make_room();
    std::optional<Onset> next();
    bool frame_ready() const;
    void make_frame();
    bool is_onset(Index frame);
    bool is_new(Index frame);
    Index attack(Index centre);
    Index sharpened(Index attack) const;
    Index centre(Index frame) const;
    const T* samples_at(Index position) const { return history_.data() + (position - begin_); }
    float* levels_at(Index frame) { return levels_.data() + frame % remembered * bands_.bands(); }

    double sr_;
    impl::ChannelCount channels_;
    OnsetOptions options_;
    impl::LogBands<T> bands_, fine_bands_;
    Index kept_;                                     // samples that may still be looked at
    AlignedVector<T> history_;                       // the mean of the channels, at first silence
    std::vector<float> levels_, most_, fine_levels_; // most_: of the levels just before a frame
    std::array<double, remembered> strengths_{};     // of the latest frames
    Index begin_, end_;                              // positions of the first and behind the last sample
    bool ended_;                                     // the signal
    Index frame_, judged_, last_; // the next frame to make and to judge, and the latest onset's
};

extern template class OnsetDetector<float>;
extern template class OnsetDetector<double>;

/// The onsets of a whole signal, samples x channels, in order. Unless told, the level to expect is the
/// largest magnitude of the channels' mean, so that the loudness of a recording does not matter. Silence and
/// a signal without samples have none. Throws ArgumentError as OnsetDetector does.
PYA_DSP_EXPORT std::vector<Onset> find_onsets(Block<const float> x, double sr,
                                              const OnsetOptions& options = {});
PYA_DSP_EXPORT std::vector<Onset> find_onsets(Block<const double> x, double sr,
                                              const OnsetOptions& options = {});

} // namespace pya::dsp

#endif
