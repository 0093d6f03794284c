// SPDX-License-Identifier: MIT
/// @file
/// Noise with the same power in every octave.
#ifndef PYA_DSP_LEAF_PINK_NOISE_HPP
#define PYA_DSP_LEAF_PINK_NOISE_HPP

#include <pya/dsp/leaf/white_noise.hpp>

#include <cstdint>

namespace pya::dsp::leaf {

/// Makes white noise pink: P. Kellet's "refined" filter, six one-pole low-passes and a direct path in
/// parallel, within 0.05 dB of -3 dB an octave above 9 Hz at 44.1 kHz. dsp::PinkFilter is its fast form.
///
///     PinkFilter<double> pink;
///     y = pink(white);
///     pink.reset();
template <class T>
class PinkFilter {
public:
    /// The next sample.
    T operator()(T x) {
        constexpr T pole[] = {T(0.99886), T(0.99332), T(0.969), T(0.8665), T(0.55), T(-0.7616)};
        constexpr T feed[] = {T(0.0555179), T(0.0750759), T(0.153852),
                              T(0.3104856), T(0.5329522), T(-0.016898)};
        for (int i = 0; i < 6; ++i) y_[i] = pole[i] * y_[i] + feed[i] * x;
        const T direct = T(0.5362) * x;
        const T y = ((y_[0] + y_[4]) + (y_[2] + direct)) + ((y_[1] + y_[5]) + y_[3]) + delayed_;
        delayed_ = T(0.115926) * x;
        return y;
    }

    /// Back to silence.
    void reset() { *this = {}; }

private:
    T y_[6] = {};
    T delayed_ = 0;
};

/// Pink noise from white. With an amp of 1 it has an RMS of 0.19 (-14 dB) at any sampling rate, and its peaks
/// come close to 1 within minutes.
///
///     PinkNoise<float> noise(42, 0.5);
///     y = noise.next();
///     noise.reset();                        // the same noise again
template <class T, class Random = Mersenne>
class PinkNoise {
public:
    /// Every seed gives other samples.
    explicit PinkNoise(std::uint32_t seed, T amp = 1) : white_(seed), amp_(amp) {}

    /// The next sample.
    T next() { return amp_ * T(0.11) * pink_(white_.next()); }

    /// Back to the first sample.
    void reset() {
        white_.reset();
        pink_.reset();
    }

private:
    WhiteNoise<T, Random> white_;
    PinkFilter<T> pink_;
    T amp_;
};

} // namespace pya::dsp::leaf

#endif
