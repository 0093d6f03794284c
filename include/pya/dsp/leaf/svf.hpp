// SPDX-License-Identifier: MIT
/// @file
/// A state-variable filter whose cutoff may change all the time.
#ifndef PYA_DSP_LEAF_SVF_HPP
#define PYA_DSP_LEAF_SVF_HPP

#include <cmath>
#include <numbers>

namespace pya::dsp::leaf {

/// The outputs of a state-variable filter for one sample. low + band + high is the input.
template <class T>
struct SvfOutput {
    T low;  ///< low-pass, falls by 12 dB an octave above the cutoff; the gain at the cutoff is q
    T band; ///< band-pass, falls by 6 dB an octave on both sides; the gain at the cutoff is 1
    T high; ///< high-pass, falls by 12 dB an octave below the cutoff; the gain at the cutoff is q

    T notch() const { return low + high; } ///< everything except what is around the cutoff
    T allpass() const {
        return low - band + high;
    } ///< everything at its level, half a cycle late at the cutoff
};

/// A second-order filter that stays stable and without clicks when its cutoff changes, even in every sample:
/// topology-preserving integrators (V. Zavalishin, The Art of VA Filter Design, 2012). The outputs are those
/// of the biquads of the same frequency and q.
///
///     Svf<float> filter(44100);
///     filter.set(200 + 3000 * envelope.next(), 2);
///     y = filter(x).low;
template <class T>
class Svf {
public:
    /// At a sampling rate in Hz: a cutoff of 1 kHz and a q of 0.7071.
    explicit Svf(T sr) : sr_(sr) { set(1000, T(0.70710678118654752)); }

    /// Sets the cutoff in Hz, held within [1e-5 sr, 0.4999 sr], and q, held above 1e-3, from the next sample
    /// on.
    void set(T freq, T q) {
        g_ = std::tan(std::numbers::pi_v<T> * std::fmin(std::fmax(freq / sr_, T(1e-5)), T(0.4999)));
        k_ = 1 / std::fmax(q, T(1e-3));
        h_ = 1 / (1 + g_ * (k_ + g_));
    }

    /// The next sample.
    SvfOutput<T> operator()(T x) {
        const T high = h_ * (x - (k_ + g_) * first_ - second_);
        const T band = g_ * high + first_;
        const T low = g_ * band + second_;
        first_ = g_ * high + band;
        second_ = g_ * band + low;
        return {low, k_ * band, high};
    }

    /// Back to silence.
    void reset() { first_ = second_ = 0; }

private:
    T sr_, g_, k_, h_;
    T first_ = 0, second_ = 0; // of the integrators
};

} // namespace pya::dsp::leaf

#endif
