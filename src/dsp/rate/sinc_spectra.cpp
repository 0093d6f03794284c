// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/sinc_spectra.hpp>

#include "dsp/fft/butterfly.hpp"
#include "dsp/rate/sinc_filter.hpp"
#include "simd/run.hpp"

#include <algorithm>

namespace pya::dsp::impl {

namespace {

// A difference of two products is computed as a sum, because g++ fuses differences beside sums on some
// instruction sets.
PYA_INLINE Value<double> product_by_sums(const double* x, double re, double im) {
    const double minus = -im;
    return {x[0] * re + x[1] * minus, x[0] * im + x[1] * re};
}

// y[k] = x[k] first[k] for k <= n/2, and y[n - k] = the conjugate of x[k] times second[k] for 0 < k < n/2.
PYA_INLINE void multiply_both_halves(const double* x, const double* first, const double* second, double* y,
                                     Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k <= n / 2; ++k) {
        const Value<double> low = product_by_sums(first + 2 * k, x[2 * k], x[2 * k + 1]);
        y[2 * k] = low.re, y[2 * k + 1] = low.im;
    }
    PYA_INDEPENDENT
    for (Index k = 1; k < n / 2; ++k) {
        const Value<double> high = product_by_sums(second + 2 * k, x[2 * k], -x[2 * k + 1]);
        y[2 * (n - k)] = high.re, y[2 * (n - k) + 1] = high.im;
    }
}

// y[k] = x[k] first[k] + the conjugate of x[n - k] times second[k], for k <= n/2. x[n] is x[0].
PYA_INLINE void add_both_halves(const double* x, const double* first, const double* second, double* y,
                                Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k <= n / 2; ++k) {
        const Value<double> low = product_by_sums(first + 2 * k, x[2 * k], x[2 * k + 1]);
        const Value<double> high = product_by_sums(second + 2 * k, x[2 * (n - k)], -x[2 * (n - k) + 1]);
        y[2 * k] = low.re + high.re, y[2 * k + 1] = low.im + high.im;
    }
}

double* doubles_of(std::complex<double>* z) { return reinterpret_cast<double*>(z); }

} // namespace

SincSpectra::SincSpectra(const SincFilter& filter)
    : real_(filter.transform), pairs_(filter.transform),
      time_(static_cast<std::size_t>(2 * filter.transform)),
      bins_(static_cast<std::size_t>(filter.transform + 1)), products_(bins_.size()) {}

void SincSpectra::run(const SincFilter& filter, const double* x, double* out) {
    const double *const first = filter.coefficients.data(), *const second = first + 2 * real_.bins();
    filter.ratio.up == 2 ? double_rate(first, second, x) : halve_rate(first, second, x);
    std::copy_n(time_.begin(), filter.period_out, out);
}

// Backwards in time, a forward transform is an inverse one but for its scale, which the filter contains.
void SincSpectra::double_rate(const double* first, const double* second, const double* x) {
    const Index n = real_.size();
    time_[0] = x[0];
    std::reverse_copy(x + 1, x + n, time_.begin() + 1);
    real_.forward(time_.data(), bins_.data());
    simd::run<multiply_both_halves>(doubles_of(bins_.data()), first, second, doubles_of(products_.data()), n);
    pairs_.forward(products_.data(), reinterpret_cast<std::complex<double>*>(time_.data()));
}

void SincSpectra::halve_rate(const double* first, const double* second, const double* x) {
    const Index n = real_.size();
    pairs_.forward(reinterpret_cast<const std::complex<double>*>(x), bins_.data());
    bins_[static_cast<std::size_t>(n)] = bins_[0];
    simd::run<add_both_halves>(doubles_of(bins_.data()), first, second, doubles_of(products_.data()), n);
    real_.inverse(products_.data(), time_.data());
}

} // namespace pya::dsp::impl
