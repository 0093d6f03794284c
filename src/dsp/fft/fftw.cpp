// SPDX-License-Identifier: MIT
// The engine of the default build: FFTW 3.
#ifdef PYA_FFT_FFTW

#include "dsp/fft/plan.hpp"

#include <algorithm>
#include <fftw3.h>
#include <limits>
#include <pya/error.hpp>
#include <type_traits>

namespace pya::dsp::impl {

std::mutex& fftw_planner() {
    static auto& mutex = *new std::mutex;
    return mutex;
}

namespace {

/// The names of FFTW's double and single precision interfaces.
template <class T>
struct Fftw;

template <>
struct Fftw<double> {
    using Plan = fftw_plan;
    using Complex = fftw_complex;
    static constexpr auto plan_forward = fftw_plan_dft_r2c_1d;
    static constexpr auto plan_inverse = fftw_plan_dft_c2r_1d;
    static constexpr auto plan_complex = fftw_plan_dft_1d;
    static constexpr auto run_forward = fftw_execute_dft_r2c;
    static constexpr auto run_inverse = fftw_execute_dft_c2r;
    static constexpr auto run_complex = fftw_execute_dft;
    static constexpr auto destroy = fftw_destroy_plan;
    static constexpr auto alignment_of = fftw_alignment_of;
};

template <>
struct Fftw<float> {
    using Plan = fftwf_plan;
    using Complex = fftwf_complex;
    static constexpr auto plan_forward = fftwf_plan_dft_r2c_1d;
    static constexpr auto plan_inverse = fftwf_plan_dft_c2r_1d;
    static constexpr auto plan_complex = fftwf_plan_dft_1d;
    static constexpr auto run_forward = fftwf_execute_dft_r2c;
    static constexpr auto run_inverse = fftwf_execute_dft_c2r;
    static constexpr auto run_complex = fftwf_execute_dft;
    static constexpr auto destroy = fftwf_destroy_plan;
    static constexpr auto alignment_of = fftwf_alignment_of;
};

/// A plan of FFTW. It is made for aligned arrays and used for others; arrays that are not aligned are copied
/// through scratch memory.
template <class T>
class FftwHandle {
public:
    using Api = Fftw<T>;

    /// `make` plans a transform from the first array to the second one with the flags that it is given.
    template <class Make>
    FftwHandle(Index n, bool measure, Make make) {
        if (n > std::numeric_limits<int>::max())
            detail::fail("fft: argument n is ", n, "; it must be below 2^31");
        const std::size_t bytes = scratch_bytes_of<std::complex<T>>(n + 2);
        const FftScratch scratch(2 * bytes);
        const ScratchLease lease(scratch);
        auto* const in = reinterpret_cast<std::complex<T>*>(lease.get());
        auto* const out = reinterpret_cast<std::complex<T>*>(lease.get() + bytes);
        const std::lock_guard lock(fftw_planner());
        plan_ = make(static_cast<int>(n), in, out, measure ? FFTW_MEASURE : FFTW_MEASURE | FFTW_WISDOM_ONLY);
        if (!plan_) plan_ = make(static_cast<int>(n), in, out, FFTW_ESTIMATE);
    }
    ~FftwHandle() {
        const std::lock_guard lock(fftw_planner());
        Api::destroy(plan_);
    }
    FftwHandle(const FftwHandle&) = delete;
    FftwHandle& operator=(const FftwHandle&) = delete;

    typename Api::Plan get() const { return plan_; }

private:
    typename Api::Plan plan_;
};

template <class T>
bool is_aligned(const T* data) {
    using Real = std::remove_const_t<T>;
    return Fftw<Real>::alignment_of(const_cast<Real*>(data)) == 0;
}

template <class T>
T* real_data(std::complex<T>* z) {
    return reinterpret_cast<T*>(z);
}

template <class T>
const T* real_data(const std::complex<T>* z) {
    return reinterpret_cast<const T*>(z);
}

template <class T>
typename Fftw<T>::Complex* as_fftw(const std::complex<T>* z) {
    return reinterpret_cast<typename Fftw<T>::Complex*>(const_cast<std::complex<T>*>(z));
}

/// `data` if it is aligned, otherwise `spare`.
template <class V, class Real>
V* aligned_or(V* data, const Real* reals, std::byte* spare) {
    return is_aligned(reals) ? data : reinterpret_cast<V*>(spare);
}

template <class T>
class FftwReal final : public FftPlan<T, std::complex<T>> {
public:
    using Complex = std::complex<T>;
    using Api = Fftw<T>;

    FftwReal(Index n, bool measure)
        : n_(n), handle_(n, measure, [](int size, Complex* in, Complex* out, unsigned flags) {
              return Api::plan_forward(size, real_data(in), as_fftw(out), flags);
          }) {}

    std::size_t scratch_bytes() const override {
        return scratch_bytes_of<T>(n_) + scratch_bytes_of<Complex>(n_ / 2 + 1);
    }

    void run(const T* in, Complex* out, std::byte* scratch) const override {
        const T* const from = is_aligned(in) ? in : std::copy_n(in, n_, reinterpret_cast<T*>(scratch)) - n_;
        Complex* const to = aligned_or(out, real_data(out), scratch + scratch_bytes_of<T>(n_));
        Api::run_forward(handle_.get(), const_cast<T*>(from), as_fftw(to));
        if (to != out) std::copy_n(to, n_ / 2 + 1, out);
    }

private:
    Index n_;
    FftwHandle<T> handle_;
};

/// FFTW destroys the input of this transform, so it always works on a copy, which is scaled at the same time.
template <class T>
class FftwRealInverse final : public FftPlan<std::complex<T>, T> {
public:
    using Complex = std::complex<T>;
    using Api = Fftw<T>;

    FftwRealInverse(Index n, bool measure)
        : n_(n), handle_(n, measure, [](int size, Complex* in, Complex* out, unsigned flags) {
              return Api::plan_inverse(size, as_fftw(in), real_data(out), flags);
          }) {}

    std::size_t scratch_bytes() const override {
        return scratch_bytes_of<Complex>(n_ / 2 + 1) + scratch_bytes_of<T>(n_);
    }

    void run(const Complex* in, T* out, std::byte* scratch) const override {
        const Index bins = n_ / 2 + 1;
        const T scale = T(1) / static_cast<T>(n_);
        auto* const from = reinterpret_cast<Complex*>(scratch);
        for (Index k = 0; k < bins; ++k) from[k] = scale * in[k];
        from[0].imag(0);
        if (n_ % 2 == 0) from[bins - 1].imag(0);
        T* const to = aligned_or(out, out, scratch + scratch_bytes_of<Complex>(bins));
        Api::run_inverse(handle_.get(), as_fftw(from), to);
        if (to != out) std::copy_n(to, n_, out);
    }

private:
    Index n_;
    FftwHandle<T> handle_;
};

template <class T>
class FftwComplex final : public FftPlan<std::complex<T>, std::complex<T>> {
public:
    using Complex = std::complex<T>;
    using Api = Fftw<T>;

    FftwComplex(Index n, FftDirection direction, bool measure)
        : n_(n), scale_(direction == FftDirection::forward ? T(1) : T(1) / static_cast<T>(n)),
          handle_(n, measure, [direction](int size, Complex* in, Complex* out, unsigned flags) {
              const int sign = direction == FftDirection::forward ? FFTW_FORWARD : FFTW_BACKWARD;
              return Api::plan_complex(size, as_fftw(in), as_fftw(out), sign, flags);
          }) {}

    std::size_t scratch_bytes() const override { return 2 * scratch_bytes_of<Complex>(n_); }

    void run(const Complex* in, Complex* out, std::byte* scratch) const override {
        const Complex* const from =
            is_aligned(real_data(in)) ? in : std::copy_n(in, n_, reinterpret_cast<Complex*>(scratch)) - n_;
        Complex* const to = aligned_or(out, real_data(out), scratch + scratch_bytes_of<Complex>(n_));
        Api::run_complex(handle_.get(), as_fftw(from), as_fftw(to));
        if (scale_ != T(1))
            for (Index k = 0; k < n_; ++k) out[k] = scale_ * to[k];
        else if (to != out)
            std::copy_n(to, n_, out);
    }

private:
    Index n_;
    T scale_;
    FftwHandle<T> handle_;
};

} // namespace

template <class In, class Out>
SharedPlan<In, Out> make_fftw_plan(Index n, FftDirection direction, bool measure) {
    if constexpr (std::is_same_v<In, Out>)
        return std::make_shared<FftwComplex<typename In::value_type>>(n, direction, measure);
    else if constexpr (std::is_floating_point_v<In>)
        return std::make_shared<FftwReal<In>>(n, measure);
    else
        return std::make_shared<FftwRealInverse<Out>>(n, measure);
}

template SharedPlan<float, std::complex<float>> make_fftw_plan(Index, FftDirection, bool);
template SharedPlan<std::complex<float>, float> make_fftw_plan(Index, FftDirection, bool);
template SharedPlan<std::complex<float>, std::complex<float>> make_fftw_plan(Index, FftDirection, bool);
template SharedPlan<double, std::complex<double>> make_fftw_plan(Index, FftDirection, bool);
template SharedPlan<std::complex<double>, double> make_fftw_plan(Index, FftDirection, bool);
template SharedPlan<std::complex<double>, std::complex<double>> make_fftw_plan(Index, FftDirection, bool);

} // namespace pya::dsp::impl

#endif
