// SPDX-License-Identifier: MIT
#include "dsp/iir/lfilter.hpp"

#include <pya/error.hpp>

#include "dsp/iir/flush_denormals.hpp"
#include "simd.hpp"

#include <algorithm>

namespace pya::dsp::impl {

namespace {

/// One channel; z has order + 1 values, the last of them 0.
template <class Scalar>
inline __attribute__((always_inline)) void transposed(const double* b, const double* a, Eigen::Index order,
                                                      double* z, const Scalar* x, Scalar* y, Eigen::Index n) {
    for (Eigen::Index i = 0; i < n; ++i) {
        const double in = x[i];
        const double out = z[0] + b[0] * in;
        for (Eigen::Index k = 0; k < order; ++k) z[k] = z[k + 1] + b[k + 1] * in - a[k + 1] * out;
        y[i] = static_cast<Scalar>(out);
    }
}

PYA_SIMD void run_channel(const double* b, const double* a, Eigen::Index order, double* z, const float* x,
                          float* y, Eigen::Index n) {
    transposed(b, a, order, z, x, y, n);
}

PYA_SIMD void run_channel(const double* b, const double* a, Eigen::Index order, double* z, const double* x,
                          double* y, Eigen::Index n) {
    transposed(b, a, order, z, x, y, n);
}

} // namespace

TransferFunction::TransferFunction(const char* function, const Eigen::Ref<const Eigen::ArrayXd>& numerator,
                                   const Eigen::Ref<const Eigen::ArrayXd>& denominator) {
    for (const auto& [name, c] : {std::pair{"b", numerator}, std::pair{"a", denominator}}) {
        if (c.size() == 0)
            detail::fail(function, ": argument ", name, " is empty; it must have a coefficient");
        if (!c.isFinite().all())
            detail::fail(function, ": argument ", name, " has NaN or infinity; it must be finite");
    }
    if (denominator[0] == 0) detail::fail(function, ": argument a has a[0] = 0; it must not be 0");
    const auto size = std::max(numerator.size(), denominator.size());
    b = a = Eigen::ArrayXd::Zero(size);
    b.head(numerator.size()) = numerator / denominator[0];
    a.head(denominator.size()) = denominator / denominator[0];
}

template <class Scalar>
void TransferFunction::run(const SignalIn<Scalar>& x, SignalOut<Scalar> y, Eigen::ArrayXXd& state) const {
    const FlushDenormals scope;
    Eigen::ArrayXd z(order() + 1);
    for (Eigen::Index c = 0; c < x.cols(); ++c) {
        z << state.col(c), 0;
        run_channel(b.data(), a.data(), order(), z.data(), x.data() + c * x.outerStride(),
                    y.data() + c * y.outerStride(), x.rows());
        state.col(c) = z.head(order());
    }
}

template <class Scalar>
void lfilter(const Eigen::Ref<const Eigen::ArrayXd>& b, const Eigen::Ref<const Eigen::ArrayXd>& a,
             const SignalIn<Scalar>& x, SignalOut<Scalar> y, Eigen::ArrayXXd* state) {
    const TransferFunction filter("lfilter", b, a);
    if (state && (state->rows() != filter.order() || state->cols() != x.cols()))
        detail::fail("lfilter: argument state is ", state->rows(), " x ", state->cols(), "; it must be ",
                     filter.order(), " x ", x.cols());
    Eigen::ArrayXXd from_silence;
    if (!state) from_silence = Eigen::ArrayXXd::Zero(filter.order(), x.cols());
    filter.run<Scalar>(x, y, state ? *state : from_silence);
}

template void TransferFunction::run<double>(const SignalIn<double>&, SignalOut<double>,
                                            Eigen::ArrayXXd&) const;
template void lfilter<float>(const Eigen::Ref<const Eigen::ArrayXd>&, const Eigen::Ref<const Eigen::ArrayXd>&,
                             const SignalIn<float>&, SignalOut<float>, Eigen::ArrayXXd*);
template void lfilter<double>(const Eigen::Ref<const Eigen::ArrayXd>&,
                              const Eigen::Ref<const Eigen::ArrayXd>&, const SignalIn<double>&,
                              SignalOut<double>, Eigen::ArrayXXd*);

} // namespace pya::dsp::impl
