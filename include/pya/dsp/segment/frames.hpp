// SPDX-License-Identifier: MIT
/// @file
/// Cutting signals into frames, and the small functions around that: pya's helpers of the same names.
#ifndef PYA_DSP_SEGMENT_FRAMES_HPP
#define PYA_DSP_SEGMENT_FRAMES_HPP

#include <pya/export.hpp>

#include <pya/error.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace pya::dsp {

/// Frames x samples (or frames x bins, ...), one frame a row, each frame contiguous.
template <class T>
using FrameArray = Eigen::Array<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The smallest power of 2 that is not less than x; 2 for 0, as in pya. Throws ArgumentError for x < 0 and
/// beyond 2^62.
PYA_DSP_EXPORT std::int64_t next_pow2(std::int64_t x);

/// True for 1, 2, 4, 8, ...
PYA_DSP_EXPORT bool is_pow2(std::int64_t x);

/// The nearest whole number; halves go away from zero (0.5 -> 1, -2.5 -> -3).
/// Throws ArgumentError for NaN and beyond +-2^62.
PYA_DSP_EXPORT std::int64_t round_half_up(double x);

/// x with `width` rows of `constant` (NaN for pya's None) after its end, or before its start with tail =
/// false. Throws ArgumentError for a negative width.
template <class Derived>
Eigen::Array<typename Derived::Scalar, Eigen::Dynamic, Derived::ColsAtCompileTime == 1 ? 1 : Eigen::Dynamic>
padding(const Eigen::DenseBase<Derived>& x, Eigen::Index width, bool tail = true,
        typename Derived::Scalar constant = 0) {
    if (width < 0) detail::fail("padding: the width is ", width, "; it must be 0 or more");
    Eigen::Array<typename Derived::Scalar, Eigen::Dynamic,
                 Derived::ColsAtCompileTime == 1 ? 1 : Eigen::Dynamic>
        y(x.rows() + width, x.cols());
    y.middleRows(tail ? 0 : width, x.rows()) = x.derived().array();
    y.middleRows(tail ? x.rows() : 0, width).setConstant(constant);
    return y;
}

/// The same for a three-dimensional array as a list of matrices: each gets the rows (pya pads axis 1).
template <class T>
std::vector<Eigen::ArrayXX<T>> padding(const std::vector<Eigen::ArrayXX<T>>& x, Eigen::Index width,
                                       bool tail = true, T constant = 0) {
    std::vector<Eigen::ArrayXX<T>> y;
    for (const Eigen::ArrayXX<T>& matrix : x) y.push_back(padding(matrix, width, tail, constant));
    return y;
}

/// All stretches of `window` samples that begin at a multiple of `step`, one a row:
/// (n - window) / step + 1 rows, none when window = n + 1.
/// Throws ArgumentError for window < 1, window > n + 1 and step < 1.
PYA_DSP_EXPORT FrameArray<float> rolling_window(const Eigen::Ref<const Eigen::ArrayXf>& x,
                                                Eigen::Index window, Eigen::Index step = 1);
PYA_DSP_EXPORT FrameArray<double> rolling_window(const Eigen::Ref<const Eigen::ArrayXd>& x,
                                                 Eigen::Index window, Eigen::Index step = 1);

/// How many frames of `length` samples, `step` apart, it takes to cover n samples; at least 1.
PYA_DSP_EXPORT Eigen::Index frame_count(Eigen::Index n, Eigen::Index length, Eigen::Index step);

/// Frames of `n_per_frame` samples that begin `frame_step` samples apart (both rounded by round_half_up) and
/// cover the whole signal, the last one filled up with zeros; each times `window`, unless that is empty or
/// left out. A signal that is not longer than a frame, the empty one too, gives one frame. Throws
/// ArgumentError for lengths below 1 and a window whose size is not the frame's.
PYA_DSP_EXPORT FrameArray<float> signal_to_frame(const Eigen::Ref<const Eigen::ArrayXf>& sig,
                                                 double n_per_frame, double frame_step,
                                                 const Eigen::Ref<const Eigen::ArrayXf>& window);
PYA_DSP_EXPORT FrameArray<float> signal_to_frame(const Eigen::Ref<const Eigen::ArrayXf>& sig,
                                                 double n_per_frame, double frame_step);
PYA_DSP_EXPORT FrameArray<double> signal_to_frame(const Eigen::Ref<const Eigen::ArrayXd>& sig,
                                                  double n_per_frame, double frame_step,
                                                  const Eigen::Ref<const Eigen::ArrayXd>& window);
PYA_DSP_EXPORT FrameArray<double> signal_to_frame(const Eigen::Ref<const Eigen::ArrayXd>& sig,
                                                  double n_per_frame, double frame_step);

/// Magnitudes |rfft(frame, nfft)| of every frame (row): frames x (nfft / 2 + 1). Frames longer than nfft are
/// cut, shorter ones are filled up with zeros. Throws ArgumentError for nfft < 1.
PYA_DSP_EXPORT FrameArray<float> magspec(const Eigen::Ref<const FrameArray<float>>& frames,
                                         Eigen::Index nfft);
PYA_DSP_EXPORT FrameArray<double> magspec(const Eigen::Ref<const FrameArray<double>>& frames,
                                          Eigen::Index nfft);

/// Powers |rfft(frame, nfft)|^2 / nfft of every frame (row), like magspec.
PYA_DSP_EXPORT FrameArray<float> powspec(const Eigen::Ref<const FrameArray<float>>& frames,
                                         Eigen::Index nfft);
PYA_DSP_EXPORT FrameArray<double> powspec(const Eigen::Ref<const FrameArray<double>>& frames,
                                          Eigen::Index nfft);

/// Every column mapped linearly onto [0, 1], its minimum to 0 and its maximum to 1. A constant column becomes
/// zeros, a column with a NaN becomes all NaN.
PYA_DSP_EXPORT Eigen::ArrayXXf normalize(const Eigen::Ref<const Eigen::ArrayXXf>& x);
PYA_DSP_EXPORT Eigen::ArrayXXd normalize(const Eigen::Ref<const Eigen::ArrayXXd>& x);

/// The spectrum of a signal and its frequency axis.
struct Spectrum {
    Eigen::ArrayXd frq; ///< k * sr / n, k = 0 ... n / 2, in Hz; right for odd n too
    Eigen::ArrayXXcd Y; ///< bins x channels, the unnormalised transform
};

/// The first n / 2 + 1 bins of the discrete Fourier transform of every channel (column), in double.
/// An empty signal has an empty spectrum. Throws ArgumentError unless sr > 0.
PYA_DSP_EXPORT Spectrum spectrum(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr);
PYA_DSP_EXPORT Spectrum spectrum(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr);

} // namespace pya::dsp

#endif
