// SPDX-License-Identifier: MIT
// The checks that the designs of FIR filters share.
#ifndef PYA_SRC_DSP_FIR_CHECKS_HPP
#define PYA_SRC_DSP_FIR_CHECKS_HPP

#include <pya/error.hpp>

#include <cmath>
#include <span>

namespace pya::dsp::impl {

inline void check_rate(const char* function, double fs) {
    if (!(std::isfinite(fs) && fs > 0))
        detail::fail(function, ": option fs is ", fs, "; it must be finite and above 0");
}

inline void check_finite(const char* function, const char* argument, std::span<const double> values) {
    for (const double value : values)
        if (!std::isfinite(value))
            detail::fail(function, ": argument ", argument, " has ", value, "; it must be finite");
}

} // namespace pya::dsp::impl

#endif
