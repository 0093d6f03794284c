// SPDX-License-Identifier: MIT
/// @file
/// Changes how long a sound lasts, and keeps its pitch.
#ifndef PYA_DSP_STRETCH_TIME_STRETCHER_HPP
#define PYA_DSP_STRETCH_TIME_STRETCHER_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <memory>

namespace pya::dsp {

/// Makes a signal `factor` times as long at the same pitch. The factor may change while it plays.
///
/// A phase vocoder whose phases are integrated from the loudest bins outward, along time in tones and along
/// frequency in attacks (Z. Průša and N. Holighaus, Phase vocoder done right, 2017). Up to 690 Hz, where
/// chords need it, frames are 93 ms long, and above half as long (at 44100 Hz; at other rates their length
/// is a power of two, too). The phases are turned from those of the input: along time by what a phase
/// advances over one step of the output, at the frequency that it has on the way between two frames, along
/// frequency by how far the energy lies from the centre of the frame, and where a bin begins to sound by that
/// alone. So an attack is as sharp as it was and in its place, from the first one on. Where the harmonics of
/// pulses no longer fit together, after a fast glide, they are drawn together again. All channels are turned
/// alike, which keeps the image.
///
///     dsp::TimeStretcher<float> stretcher(44100, 2, 1.5);
///     auto [consumed, produced] = stretcher.process(in, out); // for each block
///     produced = stretcher.flush(out);                        // at the end, until it returns 0
///
/// Any split of the input and of the output into blocks gives the same bits. process() and flush() never
/// allocate. A NaN or an infinity spreads over the frames that hold it. A factor of 1 gives back the signal,
/// but for an error of -50 dB around 690 Hz, where the frames of both lengths meet.
template <class T>
class PYA_DSP_EXPORT TimeStretcher {
public:
    static constexpr double shortest = 0.05; ///< the smallest factor
    static constexpr double longest = 100;   ///< the largest factor

    /// `sr` is the rate in Hz, by which the lengths of the frames are chosen. Throws ArgumentError for one
    /// that isn't positive and finite, a negative number of channels, and a factor out of bounds.
    explicit TimeStretcher(double sr, Index channels = 1, double factor = 1);
    TimeStretcher(TimeStretcher&&) noexcept;
    TimeStretcher& operator=(TimeStretcher&&) noexcept;
    ~TimeStretcher();

    /// Each input from the next process() on becomes so many outputs. Any thread may set it, also while
    /// another one processes. Throws ArgumentError, and the factor stays, if it is out of bounds.
    void set_factor(double factor);
    double factor() const; ///< what was set last

    /// Reads from in and writes to out (samples x channels each) until in is used up or out is full.
    Progress process(Block<const T> in, Block<T> out);

    /// Is called after the last input, until it returns 0: writes what is left and returns how many samples
    /// it has written. In total there are as many outputs as the factors of all inputs add up to, rounded
    /// down (a millionth of a sample is allowed for rounding). Call reset() before the next process().
    Index flush(Block<T> out);

    /// Forgets all input; the factor is as after construction.
    void reset();

    /// How many inputs, from the time of an output on, must have come in before that output comes out, at the
    /// present factor.
    Index latency() const;
    static constexpr Index tail() { return 0; } ///< what rings ends with the last output
    Index channels() const;                     ///< how many channels

private:
    struct State;

    std::unique_ptr<State> state_;
};

extern template class TimeStretcher<float>;
extern template class TimeStretcher<double>;

namespace impl {

/// How many samples n samples become. Throws ArgumentError for a factor out of range.
PYA_DSP_EXPORT Index stretched_length(Index n, double factor);

template <class T>
PYA_DSP_EXPORT void time_stretch_into(Block<const T> in, double sr, double factor, Block<T> out);

} // namespace impl

/// A signal of samples x channels made `factor` times as long, floor(samples * factor), at the same pitch; a
/// run of TimeStretcher, which says how and what it throws.
template <class T = float>
Eigen::ArrayXX<T> time_stretch(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr, double factor) {
    Eigen::ArrayXX<T> out(impl::stretched_length(sig.rows(), factor), sig.cols());
    impl::time_stretch_into<T>(sig, sr, factor, out);
    return out;
}
/// The same in double precision.
template <class T = double>
Eigen::ArrayXX<T> time_stretch(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr, double factor) {
    Eigen::ArrayXX<T> out(impl::stretched_length(sig.rows(), factor), sig.cols());
    impl::time_stretch_into<T>(sig, sr, factor, out);
    return out;
}

} // namespace pya::dsp

#endif
