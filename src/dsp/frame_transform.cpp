// SPDX-License-Identifier: MIT
#include <pya/dsp/frame_transform.hpp>

namespace pya::dsp {

template <class T>
FrameTransform<T>::FrameTransform(const Eigen::ArrayXd& window, Index nfft, Detrend detrend, bool onesided)
    : window_(window.cast<T>()), detrend_(detrend), fft_(nfft), time_(Eigen::ArrayX<T>::Zero(nfft)),
      frame_(onesided ? fft_.bins() : nfft) {}

template <class T>
const typename FrameTransform<T>::Frame& FrameTransform<T>::operator()(const T* segment) {
    const Eigen::Map<const Eigen::ArrayX<T>> samples(segment, window_.size());
    if (detrend_ == Detrend::off) {
        time_.head(window_.size()) = samples * window_;
    } else {
        time_.head(window_.size()) = samples;
        remove_trend();
        time_.head(window_.size()) *= window_;
    }
    fft_.forward(time_.data(), frame_.data());
    for (Index k = fft_.bins(); k < frame_.size(); ++k) frame_[k] = std::conj(frame_[frame_.size() - k]);
    return frame_;
}

// Reads its own copy of the segment: sums over the caller's memory would depend on its alignment.
template <class T>
void FrameTransform<T>::remove_trend() {
    auto x = time_.head(window_.size());
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
