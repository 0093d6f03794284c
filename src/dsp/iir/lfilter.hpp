// SPDX-License-Identifier: MIT
// Filtering with numerator and denominator polynomials.
#ifndef PYA_SRC_DSP_IIR_LFILTER_HPP
#define PYA_SRC_DSP_IIR_LFILTER_HPP

#include <pya/dsp/iir/filter.hpp>

namespace pya::dsp::impl {

/// b and a, divided by a[0], and filled up to the same length.
struct TransferFunction {
    /// Throws ArgumentError in the name of `function`.
    TransferFunction(const char* function, Coefficients numerator, Coefficients denominator);

    Index order() const { return b.size() - 1; }

    /// state: order() x channels, before and after.
    template <class Scalar>
    void run(Block<const Scalar> x, Block<Scalar> y, Block<double> state) const;

    Eigen::ArrayXd b;
    Eigen::ArrayXd a;
};

} // namespace pya::dsp::impl

#endif
