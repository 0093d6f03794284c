// SPDX-License-Identifier: MIT
/// @file
/// One frame of a short-time transform: detrend, window, transform.
#ifndef PYA_DSP_SPECTRAL_FRAME_TRANSFORM_HPP
#define PYA_DSP_SPECTRAL_FRAME_TRANSFORM_HPP

#include <pya/export.hpp>

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/spectral/stft_options.hpp>

#include <Eigen/Core>

#include <complex>
#include <cstddef>
#include <iterator>
#include <memory>

namespace pya::dsp {

/// Turns segments into spectra. T is float or double. After construction nothing allocates.
template <class T>
class PYA_DSP_EXPORT FrameTransform {
public:
    using Frame = Eigen::ArrayX<std::complex<T>>; ///< the bins of one frame

    /// Segments as long as `window` are detrended, multiplied by it, filled up with zeros to nfft samples and
    /// transformed. The result has nfft / 2 + 1 bins, or all nfft if not `onesided`. Throws ArgumentError
    /// unless 1 <= nfft <= longest_frame.
    FrameTransform(Block<const double> window, Index nfft, Detrend detrend, bool onesided);

    Index bins() const { return std::ssize(frame_); } ///< of a frame

    /// The spectrum of a segment, valid until the next call.
    Eigen::Map<const Frame> operator()(const T* segment) {
        (*this)(segment, frame_.data());
        return {frame_.data(), bins()};
    }

    /// The same, written to bins() values from `bins` on.
    void operator()(const T* segment, std::complex<T>* bins);

private:
    void remove_line(const T* segment);

    AlignedVector<T> window_;
    Detrend detrend_;
    std::shared_ptr<const impl::FftPlan<T, std::complex<T>>> plan_;
    AlignedVector<std::byte>
        scratch_; ///< working memory of the plan, of its own so that no frame has to wait for it
    AlignedVector<T> time_;
    AlignedVector<std::complex<T>> frame_;
};

extern template class FrameTransform<float>;
extern template class FrameTransform<double>;

} // namespace pya::dsp

#endif
