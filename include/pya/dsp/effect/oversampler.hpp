// SPDX-License-Identifier: MIT
/// @file
/// A higher rate for what makes harmonics.
#ifndef PYA_DSP_EFFECT_OVERSAMPLER_HPP
#define PYA_DSP_EFFECT_OVERSAMPLER_HPP

#include <pya/export.hpp>

#include <array>
#include <cstddef>

namespace pya::dsp::impl {

/// The taps of a half-band low-pass that lie between its zeros: a sinc in a Kaiser window, which is 100 dB
/// down in the stopband. They sum up to 1.
PYA_DSP_EXPORT void write_half_band(double* taps, std::size_t width);

/// Doubles the rate of one channel and halves it again. Both together are late by `width` samples of the
/// lower rate. This is the state; what computes is in src/dsp/effect/oversampler.hpp.
template <std::size_t width>
struct HalfBand {
    HalfBand() { write_half_band(taps.data(), width); }

    /// Back to silence.
    void reset() {
        lower.fill(0);
        odd.fill(0);
        even.fill(0);
    }

    std::array<double, width> taps;       ///< from the oldest sample to the newest
    std::array<double, width> lower{};    ///< the last samples that were doubled
    std::array<double, width> odd{};      ///< every second one of the last that were halved
    std::array<double, width / 2> even{}; ///< the others
};

/// Halves the rate of a signal of which each sample is the mean over the step from one sample to the next, as
/// SegmentMeans in src/dsp/effect/segment_means.hpp make it, and which is early by half a sample thereby.
/// Together with HalfBand<8>, which doubles, it is late by 8 samples of the lower rate. It lifts what the
/// means made weaker.
struct PYA_DSP_EXPORT MeansHalver {
    MeansHalver();

    /// Back to silence.
    void reset() {
        odd.fill(0);
        even.fill(0);
    }

    std::array<double, 8> odd_taps, even_taps; ///< from the oldest sample to the newest
    std::array<double, 8> odd{}, even{};       ///< the last samples
};

} // namespace pya::dsp::impl

#endif
