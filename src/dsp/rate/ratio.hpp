// SPDX-License-Identifier: MIT
// The ratio of two sampling rates as a fraction, so that lengths and phases are exact.
#ifndef PYA_SRC_DSP_RATE_RATIO_HPP
#define PYA_SRC_DSP_RATE_RATIO_HPP

#include <pya/export.hpp>

#include <Eigen/Core>
#include <cstdint>

namespace pya::dsp {

/// Output samples per input sample.
struct RateRatio {
    std::int64_t up = 0;   // up / down in lowest terms; 0 / 0 where there is no small fraction
    std::int64_t down = 0; //
    double value = 1;

    bool rational() const { return up > 0; }
    bool same() const { return up == 1 && down == 1; }
    /// floor(samples * ratio)
    Eigen::Index length(Eigen::Index samples) const;
};

/// target_sr / (sr * rate), each number read as the simplest fraction that rounds to it: a rate of 1.3 is
/// 13/10. Throws ArgumentError, in the name of function, for a number that isn't positive and finite, and for
/// a ratio that isn't.
PYA_DSP_EXPORT RateRatio rate_ratio(const char* function, double sr, double target_sr, double rate);

} // namespace pya::dsp

#endif
