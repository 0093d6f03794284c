// SPDX-License-Identifier: MIT
// A cascade of biquads over several rows of samples at once, with a SIMD lane for each row. A row is a
// channel, or a part of a channel. Every lane does the same operations in the same order as a serial loop, so
// the bits don't depend on the number of lanes or on the instruction set.
#ifndef PYA_SRC_DSP_IIR_BIQUAD_LANES_HPP
#define PYA_SRC_DSP_IIR_BIQUAD_LANES_HPP

#include <pya/dsp/iir/filter.hpp>

#include <span>

namespace pya::dsp::impl {

inline constexpr int max_lanes = 8;

/// How many lanes to use for that many rows (1 to 8): 1, 4 or 8.
inline int lanes_for(Eigen::Index rows) { return rows == 1 ? 1 : rows <= 4 ? 4 : 8; }

/// Filters n samples of each lane's row. `state` is [section][2][lanes]. in has `lanes` pointers; a null out
/// discards that lane's samples. A row may be filtered in place. Call it under simd::FlushDenormals.
template <class Scalar>
void run_lanes(int lanes, std::span<const Biquad> cascade, double* state, const Scalar* const* in,
               Scalar* const* out, Eigen::Index n);

/// The same on max_lanes rows, whose filtered samples stay side by side: row l's sample i goes to
/// lanes[i * max_lanes + l].
void run_lanes_forward(std::span<const Biquad> cascade, double* state, const float* const* in, double* lanes,
                       Eigen::Index n);

/// Filters backwards, from sample n - 1 to sample 0 of each row.
void run_lanes_backward(std::span<const Biquad> cascade, double* state, const double* lanes,
                        float* const* out, Eigen::Index n);

} // namespace pya::dsp::impl

#endif
