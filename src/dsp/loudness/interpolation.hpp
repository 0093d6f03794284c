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
    /// The tap of the sample itself.
    static constexpr Index centre = taps / 2 - 1;

    /// Phase p is for the place p / 8 behind the sample. Each sums to 1.
    alignas(64) std::array<std::array<T, taps>, phases> weights;
    /// The largest sum of magnitudes of a phase: no interpolated value exceeds it times the largest sample.
    T bound;

    /// The only one.
    static const PeakInterpolation& get();

    /// The value at a place of the interval that begins at x.
    T at(const T* x, Index phase) const {
        const std::array<T, taps>& w = weights[static_cast<std::size_t>(phase)];
        T sums[8] = {};
        for (Index k = 0; k < taps; k += 8)
            for (Index l = 0; l < 8; ++l) sums[l] += w[static_cast<std::size_t>(k + l)] * x[k + l - centre];
        return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
    }

    /// Half-way points: out[i] lies between x[i] and x[i + 1], i = 0 ... n - 1.
    void half_way(const T* x, Index n, T* out) const;
};

} // namespace pya::dsp::impl

#endif
