// SPDX-License-Identifier: MIT
// The mean of a tempogram without its rows.
#ifndef PYA_SRC_DSP_FEATURE_TEMPOGRAM_HPP
#define PYA_SRC_DSP_FEATURE_TEMPOGRAM_HPP

#include <pya/dsp/block.hpp>

#include <span>
#include <vector>

namespace pya::dsp::impl {

/// The mean of the rows of tempogram(envelope, {.win_length = length}), of which there must be one.
std::vector<double> mean_tempogram(std::span<const double> envelope, Index length);

} // namespace pya::dsp::impl

#endif
