// SPDX-License-Identifier: MIT
// The eightfold interpolation that finds peaks between samples.
#ifndef PYA_SRC_DSP_LOUDNESS_INTERPOLATION_HPP
#define PYA_SRC_DSP_LOUDNESS_INTERPOLATION_HPP

#include <pya/dsp/block.hpp>

#include <array>

namespace pya::dsp::impl {

/// Kaiser-windowed sincs of `taps` taps for the eight places from a sample to the next one.
template <class T, Index taps>
struct PeakInterpolation {
    static constexpr Index phases = 8;
    /// The number of the tap for the sample itself.
    static constexpr Index centre = taps / 2 - 1;

    /// The taps of phase p, for the place p / 8 after the sample. The taps of each phase add up to 1.
    alignas(64) std::array<std::array<T, taps>, phases> weights;
    /// The largest sum of magnitudes of a phase: no interpolated value exceeds it times the largest sample.
    T bound;

    /// The only object of this class.
    static const PeakInterpolation& get();

    /// The largest magnitude from the sample x[0] to the next one, where one of the places an eighth of a
    /// sample apart is a maximum: the top of the parabola through it and its neighbours. 0 where none is.
    double largest_between(const T* x) const;

    /// Points half-way between samples: out[i] lies between x[i] and x[i + 1], for i = 0 ... n - 1.
    void half_way(const T* x, Index n, T* out) const requires(taps == 64);
};

} // namespace pya::dsp::impl

#endif
