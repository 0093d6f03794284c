// SPDX-License-Identifier: MIT
// Forward and backward filtering, and the steady states that it starts from.
#include "dsp/iir/lfilter.hpp"
#include "dsp/iir/sosfilt.hpp"
#include "dsp/threads.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace pya::dsp {

namespace {

using Coefficients = Eigen::Ref<const Eigen::ArrayXd>;

/// Gaussian elimination with LAPACK's operations (multipliers by reciprocal): a low cutoff leaves the steady
/// state so ill-conditioned that the last bits decide whether the result is scipy's.
Eigen::ArrayXd solve(Eigen::MatrixXd m, Eigen::ArrayXd x) {
    const auto n = x.size();
    for (Eigen::Index i = 0; i < n; ++i) {
        Eigen::Index pivot = 0;
        m.col(i).tail(n - i).cwiseAbs().maxCoeff(&pivot);
        m.row(i).swap(m.row(i + pivot));
        std::swap(x[i], x[i + pivot]);
        const double reciprocal = 1 / m(i, i);
        for (Eigen::Index row = i + 1; row < n; ++row) {
            const double multiplier = m(row, i) * reciprocal;
            m.row(row).tail(n - i) -= multiplier * m.row(i).tail(n - i);
            x[row] -= multiplier * x[i];
        }
    }
    for (auto i = n - 1; i >= 0; --i) {
        for (auto k = n - 1; k > i; --k) x[i] -= m(i, k) * x[k];
        x[i] /= m(i, i);
    }
    return x;
}

/// The state in which a constant input of 1 leaves the filter as it is.
Eigen::ArrayXd steady_state(const char* function, const impl::TransferFunction& f) {
    if (f.a.sum() == 0)
        detail::fail(function, ": the filter has a pole at z = 1; it must have none, to have a steady state");
    // (I - A) z = B, with A the transposed companion matrix of a.
    const auto n = f.order();
    Eigen::MatrixXd identity_less_a = Eigen::MatrixXd::Identity(n, n);
    if (n > 0) {
        identity_less_a.diagonal(1).array() -= 1;
        identity_less_a.col(0) += f.a.tail(n).matrix();
    }
    return solve(std::move(identity_less_a), f.b.tail(n) - f.a.tail(n) * f.b[0]);
}

Eigen::ArrayXd steady_state(const char* function, const Eigen::Ref<const Sos>& sos) {
    if (sos.rows() == 0) detail::fail(function, ": argument sos has no section; it must have at least one");
    Eigen::ArrayXd z(2 * sos.rows());
    double gain = 1;
    for (Eigen::Index s = 0; s < sos.rows(); ++s) {
        const Eigen::ArrayXd row = sos.row(s).transpose();
        const impl::TransferFunction section(function, row.head(3), row.tail(3));
        z.segment(2 * s, 2) = gain * steady_state(function, section);
        gain *= section.b.sum() / section.a.sum();
    }
    return z;
}

template <class Scalar>
void check(const char* function, const SignalIn<Scalar>& x, const SignalOut<Scalar>& y, Eigen::Index padlen) {
    if (y.rows() != x.rows() || y.cols() != x.cols())
        detail::fail(function, ": argument y is ", y.rows(), " x ", y.cols(), "; it must be as x, ", x.rows(),
                     " x ", x.cols());
    if (x.cols() > 0 && (padlen < 0 || padlen >= x.rows()))
        detail::fail(function, ": argument padlen is ", padlen, " for ", x.rows(),
                     " samples; it must be at least 0 and less than the number of samples");
}

/// Runs `filter(in, out, state)` forward and backward over x, extended by `padlen` point-reflected samples at
/// each end.
template <class Scalar, class Filter>
void forward_backward(const SignalIn<Scalar>& x, SignalOut<Scalar>& y, Eigen::Index padlen,
                      const Eigen::ArrayXd& zi, const Filter& filter) {
    if (x.cols() == 0) return;
    const auto n = x.rows();
    const auto start = [&zi](const auto& row) {
        return Eigen::ArrayXXd((zi.matrix() * row.matrix()).array());
    };

    // One piece of memory: the system would take two of this size back after every call.
    const auto length = n + 2 * padlen;
    Eigen::ArrayXXd memory(2 * length, x.cols());
    auto extended = memory.topRows(length), filtered = memory.bottomRows(length);
    extended.middleRows(padlen, n) = x.template cast<double>();
    for (Eigen::Index i = 1; i <= padlen; ++i) {
        extended.row(padlen - i) = 2 * extended.row(padlen) - extended.row(padlen + i);
        extended.row(padlen + n - 1 + i) =
            2 * extended.row(padlen + n - 1) - extended.row(padlen + n - 1 - i);
    }
    Eigen::ArrayXXd state = start(extended.row(0));
    filter(extended, filtered, state);
    for (Eigen::Index c = 0; c < x.cols(); ++c) std::reverse(filtered.col(c).begin(), filtered.col(c).end());
    state = start(filtered.row(0));
    filter(filtered, extended, state);
    for (Eigen::Index c = 0; c < x.cols(); ++c)
        y.col(c) = extended.col(c).segment(padlen, n).reverse().template cast<Scalar>();
}

} // namespace

Eigen::ArrayXd lfilter_zi(const Coefficients& b, const Coefficients& a) {
    return steady_state("lfilter_zi", impl::TransferFunction("lfilter_zi", b, a));
}

Eigen::ArrayXd sosfilt_zi(const Eigen::Ref<const Sos>& sos) { return steady_state("sosfilt_zi", sos); }

namespace impl {

template <class Scalar>
void sosfiltfilt(const Eigen::Ref<const Sos>& sos, const SignalIn<Scalar>& x, SignalOut<Scalar> y,
                 std::optional<Eigen::Index> padlen, int threads) {
    check_threads("sosfiltfilt", threads);
    const auto taps = 2 * sos.rows() + 1 - std::min((sos.col(2) == 0).count(), (sos.col(5) == 0).count());
    const auto pad = padlen.value_or(3 * taps);
    const Eigen::ArrayXd zi = steady_state("sosfiltfilt", sos);
    check<Scalar>("sosfiltfilt", x, y, pad);
    const SosFilter filter(sos);
    share(threads, 1, x.cols(), least_channels(x.rows(), 2 * sos.rows()), 0,
          [&](int, Eigen::Index, Eigen::Index done, Eigen::Index last) {
              if constexpr (std::is_same_v<Scalar, float>)
                  while (done < last && sosfiltfilt_in_parts(filter.biquads(), zi, x.col(done).data(),
                                                             y.col(done).data(), x.rows(), pad))
                      ++done;
              const SignalIn<Scalar> in = x.middleCols(done, last - done);
              SignalOut<Scalar> out = y.middleCols(done, last - done);
              forward_backward<Scalar>(in, out, pad, zi, [&](const auto& from, auto& to, auto& state) {
                  run_sos<double>(sos, from, to, state);
              });
          });
}

template <class Scalar>
void filtfilt(const Coefficients& b, const Coefficients& a, const SignalIn<Scalar>& x, SignalOut<Scalar> y,
              std::optional<Eigen::Index> padlen) {
    const TransferFunction filter("filtfilt", b, a);
    const auto pad = padlen.value_or(3 * filter.b.size());
    const Eigen::ArrayXd zi = steady_state("filtfilt", filter);
    check<Scalar>("filtfilt", x, y, pad);
    forward_backward<Scalar>(
        x, y, pad, zi, [&](const auto& from, auto& to, auto& state) { filter.run<double>(from, to, state); });
}

template void sosfiltfilt<float>(const Eigen::Ref<const Sos>&, const SignalIn<float>&, SignalOut<float>,
                                 std::optional<Eigen::Index>, int);
template void sosfiltfilt<double>(const Eigen::Ref<const Sos>&, const SignalIn<double>&, SignalOut<double>,
                                  std::optional<Eigen::Index>, int);
template void filtfilt<float>(const Coefficients&, const Coefficients&, const SignalIn<float>&,
                              SignalOut<float>, std::optional<Eigen::Index>);
template void filtfilt<double>(const Coefficients&, const Coefficients&, const SignalIn<double>&,
                               SignalOut<double>, std::optional<Eigen::Index>);

} // namespace impl
} // namespace pya::dsp
