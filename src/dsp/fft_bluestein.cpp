// SPDX-License-Identifier: MIT
// Bluestein's algorithm (1970): with jk = (j^2 + k^2 - (k-j)^2) / 2 a transform of any length is a
// convolution with a chirp, done by transforms of a longer, smooth length. Only the outputs asked for are
// computed: n/2 + 1 bins of n real samples, or n real samples of n/2 + 1 bins, need a length of 1.5 n instead
// of 2 n.
#include "dsp/fft_plan.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace pya::dsp::detail {

namespace {

template <class T>
std::complex<T> product(std::complex<T> a, std::complex<T> b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// out[k] = sum over j < inputs of in[j] exp(-2 pi i j k / n) for k < outputs.
template <class T>
class ChirpTransform {
public:
    using Complex = std::complex<T>;

    ChirpTransform(Index n, Index inputs, Index outputs)
        : inputs_(inputs), outputs_(outputs), length_(next_fast_len(inputs + outputs - 1)),
          plan_(shared_plan<Complex, Complex>(length_, FftDirection::forward)),
          chirp_(static_cast<std::size_t>(std::max(inputs, outputs))),
          kernel_(static_cast<std::size_t>(length_)) {
        const double pi = std::acos(-1.0);
        Index square = 0; // j^2 modulo 2n, within -n .. n
        for (Index j = 0; j < std::max(inputs, outputs); ++j) {
            const double angle = pi * static_cast<double>(square) / static_cast<double>(n);
            chirp_[static_cast<std::size_t>(j)] = {static_cast<T>(std::cos(angle)),
                                                   static_cast<T>(-std::sin(angle))};
            square = (square + 2 * j + 1) % (2 * n);
            if (square > n) square -= 2 * n;
        }
        AlignedVector<Complex> wrapped(kernel_.size());
        const T scale = T(1) / static_cast<T>(length_);
        for (Index j = 0; j < outputs; ++j)
            wrapped[static_cast<std::size_t>(j)] = scale * std::conj(chirp(j));
        for (Index j = 1; j < inputs; ++j)
            wrapped[static_cast<std::size_t>(length_ - j)] = scale * std::conj(chirp(j));
        const FftScratch scratch(plan_->scratch_bytes());
        const ScratchLease lease(scratch);
        plan_->run(wrapped.data(), kernel_.data(), lease.get());
    }

    std::size_t scratch_bytes() const {
        return 2 * scratch_bytes_of<Complex>(length_) + plan_->scratch_bytes();
    }

    /// Calls load(j) for each input and store(k, out[k]) for each output.
    template <class Load, class Store>
    void run(std::byte* scratch, Load load, Store store) const {
        auto* const a = reinterpret_cast<Complex*>(scratch);
        auto* const b = reinterpret_cast<Complex*>(scratch + scratch_bytes_of<Complex>(length_));
        std::byte* const rest = scratch + 2 * scratch_bytes_of<Complex>(length_);
        for (Index j = 0; j < inputs_; ++j) a[j] = product(Complex(load(j)), chirp(j));
        std::fill(a + inputs_, a + length_, Complex(0));
        plan_->run(a, b, rest);
        const Complex* const kernel =
            kernel_.data(); // the inverse transform is the conjugate of a forward one
        for (Index j = 0; j < length_; ++j) a[j] = std::conj(product(b[j], kernel[j]));
        plan_->run(a, b, rest);
        for (Index k = 0; k < outputs_; ++k) store(k, product(std::conj(b[k]), chirp(k)));
    }

private:
    const Complex& chirp(Index j) const { return chirp_[static_cast<std::size_t>(j)]; }

    Index inputs_, outputs_, length_;
    SharedPlan<Complex, Complex> plan_;
    AlignedVector<Complex> chirp_, kernel_;
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

} // namespace pya::dsp::detail
