// SPDX-License-Identifier: MIT
// The signal that tests/reference/methods.py uses, and a comparison with the numbers that it writes.
#ifndef PYA_TESTS_ASIG_REFERENCE_SIGNAL_HPP
#define PYA_TESTS_ASIG_REFERENCE_SIGNAL_HPP

#include <pya/asig.hpp>

#include "reference/methods.hpp"

#include <limits>
#include <vector>

namespace reference {

/// 61 samples of noise in two channels at 1000 Hz.
inline pya::Asig stereo_signal() {
    return pya::Asig(Eigen::Map<const Eigen::ArrayXXd>(stereo.data(), 61, 2),
                     {.sr = 1000, .label = "noise", .cn = {"l", "r"}});
}

/// The largest difference between an array and what was written column by column; infinite if the sizes
/// differ.
template <class Array>
double difference(const Array& got, const std::vector<double>& wanted) {
    if (got.size() != static_cast<Eigen::Index>(wanted.size()))
        return std::numeric_limits<double>::infinity();
    const Eigen::ArrayXXd values = got.template cast<double>();
    if (!values.allFinite()) return std::numeric_limits<double>::infinity();
    return (values.reshaped().array() - Eigen::Map<const Eigen::ArrayXd>(wanted.data(), values.size()))
        .abs()
        .maxCoeff();
}

inline double difference(const pya::Asig& got, const std::vector<double>& wanted) {
    return difference(got.sig(), wanted);
}

} // namespace reference

#endif
