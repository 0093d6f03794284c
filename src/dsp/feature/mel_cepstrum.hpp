// SPDX-License-Identifier: MIT
// The matrix that makes cepstral coefficients of mel decibels.
#ifndef PYA_SRC_DSP_FEATURE_MEL_CEPSTRUM_HPP
#define PYA_SRC_DSP_FEATURE_MEL_CEPSTRUM_HPP

#include <pya/dsp/feature/feature_options.hpp>

#include <vector>

namespace pya::dsp::impl {

/// The first coefficients of the cosine transform with the lifter in them: n_mfcc x n, row by row. Throws
/// ArgumentError for options out of range.
std::vector<double> cepstrum_matrix(const char* function, const MelCepstrumOptions& options, Index n);

} // namespace pya::dsp::impl

#endif
