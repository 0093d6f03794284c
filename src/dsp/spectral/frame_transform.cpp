// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/frame_transform.hpp>

#include "dsp/fft/plan.hpp"
#include "simd/run.hpp"

#include <pya/error.hpp>

namespace pya::dsp {

namespace {

using Size = std::size_t;

template <class T>
PYA_INLINE void apply_window(Size n, const T* x, T offset, const T* window, T* y) {
    for (Size i = 0; i < n; ++i) y[i] = (x[i] - offset) * window[i];
}

/// Adds in lanes and in a fixed order, so the result is the same on every instruction set and with every
/// alignment.
template <class T>
PYA_INLINE double mean(Size n, const T* x) {
    constexpr Size lanes = 32;
    double sums[lanes] = {};
    Size i = 0;
    for (; i + lanes <= n; i += lanes)
        for (Size l = 0; l < lanes; ++l) sums[l] += static_cast<double>(x[i + l]);
    for (Size width = lanes / 2; width > 0; width /= 2)
        for (Size l = 0; l < width; ++l) sums[l] += sums[l + width];
    for (; i < n; ++i) sums[0] += static_cast<double>(x[i]);
    return sums[0] / static_cast<double>(n);
}

template <class T>
auto plan_for(Index nfft) {
    if (nfft < 1 || nfft > longest_frame)
        detail::fail("FrameTransform: argument nfft is ", nfft, "; it must lie between 1 and ",
                     longest_frame);
    return impl::shared_plan<T, std::complex<T>>(nfft, impl::FftDirection::forward);
}

} // namespace

template <class T>
FrameTransform<T>::FrameTransform(Block<const double> window, Index nfft, Detrend detrend, bool onesided)
    : window_(window.data(), window.data() + window.samples()), detrend_(detrend), plan_(plan_for<T>(nfft)),
      scratch_(plan_->scratch_bytes()), time_(static_cast<Size>(nfft)),
      frame_(static_cast<Size>(onesided ? nfft / 2 + 1 : nfft)) {}

template <class T>
void FrameTransform<T>::operator()(const T* segment, std::complex<T>* bins) {
    const Size n = window_.size();
    T offset = 0;
    if (detrend_ == Detrend::constant || (detrend_ == Detrend::linear && n == 1)) {
        offset = static_cast<T>(simd::run<mean<T>>(n, segment));
    } else if (detrend_ == Detrend::linear) {
        remove_line(segment);
        segment = time_.data();
    }
    const bool whole = n == time_.size();
    if (!whole || !plan_->run_windowed(segment, offset, window_.data(), bins, scratch_.data())) {
        simd::run<apply_window<T>>(n, segment, offset, window_.data(), time_.data());
        plan_->run(time_.data(), bins, scratch_.data());
    }
    for (Size k = time_.size() / 2 + 1; k < frame_.size(); ++k) bins[k] = std::conj(bins[frame_.size() - k]);
}

template <class T>
void FrameTransform<T>::remove_line(const T* segment) {
    const Size n = window_.size();
    const double height = simd::run<mean<T>>(n, segment);
    const double centre = static_cast<double>(n - 1) / 2;
    double moment = 0;
    double spread = 0;
    for (Size i = 0; i < n; ++i) {
        const double r = static_cast<double>(i) - centre;
        moment += r * static_cast<double>(segment[i]);
        spread += r * r;
    }
    const double slope = moment / spread;
    for (Size i = 0; i < n; ++i)
        time_[i] = segment[i] - static_cast<T>(height + slope * (static_cast<double>(i) - centre));
}

template class FrameTransform<float>;
template class FrameTransform<double>;

} // namespace pya::dsp
