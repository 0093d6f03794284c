// SPDX-License-Identifier: MIT
#include "dsp/iir/lfilter.hpp"

#include <pya/error.hpp>

#include "simd/flush_denormals.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace pya::dsp::impl {

namespace {

/// One channel; z has order + 1 values, the last of them 0.
template <class Scalar>
PYA_INLINE void run_channel(const double* b, const double* a, Eigen::Index order, double* z, const Scalar* x,
                            Scalar* y, Eigen::Index n) {
    for (Eigen::Index i = 0; i < n; ++i) {
        const double in = x[i];
        const double out = z[0] + b[0] * in;
        for (Eigen::Index k = 0; k < order; ++k) z[k] = z[k + 1] + b[k + 1] * in - a[k + 1] * out;
        y[i] = static_cast<Scalar>(out);
    }
}

} // namespace

TransferFunction::TransferFunction(const char* function, Coefficients numerator, Coefficients denominator) {
    const auto array = [](Coefficients c) { return Eigen::Map<const Eigen::ArrayXd>(c.data(), c.samples()); };
    for (const auto& [name, c] : {std::pair{"b", numerator}, std::pair{"a", denominator}}) {
        if (c.samples() == 0)
            detail::fail(function, ": argument ", name, " is empty; it must have a coefficient");
        if (!array(c).isFinite().all())
            detail::fail(function, ": argument ", name, " has NaN or infinity; it must be finite");
    }
    if (denominator(0) == 0) detail::fail(function, ": argument a has a[0] = 0; it must not be 0");
    b = a = Eigen::ArrayXd::Zero(std::max(numerator.samples(), denominator.samples()));
    b.head(numerator.samples()) = array(numerator) / denominator(0);
    a.head(denominator.samples()) = array(denominator) / denominator(0);
}

template <class Scalar>
void TransferFunction::run(Block<const Scalar> x, Block<Scalar> y, Block<double> state) const {
    const simd::FlushDenormals scope;
    std::vector<double> z(static_cast<std::size_t>(order()) + 1); // the last value stays 0
    for (Index c = 0; c < x.channels(); ++c) {
        const auto delays = state.channel(c);
        std::copy(delays.begin(), delays.end(), z.begin());
        simd::run<run_channel<Scalar>>(b.data(), a.data(), order(), z.data(), x.channel(c).data(),
                                       y.channel(c).data(), x.samples());
        std::copy_n(z.begin(), order(), delays.begin());
    }
}

template <class Scalar>
void lfilter(Coefficients b, Coefficients a, Block<const Scalar> x, Block<Scalar> y, FilterState state) {
    const TransferFunction filter("lfilter", b, a);
    if (state && (state->samples() != filter.order() || state->channels() != x.channels()))
        detail::fail("lfilter: argument state is ", state->samples(), " x ", state->channels(),
                     "; it must be ", filter.order(), " x ", x.channels());
    Eigen::ArrayXXd from_silence;
    if (!state) from_silence = Eigen::ArrayXXd::Zero(filter.order(), x.channels());
    filter.run(x, y, state.value_or(from_silence));
}

template void TransferFunction::run(Block<const double>, Block<double>, Block<double>) const;
template void lfilter(Coefficients, Coefficients, Block<const float>, Block<float>, FilterState);
template void lfilter(Coefficients, Coefficients, Block<const double>, Block<double>, FilterState);

} // namespace pya::dsp::impl
