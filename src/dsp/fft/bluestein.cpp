// SPDX-License-Identifier: MIT
// Bluestein's algorithm (1970): with jk = (j^2 + k^2 - (k-j)^2) / 2 a transform of any length is a
// convolution with a chirp, done by transforms of a longer, smooth length. Only the outputs asked for are
// computed: n/2 + 1 bins of n real samples, or n real samples of n/2 + 1 bins, need a length of 1.5 n instead
// of 2 n.
#include "dsp/fft/blocked.hpp"
#include "dsp/fft/unit_roots.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <type_traits>

namespace pya::dsp::impl {

namespace {

template <class T>
std::complex<T> product(std::complex<T> a, std::complex<T> b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// Rows of `count` values of x times those of the kernel, to y; a row begins `pitch` after the one before.
template <class T>
PYA_INLINE void multiply_rows(Index rows, Index pitch, Index count, SplitComplex<const T> x,
                              SplitComplex<const T> kernel, SplitComplex<T> y) {
    for (Index k = 0; k < rows; ++k) {
        const T* __restrict xr = x.re + count * k;
        const T* __restrict xi = x.im + count * k;
        const T* __restrict kr = kernel.re + pitch * k;
        const T* __restrict ki = kernel.im + pitch * k;
        T* __restrict yr = y.re + pitch * k;
        T* __restrict yi = y.im + pitch * k;
        PYA_INDEPENDENT
        for (Index i = 0; i < count; ++i) {
            yr[i] = xr[i] * kr[i] - xi[i] * ki[i];
            yi[i] = xr[i] * ki[i] + xi[i] * kr[i];
        }
    }
}

/// out[k] = sum over j < inputs of in[j] exp(-2 pi i j k / n) for k < outputs.
template <class T>
class ChirpTransform {
public:
    using Complex = std::complex<T>;

    ChirpTransform(Index n, Index inputs, Index outputs)
        : inputs_(inputs), outputs_(outputs), transform_(next_fast_len(inputs + outputs - 1)),
          chirp_(static_cast<std::size_t>(std::max(inputs, outputs))),
          kernel_(static_cast<std::size_t>(2 * transform_.size())) {
        const UnitRoots roots(2 * n);
        Index square = 0; // j^2 modulo 2n
        for (Index j = 0; j < std::max(inputs, outputs); ++j) {
            chirp_[static_cast<std::size_t>(j)] = Complex(roots(square));
            square = (square + 2 * j + 1) % (2 * n);
        }
        const Index length = transform_.size();
        const T scale = T(1) / static_cast<T>(length);
        const FftScratch scratch(transform_.scratch_bytes());
        const ScratchLease lease(scratch);
        T* const kernel = kernel_.data();
        transform_.run(lease.get(), gather([=, this](Index j) {
                           if (j < outputs_) return scale * std::conj(chirp(j));
                           return length - j < inputs_ ? scale * std::conj(chirp(length - j)) : Complex(0);
                       }),
                       scatter([=](Index k, Complex z) {
                           kernel[k] = z.real();
                           kernel[k + length] = z.imag();
                       }));
    }

    std::size_t scratch_bytes() const {
        return 2 * scratch_bytes_of<T>(transform_.size()) + transform_.scratch_bytes();
    }

    /// Calls load(j) for each input and store(k, out[k]) for each output.
    template <class Load, class Store>
    void run(std::byte* scratch, Load load, Store store) const {
        const Index length = transform_.size(), rows = transform_.rows(), columns = transform_.columns();
        const SplitComplex<T> y{reinterpret_cast<T*>(scratch),
                                reinterpret_cast<T*>(scratch + scratch_bytes_of<T>(length))};
        const SplitComplex<const T> kernel{kernel_.data(), kernel_.data() + length};
        std::byte* const rest = scratch + 2 * scratch_bytes_of<T>(length);
        transform_.run(rest, gather([=, this](Index j) {
                           return j < inputs_ ? product(Complex(load(j)), chirp(j)) : Complex(0);
                       }),
                       [=](Index at, Index count, SplitComplex<const T> block) {
                           simd::run<multiply_rows<T>>(rows, columns, count, block,
                                                       {kernel.re + at, kernel.im + at},
                                                       {y.re + at, y.im + at});
                       });
        transform_.run(
            rest, // the inverse, with re and im exchanged
            [=](Index at, Index, SplitComplex<T>) {
                return BlockOfRows<const T>{{y.im + at, y.re + at}, rows};
            },
            scatter([=, this](Index k, Complex z) {
                if (k < outputs_) store(k, product(Complex(z.imag(), z.real()), chirp(k)));
            }));
    }

private:
    const Complex& chirp(Index j) const { return chirp_[static_cast<std::size_t>(j)]; }

    /// A load for BlockedFft of the values f(j).
    template <class F>
    auto gather(F f) const {
        return [f, columns = transform_.columns(), rows = transform_.rows()](
                   Index at, Index count, SplitComplex<T> memory) -> BlockOfRows<const T> {
            for (Index k = 0; k < columns; ++k)
                for (Index i = 0; i < count; ++i) {
                    const Complex value = f(at + i + rows * k);
                    memory.re[count * k + i] = value.real();
                    memory.im[count * k + i] = value.imag();
                }
            return {{memory.re, memory.im}, count};
        };
    }

    /// A store for BlockedFft that calls f(k, result).
    template <class F>
    auto scatter(F f) const {
        return [f, columns = transform_.columns(), rows = transform_.rows()](Index at, Index count,
                                                                             SplitComplex<const T> block) {
            for (Index k = 0; k < rows; ++k)
                for (Index i = 0; i < count; ++i)
                    f(at + i + columns * k, Complex(block.re[count * k + i], block.im[count * k + i]));
        };
    }

    Index inputs_, outputs_;
    BlockedFft<T> transform_;
    AlignedVector<Complex> chirp_;
    AlignedVector<T> kernel_; ///< re, then im
};

template <class T>
class BluesteinReal final : public FftPlan<T, std::complex<T>> {
public:
    explicit BluesteinReal(Index n) : transform_(n, n, n / 2 + 1) {}

    std::size_t scratch_bytes() const override { return transform_.scratch_bytes(); }

    void run(const T* in, std::complex<T>* out, std::byte* scratch) const override {
        transform_.run(
            scratch, [in](Index j) { return in[j]; }, [out](Index k, std::complex<T> x) { out[k] = x; });
    }

private:
    ChirpTransform<T> transform_;
};

/// The bins above n/2 mirror those below, so the latter count twice and the imaginary part of the sum is
/// dropped.
template <class T>
class BluesteinRealInverse final : public FftPlan<std::complex<T>, T> {
public:
    explicit BluesteinRealInverse(Index n) : n_(n), transform_(n, n / 2 + 1, n) {}

    std::size_t scratch_bytes() const override { return transform_.scratch_bytes(); }

    void run(const std::complex<T>* in, T* out, std::byte* scratch) const override {
        const T scale = T(1) / static_cast<T>(n_);
        const auto load = [in, scale, n = n_](Index k) {
            const bool alone = k == 0 || 2 * k == n;
            return alone ? std::complex<T>(scale * in[k].real()) : T(2) * scale * std::conj(in[k]);
        };
        transform_.run(scratch, load, [out](Index j, std::complex<T> x) { out[j] = x.real(); });
    }

private:
    Index n_;
    ChirpTransform<T> transform_;
};

template <class T>
class BluesteinComplex final : public FftPlan<std::complex<T>, std::complex<T>> {
public:
    BluesteinComplex(Index n, FftDirection direction) : n_(n), direction_(direction), transform_(n, n, n) {}

    std::size_t scratch_bytes() const override { return transform_.scratch_bytes(); }

    void run(const std::complex<T>* in, std::complex<T>* out, std::byte* scratch) const override {
        if (direction_ == FftDirection::forward) {
            transform_.run(
                scratch, [in](Index j) { return in[j]; }, [out](Index k, std::complex<T> x) { out[k] = x; });
        } else {
            const T scale = T(1) / static_cast<T>(n_);
            transform_.run(
                scratch, [in](Index j) { return std::conj(in[j]); },
                [out, scale](Index k, std::complex<T> x) { out[k] = scale * std::conj(x); });
        }
    }

private:
    Index n_;
    FftDirection direction_;
    ChirpTransform<T> transform_;
};

} // namespace

template <class In, class Out>
SharedPlan<In, Out> make_bluestein_plan(Index n, FftDirection direction) {
    if constexpr (std::is_same_v<In, Out>)
        return std::make_shared<BluesteinComplex<typename In::value_type>>(n, direction);
    else if constexpr (std::is_floating_point_v<In>)
        return std::make_shared<BluesteinReal<In>>(n);
    else
        return std::make_shared<BluesteinRealInverse<Out>>(n);
}

template SharedPlan<float, std::complex<float>> make_bluestein_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, float> make_bluestein_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, std::complex<float>> make_bluestein_plan(Index, FftDirection);
template SharedPlan<double, std::complex<double>> make_bluestein_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, double> make_bluestein_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, std::complex<double>> make_bluestein_plan(Index, FftDirection);

} // namespace pya::dsp::impl
