// SPDX-License-Identifier: MIT
/// @file
/// Runs a function of the caller's over samples.
#ifndef PYA_ASIG_APPLY_HPP
#define PYA_ASIG_APPLY_HPP

#include <pya/dsp/block.hpp>
#include <pya/storage/samples.hpp>

#include <type_traits>

namespace pya::detail {

/// out[i] = f(in[i]), where f is a function of one sample or of an array of them, or a kernel f(in, out).
template <class F>
void apply_to_run(F& f, const float* in, float* out, Index n) {
    if constexpr (std::is_invocable_v<F&, dsp::Block<const float>, dsp::Block<float>>)
        f(dsp::Block<const float>(in, n), dsp::Block<float>(out, n));
    else if constexpr (std::is_invocable_v<F&, float>)
        for (Index i = 0; i < n; ++i) out[i] = static_cast<float>(f(in[i]));
    else
        SigMap(out, n, 1, Eigen::OuterStride<>(n)) = f(ConstSigMap(in, n, 1, Eigen::OuterStride<>(n)));
}

} // namespace pya::detail

#endif
