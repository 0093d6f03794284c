// SPDX-License-Identifier: MIT
/// @file
/// Cuts whole signals into frames, with pya's numbers. Each row is a frame.
#ifndef PYA_DSP_SEGMENT_FRAMES_HPP
#define PYA_DSP_SEGMENT_FRAMES_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <Eigen/Core>

#include <cstdint>

namespace pya::dsp {

/// Frames x samples (or frames x bins, ...). Each row is a frame, and is contiguous.
template <class T>
using FrameArray = Eigen::Array<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The nearest whole number; halves go away from zero (0.5 -> 1, -2.5 -> -3).
/// Throws ArgumentError for NaN and beyond +-2^62.
PYA_DSP_EXPORT std::int64_t round_half_up(double x);

/// How many frames of `length` samples, `step` apart, it takes to cover n samples; at least 1. Throws
/// ArgumentError for n < 0, length < 1 and step < 1.
PYA_DSP_EXPORT Index frame_count(Index n, Index length, Index step);

namespace impl {

/// The rows of an array as the channels of a block.
template <class Frames>
auto rows_of(Frames& frames) {
    return Block(frames.data(), frames.cols(), frames.rows(), frames.outerStride());
}

/// How many frames there are and how long they are.
struct FrameShape {
    Index frames, length;
};

PYA_DSP_EXPORT FrameShape rolling_window_shape(Index n, Index window, Index step);
PYA_DSP_EXPORT FrameShape frame_shape(Index n, double n_per_frame, double frame_step, Index window);

/// Copies the frames that begin `step` apart, with zeros where the signal has ended, and multiplies them by
/// the window, if there is one.
PYA_DSP_EXPORT void frames_into(Block<const float> x, Index step, const float* window, Block<float> frames);
PYA_DSP_EXPORT void frames_into(Block<const double> x, Index step, const double* window,
                                Block<double> frames);

template <class T>
FrameArray<T> rolling_window(const Eigen::Ref<const Eigen::ArrayX<T>>& x, Index window, Index step) {
    const FrameShape shape = rolling_window_shape(x.size(), window, step);
    FrameArray<T> frames(shape.frames, shape.length);
    frames_into(x, step, nullptr, rows_of(frames));
    return frames;
}

template <class T>
FrameArray<T> signal_to_frame(const Eigen::Ref<const Eigen::ArrayX<T>>& sig, double n_per_frame,
                              double frame_step, const T* window, Index size) {
    const FrameShape shape = frame_shape(sig.size(), n_per_frame, frame_step, size);
    auto frames =
        detail::within_memory("signal_to_frame", [&] { return FrameArray<T>(shape.frames, shape.length); });
    frames_into(sig, round_half_up(frame_step), size == 0 ? nullptr : window, rows_of(frames));
    return frames;
}

} // namespace impl

/// All stretches of `window` samples that begin at a multiple of `step`, one in each row: (n - window) / step
/// + 1 rows, or none when window = n + 1. Throws ArgumentError for window < 1, window > n + 1 and step < 1.
template <class T = float>
FrameArray<T> rolling_window(const Eigen::Ref<const Eigen::ArrayXf>& x, Index window, Index step = 1) {
    return impl::rolling_window<T>(x, window, step);
}
template <class T = double>
FrameArray<T> rolling_window(const Eigen::Ref<const Eigen::ArrayXd>& x, Index window, Index step = 1) {
    return impl::rolling_window<T>(x, window, step);
}

/// Frames of `n_per_frame` samples that begin `frame_step` samples apart (both rounded by round_half_up) and
/// cover the whole signal. The last frame is filled up with zeros, and each is multiplied by `window`, unless
/// that is empty or left out. A signal that is not longer than a frame gives one frame, also if it is empty.
/// Throws ArgumentError for lengths below 1 and a window whose size is not the frame's.
template <class T = float>
FrameArray<T> signal_to_frame(const Eigen::Ref<const Eigen::ArrayXf>& sig, double n_per_frame,
                              double frame_step, const Eigen::Ref<const Eigen::ArrayXf>& window) {
    return impl::signal_to_frame<T>(sig, n_per_frame, frame_step, window.data(), window.size());
}
template <class T = float>
FrameArray<T> signal_to_frame(const Eigen::Ref<const Eigen::ArrayXf>& sig, double n_per_frame,
                              double frame_step) {
    return impl::signal_to_frame<T>(sig, n_per_frame, frame_step, nullptr, 0);
}
template <class T = double>
FrameArray<T> signal_to_frame(const Eigen::Ref<const Eigen::ArrayXd>& sig, double n_per_frame,
                              double frame_step, const Eigen::Ref<const Eigen::ArrayXd>& window) {
    return impl::signal_to_frame<T>(sig, n_per_frame, frame_step, window.data(), window.size());
}
template <class T = double>
FrameArray<T> signal_to_frame(const Eigen::Ref<const Eigen::ArrayXd>& sig, double n_per_frame,
                              double frame_step) {
    return impl::signal_to_frame<T>(sig, n_per_frame, frame_step, nullptr, 0);
}

} // namespace pya::dsp

#endif
