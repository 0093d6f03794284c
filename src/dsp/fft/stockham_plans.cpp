// SPDX-License-Identifier: MIT
// Plans that use Stockham transforms. An even number of real samples is transformed as half as many complex
// values.
#include "dsp/fft/stockham.hpp"

#include "dsp/fft/pairs.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {

namespace {

/// Bins 0 to half of 2 half real samples, from the transform z of the pairs (even, odd), which is overwritten
/// and must have room for z[half]. The result is interleaved, and written from its beginning to its end,
/// which is fastest.
template <class T>
PYA_INLINE void unpack_bins(Index half, const T* __restrict w, T* zr, T* zi, T* __restrict out) {
    const Index middle = (half + 1) / 2;
    PYA_INDEPENDENT
    for (Index k = 0; k < middle; ++k) {
        const Index m = half - k;
        const auto [low, high] = bins_of_pairs<T>({zr[k], zi[k]}, {zr[m], zi[m]}, {w[k], w[half + k]});
        out[2 * k] = low.re, out[2 * k + 1] = low.im;
        zr[m] = high.re, zi[m] = high.im;
    }
    if (half % 2 == 0) zi[middle] = -zi[middle];
    for (Index k = middle; k <= half; ++k) out[2 * k] = zr[k], out[2 * k + 1] = zi[k];
}

/// The inverse, in place: z from bins 0 to half, twice as large and multiplied by `scale`.
template <class T>
PYA_INLINE void pack_bins(Index half, const T* __restrict w, T scale, T* xr, T* xi) {
    const Index middle = (half + 1) / 2;
    PYA_INDEPENDENT
    for (Index k = 0; k < middle; ++k) {
        const Index m = half - k;
        const auto [low, high] = pairs_of_bins<T>({xr[k], xi[k]}, {xr[m], xi[m]}, {w[k], w[half + k]}, scale);
        xr[k] = low.re, xi[k] = low.im;
        xr[m] = high.re, xi[m] = high.im;
    }
    if (half % 2 == 0) {
        xr[middle] *= 2 * scale;
        xi[middle] *= -2 * scale;
    }
}

/// The roots that join the transforms of even and odd samples: exp(-2 pi i k / n), k < n/2; re, then im.
template <class T>
AlignedVector<T> joining_roots(Index n) {
    const double step = 2 * std::acos(-1.0) / static_cast<double>(n);
    const Index half = n / 2;
    AlignedVector<T> roots(static_cast<std::size_t>(2 * half));
    for (Index k = 0; k < half; ++k) {
        roots[static_cast<std::size_t>(k)] = static_cast<T>(std::cos(step * static_cast<double>(k)));
        roots[static_cast<std::size_t>(half + k)] = static_cast<T>(-std::sin(step * static_cast<double>(k)));
    }
    return roots;
}

template <class T>
class StockhamComplex final : public FftPlan<std::complex<T>, std::complex<T>> {
public:
    StockhamComplex(Index n, FftDirection direction) : direction_(direction), transform_(n) {}

    std::size_t scratch_bytes() const override { return transform_.scratch_bytes(); }

    void run(const std::complex<T>* in, std::complex<T>* out, std::byte* scratch) const override {
        const Index n = transform_.size();
        const T* const x = reals(in);
        if (direction_ == FftDirection::forward) {
            const SplitComplex<T> y = transform_.run({x, x + 1, 2}, scratch);
            simd::run<put_together<T>>(n, y.re, y.im, T(1), reals(out));
        } else {
            const SplitComplex<T> y = transform_.run({x + 1, x, 2}, scratch);
            simd::run<put_together<T>>(n, y.im, y.re, T(1) / static_cast<T>(n), reals(out));
        }
    }

private:
    FftDirection direction_;
    Stockham<T> transform_;
};

template <class T>
class StockhamEven final : public FftPlan<T, std::complex<T>> {
public:
    explicit StockhamEven(Index n) : transform_(n / 2), roots_(joining_roots<T>(n)) {}

    std::size_t scratch_bytes() const override { return transform_.scratch_bytes(); }

    void run(const T* in, std::complex<T>* out, std::byte* scratch) const override {
        run({in, in + 1, 2}, out, scratch);
    }

    bool run_windowed(const T* in, T offset, const T* window, std::complex<T>* out,
                      std::byte* scratch) const override {
        if (!transform_.takes_window()) return false;
        run({in, in + 1, 2, window, offset}, out, scratch);
        return true;
    }

private:
    void run(const StockhamSource<T>& x, std::complex<T>* out, std::byte* scratch) const {
        const Index half = transform_.size();
        const SplitComplex<T> z = transform_.run(x, scratch, out);
        z.re[half] = z.re[0];
        z.im[half] = z.im[0];
        simd::run<unpack_bins<T>>(half, roots_.data(), z.re, z.im, reals(out));
    }

    Stockham<T> transform_;
    AlignedVector<T> roots_;
};

template <class T>
class StockhamEvenInverse final : public FftPlan<std::complex<T>, T> {
public:
    explicit StockhamEvenInverse(Index n) : transform_(n / 2), roots_(joining_roots<T>(n)) {}

    std::size_t scratch_bytes() const override {
        return transform_.scratch_bytes() + 2 * scratch_bytes_of<T>(transform_.size() + 1);
    }

    void run(const std::complex<T>* in, T* out, std::byte* scratch) const override {
        const Index half = transform_.size();
        const std::size_t bytes = scratch_bytes_of<T>(half + 1);
        auto* const xr = reinterpret_cast<T*>(scratch);
        auto* const xi = reinterpret_cast<T*>(scratch + bytes);
        simd::run<take_apart<T>>(half + 1, reals(in), xr, xi);
        xi[0] = xi[half] = 0;
        simd::run<pack_bins<T>>(half, roots_.data(), T(0.5) / static_cast<T>(half), xr, xi);
        const SplitComplex<T> y = transform_.run({xi, xr, 1}, scratch + 2 * bytes);
        simd::run<put_together<T>>(half, y.im, y.re, T(1), out);
    }

private:
    Stockham<T> transform_;
    AlignedVector<T> roots_;
};

template <class T>
class StockhamOdd final : public FftPlan<T, std::complex<T>> {
public:
    explicit StockhamOdd(Index n) : transform_(n) {}

    std::size_t scratch_bytes() const override {
        return transform_.scratch_bytes() + scratch_bytes_of<T>(2 * transform_.size());
    }

    void run(const T* in, std::complex<T>* out, std::byte* scratch) const override {
        const Index n = transform_.size();
        auto* const x = reinterpret_cast<T*>(scratch);
        for (Index j = 0; j < n; ++j) x[2 * j] = in[j], x[2 * j + 1] = 0;
        const SplitComplex<T> y = transform_.run({x, x + 1, 2}, scratch + scratch_bytes_of<T>(2 * n));
        simd::run<put_together<T>>(n / 2 + 1, y.re, y.im, T(1), reals(out));
    }

private:
    Stockham<T> transform_;
};

template <class T>
class StockhamOddInverse final : public FftPlan<std::complex<T>, T> {
public:
    explicit StockhamOddInverse(Index n) : transform_(n) {}

    std::size_t scratch_bytes() const override {
        return transform_.scratch_bytes() + scratch_bytes_of<T>(2 * transform_.size());
    }

    void run(const std::complex<T>* in, T* out, std::byte* scratch) const override {
        const Index n = transform_.size();
        const T scale = T(1) / static_cast<T>(n);
        auto* const x = reinterpret_cast<T*>(scratch);
        x[0] = scale * in[0].real();
        x[1] = 0;
        for (Index k = 1; k <= n / 2; ++k) {
            x[2 * k] = x[2 * (n - k)] = scale * in[k].real();
            x[2 * k + 1] = scale * in[k].imag();
            x[2 * (n - k) + 1] = -x[2 * k + 1];
        }
        const SplitComplex<T> y = transform_.run({x + 1, x, 2}, scratch + scratch_bytes_of<T>(2 * n));
        std::copy_n(y.im, n, out);
    }

private:
    Stockham<T> transform_;
};

} // namespace

template <class In, class Out>
SharedPlan<In, Out> make_stockham_plan(Index n, FftDirection direction) {
    if constexpr (std::is_same_v<In, Out>)
        return std::make_shared<StockhamComplex<typename In::value_type>>(n, direction);
    else if constexpr (std::is_floating_point_v<In>) {
        if (n % 2 == 0) return std::make_shared<StockhamEven<In>>(n);
        return std::make_shared<StockhamOdd<In>>(n);
    } else {
        if (n % 2 == 0) return std::make_shared<StockhamEvenInverse<Out>>(n);
        return std::make_shared<StockhamOddInverse<Out>>(n);
    }
}

template SharedPlan<float, std::complex<float>> make_stockham_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, float> make_stockham_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, std::complex<float>> make_stockham_plan(Index, FftDirection);
template SharedPlan<double, std::complex<double>> make_stockham_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, double> make_stockham_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, std::complex<double>> make_stockham_plan(Index, FftDirection);

} // namespace pya::dsp::impl
