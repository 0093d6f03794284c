// SPDX-License-Identifier: MIT
#include <pya/dsp/frame_transform.hpp>

#include "simd.hpp"

#include <algorithm>

namespace pya::dsp {

namespace {

template <class T>
PYA_INLINE void multiply(std::size_t n, const T* x, const T* window, T* y) {
    for (std::size_t i = 0; i < n; ++i) y[i] = x[i] * window[i];
}

PYA_SIMD void apply_window(std::size_t n, const float* x, const float* window, float* y) {
    multiply(n, x, window, y);
}
PYA_SIMD void apply_window(std::size_t n, const double* x, const double* window, double* y) {
    multiply(n, x, window, y);
}

} // namespace

template <class T>
FrameTransform<T>::FrameTransform(const Eigen::ArrayXd& window, Index nfft, Detrend detrend, bool onesided)
    : window_(window.begin(), window.end()), detrend_(detrend), fft_(nfft),
      time_(static_cast<std::size_t>(nfft)), frame_(onesided ? fft_.bins() : nfft) {}

template <class T>
void FrameTransform<T>::operator()(const T* segment, std::complex<T>* bins) {
    if (detrend_ != Detrend::off) {
        std::copy_n(segment, window_.size(), time_.data());
        remove_trend();
        segment = time_.data();
    }
    apply_window(window_.size(), segment, window_.data(), time_.data());
    fft_.forward(time_.data(), bins);
    for (Index k = fft_.bins(); k < frame_.size(); ++k) bins[k] = std::conj(bins[frame_.size() - k]);
}

// Reads its own copy of the segment: sums over the caller's memory would depend on its alignment.
template <class T>
void FrameTransform<T>::remove_trend() {
    Eigen::Map<Eigen::ArrayX<T>> x(time_.data(), static_cast<Index>(window_.size()));
    const double mean = x.template cast<double>().mean();
    if (detrend_ == Detrend::constant || x.size() == 1) {
        x -= static_cast<T>(mean);
        return;
    }
    const double centre = static_cast<double>(x.size() - 1) / 2;
    double moment = 0;
    double spread = 0;
    for (Index i = 0; i < x.size(); ++i) {
        const double r = static_cast<double>(i) - centre;
        moment += r * static_cast<double>(x[i]);
        spread += r * r;
    }
    const double slope = moment / spread;
    for (Index i = 0; i < x.size(); ++i)
        x[i] -= static_cast<T>(mean + slope * (static_cast<double>(i) - centre));
}

template class FrameTransform<float>;
template class FrameTransform<double>;

} // namespace pya::dsp
