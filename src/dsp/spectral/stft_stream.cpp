// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/stft_stream.hpp>

#include <pya/dsp/spectral/stft.hpp>

#include "dsp/fft/plan.hpp"
#include "dsp/shape.hpp"
#include "dsp/spectral/stft_axes.hpp"
#include "dsp/spectral/stft_windows.hpp"
#include "simd/scale.hpp"

#include <algorithm>
#include <complex>

namespace pya::dsp {

namespace {

template <class T, class Values>
AlignedVector<T> rounded(const Values& x) {
    return {x.begin(), x.end()};
}

std::vector<double> squared(const AlignedVector<double>& window) {
    std::vector<double> weights;
    for (const double w : window) weights.push_back(w * w);
    return weights;
}

} // namespace

template <class T>
StftAnalyser<T>::StftAnalyser(const StftOptions& options, Index channels)
    : options_(resolve(options)),
      segments_(options_.nperseg, *options_.noverlap, options_.boundary, options_.padded, channels),
      transform_(impl::analysis_window(options_), *options_.nfft, options_.detrend, options_.return_onesided),
      frame_(static_cast<std::size_t>(transform_.bins() * channels)) {}

template <class T>
Block<const std::complex<T>> StftAnalyser<T>::transformed(Block<const T> segment) {
    const Block<std::complex<T>> frame(frame_.data(), bins(), segment.channels());
    for (Index c = 0; c < segment.channels(); ++c)
        transform_(segment.channel(c).data(), frame.channel(c).data());
    return frame;
}

template <class T>
StftSynthesiser<T>::StftSynthesiser(const StftOptions& options, Index channels)
    : options_(resolve(options)),
      channels_("StftSynthesiser", impl::checked_channels("StftSynthesiser", channels)),
      window_(rounded<T>(impl::synthesis_window(options_))),
      weights_(squared(impl::window_samples(options_.window, options_.nperseg))),
      plan_(impl::shared_plan<std::complex<T>, T>(*options_.nfft, impl::FftDirection::inverse)),
      scratch_(plan_->scratch_bytes()), bins_(impl::bin_count(options_)),
      step_(options_.nperseg - *options_.noverlap),
      trim_(options_.boundary == Boundary::off ? 0 : options_.nperseg / 2),
      hold_(std::max<Index>(0, step_ - (options_.nperseg - trim_))), gains_(static_cast<std::size_t>(step_)),
      sums_(static_cast<std::size_t>((hold_ + options_.nperseg) * channels)),
      time_(static_cast<std::size_t>(*options_.nfft)),
      half_(static_cast<std::size_t>(*options_.nfft / 2 + 1)) {
    for (Index j = 0; j < step_; ++j)
        gains_[static_cast<std::size_t>(j)] = gain(j - hold_, 0, std::ssize(weights_));
    reset();
}

template <class T>
void StftSynthesiser<T>::reset() {
    frames_ = 0;
    skip_ = hold_ + trim_;
    std::fill(sums_.begin(), sums_.end(), T(0));
}

// 1 / the sum of the weights that a sample, `offset` after the start of a frame, has in the frames that reach
// it: from the oldest to the newest, both counted back from that frame.
template <class T>
T StftSynthesiser<T>::gain(Index offset, Index newest, Index oldest) const {
    double sum = 0;
    for (Index m = std::min(oldest, (std::ssize(weights_) - 1 - offset) / step_);
         m >= newest && offset + m * step_ >= 0; --m)
        sum += weights_[static_cast<std::size_t>(offset + m * step_)];
    return static_cast<T>(sum > 1e-10 ? 1 / sum : 1);
}

template <class T>
void StftSynthesiser<T>::add(Block<const std::complex<T>> frame) {
    impl::check_channels("StftSynthesiser", frame.channels(), channels_);
    if (frame.samples() != bins_)
        detail::fail("StftSynthesiser: the frame has ", frame.samples(), " bins; it must have ", bins_);
    for (Index c = 0; c < channels_; ++c) {
        const auto bins = frame.channel(c);
        const auto sum = sums().channel(c);
        if (options_.return_onesided) {
            plan_->run(bins.data(), time_.data(), scratch_.data());
        } else {
            for (std::size_t k = 0; k < half_.size(); ++k)
                half_[k] = (bins[k] + std::conj(bins[k == 0 ? 0 : bins.size() - k])) / T(2);
            plan_->run(half_.data(), time_.data(), scratch_.data());
        }
        simd::add_products(time_.data(), window_.data(), sum.data() + hold_, std::ssize(window_));
        if (frames_ * step_ >= options_.nperseg + hold_)
            simd::multiply(sum.data(), gains_.data(), sum.data(), step_);
        else
            for (Index j = 0; j < step_; ++j) sum[static_cast<std::size_t>(j)] *= gain(j - hold_, 0, frames_);
    }
    ++frames_;
}

template <class T>
void StftSynthesiser<T>::weight_end() {
    for (Index c = 0; c < channels_; ++c)
        for (Index j = 0; j < tail(); ++j) sums()(j, c) *= gain(j - hold_, 1, frames_);
}

template <class T>
void StftSynthesiser<T>::advance() {
    for (Index c = 0; c < channels_; ++c) {
        const auto sum = sums().channel(c);
        std::fill(std::copy(sum.begin() + step_, sum.end(), sum.begin()), sum.end(), T(0));
    }
}

template class StftAnalyser<float>;
template class StftAnalyser<double>;
template class StftSynthesiser<float>;
template class StftSynthesiser<double>;

} // namespace pya::dsp
