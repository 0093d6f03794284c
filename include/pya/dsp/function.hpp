// SPDX-License-Identifier: MIT
/// @file
/// Elementary functions of every sample, several samples at once.
///
///     a.apply(dsp::tanh);
///     dsp::exp(in, out);
///     a.apply([](auto in, auto out) { dsp::pow(in, 1.5, out); });
///
/// Each works in place, too, gives the same bits on every instruction set, and throws ArgumentError where out
/// has another shape than x. But for tanh, they are computed in double and rounded once; a result that is too
/// small for a normal double is 0. NaN gives NaN.
#ifndef PYA_DSP_FUNCTION_HPP
#define PYA_DSP_FUNCTION_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

namespace pya::dsp {

/// The hyperbolic tangent, from -1 to 1, with a relative error below 4e-7: the quotient of two polynomials of
/// the fourth degree in x^2 whose largest relative error is least.
PYA_DSP_EXPORT void tanh(Block<const float> x, Block<float> out);

/// e to the power of x; infinity where that is beyond a float.
PYA_DSP_EXPORT void exp(Block<const float> x, Block<float> out);

/// The natural logarithm; minus infinity of 0, NaN below.
PYA_DSP_EXPORT void log(Block<const float> x, Block<float> out);

/// The sine of radians of any size; NaN of infinity.
PYA_DSP_EXPORT void sin(Block<const float> x, Block<float> out);

/// The cosine of radians of any size; NaN of infinity.
PYA_DSP_EXPORT void cos(Block<const float> x, Block<float> out);

/// x to the power of a number; NaN for x below 0 unless the exponent is an integer.
PYA_DSP_EXPORT void pow(Block<const float> x, double exponent, Block<float> out);

} // namespace pya::dsp

#endif
