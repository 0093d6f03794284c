// SPDX-License-Identifier: MIT
// Filtering forward and backward, and the steady states from which it starts.
#include "dsp/array_of.hpp"
#include "dsp/iir/lfilter.hpp"
#include "dsp/iir/sosfilt.hpp"
#include "dsp/threads.hpp"

#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace pya::dsp::impl {

namespace {

/// Gaussian elimination with the operations of LAPACK (multipliers by the reciprocal). With a low cutoff the
/// steady state is so ill-conditioned that the result differs from scipy's unless the last bits are the same.
Eigen::ArrayXd solve(Eigen::MatrixXd m, Eigen::ArrayXd x) {
    const auto n = x.size();
    for (Index i = 0; i < n; ++i) {
        Index pivot = 0;
        m.col(i).tail(n - i).cwiseAbs().maxCoeff(&pivot);
        m.row(i).swap(m.row(i + pivot));
        std::swap(x[i], x[i + pivot]);
        const double reciprocal = 1 / m(i, i);
        for (Index row = i + 1; row < n; ++row) {
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
Eigen::ArrayXd steady_state(const char* function, const TransferFunction& f) {
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
    for (Index s = 0; s < sos.rows(); ++s) {
        const Eigen::ArrayXd row = sos.row(s).transpose();
        const TransferFunction section(function, row.head(3), row.tail(3));
        z.segment(2 * s, 2) = gain * steady_state(function, section);
        gain *= section.b.sum() / section.a.sum();
    }
    return z;
}

template <class Scalar>
void check(const char* function, Block<const Scalar> x, Block<Scalar> y, Index padlen) {
    if (y.samples() != x.samples() || y.channels() != x.channels())
        detail::fail(function, ": argument y is ", y.samples(), " x ", y.channels(), "; it must be as x, ",
                     x.samples(), " x ", x.channels());
    if (x.channels() > 0 && (padlen < 0 || padlen >= x.samples()))
        detail::fail(function, ": argument padlen is ", padlen, " for ", x.samples(),
                     " samples; it must be at least 0 and less than the number of samples");
}

/// Runs `filter(in, out, state)` forward and backward over x, extended by `padlen` point-reflected samples at
/// each end.
template <class Scalar, class Filter>
void forward_backward(Block<const Scalar> x, Block<Scalar> y, Index padlen, const Eigen::ArrayXd& zi,
                      const Filter& filter) {
    if (x.channels() == 0) return;
    const auto n = x.samples();
    const auto start = [&zi](const auto& row) {
        return Eigen::ArrayXXd((zi.matrix() * row.matrix()).array());
    };

    const auto length = n + 2 * padlen, channels = x.channels();
    const storage::Temporary<double> memory(static_cast<std::size_t>(2 * length * channels));
    Eigen::Map<Eigen::ArrayXXd> extended(memory.data(), length, channels);
    Eigen::Map<Eigen::ArrayXXd> filtered(memory.data() + length * channels, length, channels);
    extended.middleRows(padlen, n) = array_of(x).template cast<double>();
    for (Index i = 1; i <= padlen; ++i) {
        extended.row(padlen - i) = 2 * extended.row(padlen) - extended.row(padlen + i);
        extended.row(padlen + n - 1 + i) =
            2 * extended.row(padlen + n - 1) - extended.row(padlen + n - 1 - i);
    }
    Eigen::ArrayXXd state = start(extended.row(0));
    filter(extended, filtered, state);
    for (Index c = 0; c < x.channels(); ++c) std::reverse(filtered.col(c).begin(), filtered.col(c).end());
    state = start(filtered.row(0));
    filter(filtered, extended, state);
    for (Index c = 0; c < x.channels(); ++c)
        array_of(y).col(c) = extended.col(c).segment(padlen, n).reverse().template cast<Scalar>();
}

} // namespace

void lfilter_zi(Coefficients b, Coefficients a, Block<double> zi) {
    array_of(zi) = steady_state("lfilter_zi", TransferFunction("lfilter_zi", b, a));
}

void sosfilt_zi(const Eigen::Ref<const Sos>& sos, Block<double> zi) {
    array_of(zi) = steady_state("sosfilt_zi", sos);
}

template <class Scalar>
void sosfiltfilt(const Eigen::Ref<const Sos>& sos, Block<const Scalar> x, Block<Scalar> y,
                 std::optional<Index> padlen, int threads) {
    check_threads("sosfiltfilt", threads);
    const auto taps = 2 * sos.rows() + 1 - std::min((sos.col(2) == 0).count(), (sos.col(5) == 0).count());
    const auto pad = padlen.value_or(3 * taps);
    const Eigen::ArrayXd zi = steady_state("sosfiltfilt", sos);
    check("sosfiltfilt", x, y, pad);
    const SosFilter filter(sos);
    share(threads, 1, x.channels(), least_channels(x.samples(), 2 * sos.rows()), 0,
          [&](int, Index, Index done, Index last) {
              if constexpr (std::is_same_v<Scalar, float>)
                  while (done < last && sosfiltfilt_in_parts(filter.biquads(), zi, x.channel(done).data(),
                                                             y.channel(done).data(), x.samples(), pad))
                      ++done;
              forward_backward(
                  x.channels_from(done, last - done), y.channels_from(done, last - done), pad, zi,
                  [&](const auto& from, auto& to, auto& state) { run_sos<double>(sos, from, to, state); });
          });
}

template <class Scalar>
void filtfilt(Coefficients b, Coefficients a, Block<const Scalar> x, Block<Scalar> y,
              std::optional<Index> padlen) {
    const TransferFunction filter("filtfilt", b, a);
    const auto pad = padlen.value_or(3 * filter.b.size());
    const Eigen::ArrayXd zi = steady_state("filtfilt", filter);
    check("filtfilt", x, y, pad);
    forward_backward(x, y, pad, zi,
                     [&](const auto& from, auto& to, auto& state) { filter.run<double>(from, to, state); });
}

template void sosfiltfilt(const Eigen::Ref<const Sos>&, Block<const float>, Block<float>,
                          std::optional<Index>, int);
template void sosfiltfilt(const Eigen::Ref<const Sos>&, Block<const double>, Block<double>,
                          std::optional<Index>, int);
template void filtfilt(Coefficients, Coefficients, Block<const float>, Block<float>, std::optional<Index>);
template void filtfilt(Coefficients, Coefficients, Block<const double>, Block<double>, std::optional<Index>);

} // namespace pya::dsp::impl
