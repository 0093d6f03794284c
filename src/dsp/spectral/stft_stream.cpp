// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/stft_stream.hpp>

#include <pya/error.hpp>

#include "dsp/fft/plan.hpp"
#include "simd.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {

namespace {

/// The window, scaled to make the bins amplitudes.
Eigen::ArrayXd analysis_window(const StftOptions& options) {
    const Eigen::ArrayXd w = get_window(options.window, options.nperseg);
    const double sum = std::abs(w.sum());
    if (!(sum > 0)) detail::fail("stft: window '", options.window.name, "' sums to ", sum, "; it must not");
    return w / sum;
}

/// Undoes the scaling of analysis_window and windows once more.
Eigen::ArrayXd synthesis_window(const StftOptions& options) {
    if (!check_NOLA(options))
        detail::fail("istft: window '", options.window.name, "' with nperseg ", options.nperseg,
                     " and noverlap ", *options.noverlap,
                     " leaves samples without weight; the overlap must be larger");
    const Eigen::ArrayXd w = get_window(options.window, options.nperseg);
    return w * std::abs(w.sum());
}

template <class T>
AlignedVector<T> rounded(const Eigen::ArrayXd& x) {
    return {x.begin(), x.end()};
}

template <class T>
PYA_INLINE void add_products(std::size_t n, const T* __restrict x, const T* __restrict y,
                             T* __restrict sums) {
    for (std::size_t i = 0; i < n; ++i) sums[i] += x[i] * y[i];
}
template <class T>
PYA_INLINE void multiply(std::size_t n, const T* __restrict x, T* __restrict y) {
    for (std::size_t i = 0; i < n; ++i) y[i] *= x[i];
}

PYA_SIMD void overlap_add(std::size_t n, const float* time, const float* window, float* sums) {
    add_products(n, time, window, sums);
}
PYA_SIMD void overlap_add(std::size_t n, const double* time, const double* window, double* sums) {
    add_products(n, time, window, sums);
}
PYA_SIMD void apply_gains(std::size_t n, const float* gains, float* sums) { multiply(n, gains, sums); }
PYA_SIMD void apply_gains(std::size_t n, const double* gains, double* sums) { multiply(n, gains, sums); }

} // namespace

template <class T>
StftAnalyser<T>::StftAnalyser(const StftOptions& options)
    : options_(resolve(options)),
      segments_(options_.nperseg, *options_.noverlap, options_.boundary, options_.padded),
      transform_(analysis_window(options_), *options_.nfft, options_.detrend, options_.return_onesided) {}

template <class T>
StftSynthesiser<T>::StftSynthesiser(const StftOptions& options)
    : options_(resolve(options)), window_(rounded<T>(synthesis_window(options_))),
      weights_(get_window(options_.window, options_.nperseg).square()),
      plan_(impl::shared_plan<std::complex<T>, T>(*options_.nfft, impl::FftDirection::inverse)),
      scratch_(plan_->scratch_bytes()),
      bins_(options_.return_onesided ? *options_.nfft / 2 + 1 : *options_.nfft),
      step_(options_.nperseg - *options_.noverlap),
      trim_(options_.boundary == Boundary::off ? 0 : options_.nperseg / 2),
      hold_(std::max<Index>(0, step_ - (options_.nperseg - trim_))), gains_(static_cast<std::size_t>(step_)),
      sums_(static_cast<std::size_t>(hold_ + options_.nperseg)),
      time_(static_cast<std::size_t>(*options_.nfft)), half_(*options_.nfft / 2 + 1) {
    for (Index j = 0; j < step_; ++j)
        gains_[static_cast<std::size_t>(j)] = gain(j - hold_, 0, weights_.size());
    reset();
}

template <class T>
void StftSynthesiser<T>::reset() {
    frames_ = 0;
    skip_ = hold_ + trim_;
    std::fill(sums_.begin(), sums_.end(), T(0));
}

// The weight of a sample `offset` after the start of a frame is summed from the oldest of the frames that
// reach it to the newest, counted back from that frame.
template <class T>
T StftSynthesiser<T>::gain(Index offset, Index newest, Index oldest) const {
    double sum = 0;
    for (Index m = std::min(oldest, (weights_.size() - 1 - offset) / step_);
         m >= newest && offset + m * step_ >= 0; --m)
        sum += weights_[offset + m * step_];
    return static_cast<T>(sum > 1e-10 ? 1 / sum : 1);
}

template <class T>
void StftSynthesiser<T>::add(const Eigen::Ref<const Frame>& frame) {
    if (frame.size() != bins_)
        detail::fail("StftSynthesiser::process: the frame has ", frame.size(), " bins; it must have ", bins_);
    if (options_.return_onesided) {
        plan_->run(frame.data(), time_.data(), scratch_.data());
    } else {
        for (Index k = 0; k < half_.size(); ++k)
            half_[k] = (frame[k] + std::conj(frame[k == 0 ? 0 : bins_ - k])) / T(2);
        plan_->run(half_.data(), time_.data(), scratch_.data());
    }
    overlap_add(window_.size(), time_.data(), window_.data(), sums_.data() + hold_);
    if (frames_ * step_ >= options_.nperseg + hold_) {
        apply_gains(gains_.size(), gains_.data(), sums_.data());
    } else {
        for (Index j = 0; j < step_; ++j) sums_[static_cast<std::size_t>(j)] *= gain(j - hold_, 0, frames_);
    }
    ++frames_;
}

template <class T>
void StftSynthesiser<T>::weight_end(Index rest) {
    for (Index j = 0; j < rest; ++j) sums_[static_cast<std::size_t>(j)] *= gain(j - hold_, 1, frames_);
}

template <class T>
void StftSynthesiser<T>::advance() {
    std::copy(sums_.begin() + step_, sums_.end(), sums_.begin());
    std::fill(sums_.end() - step_, sums_.end(), T(0));
}

template class StftAnalyser<float>;
template class StftAnalyser<double>;
template class StftSynthesiser<float>;
template class StftSynthesiser<double>;

} // namespace pya::dsp
