// SPDX-License-Identifier: MIT
// Checks of what several functions of rhythm take.
#ifndef PYA_SRC_DSP_RHYTHM_CHECKS_HPP
#define PYA_SRC_DSP_RHYTHM_CHECKS_HPP

#include <pya/dsp/block.hpp>
#include <pya/error.hpp>

#include <cmath>

namespace pya::dsp::impl {

/// Throws ArgumentError unless sr > 0 and stride >= 1.
inline void check_frame_rate(const char* function, double sr, Index stride) {
    if (!(sr > 0 && std::isfinite(sr)))
        detail::fail(function, ": argument sr is ", sr, "; it must be above 0 Hz");
    if (stride < 1) detail::fail(function, ": option stride is ", stride, "; it must be at least 1");
}

/// Throws ArgumentError unless the value of an option is above 0 and finite.
inline void check_positive(const char* function, const char* option, double value) {
    if (!(value > 0 && std::isfinite(value)))
        detail::fail(function, ": option ", option, " is ", value, "; it must be finite and above 0");
}

} // namespace pya::dsp::impl

#endif
