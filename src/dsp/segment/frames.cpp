// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/frames.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>

namespace pya::dsp {

using detail::fail;

std::int64_t round_half_up(double x) {
    if (!(std::abs(x) <= 0x1p62)) fail("round_half_up: x is ", x, "; it must lie within +-2^62");
    return std::llround(x);
}

Index frame_count(Index n, Index length, Index step) {
    if (n < 0) fail("frame_count: n is ", n, "; it must be 0 or more");
    if (length < 1) fail("frame_count: length is ", length, "; it must be 1 or more");
    if (step < 1) fail("frame_count: step is ", step, "; it must be 1 or more");
    return n <= length ? 1 : 2 + (n - length - 1) / step;
}

impl::FrameShape impl::rolling_window_shape(Index n, Index window, Index step) {
    if (window < 1 || window > n + 1)
        fail("rolling_window: window is ", window, "; it must lie between 1 and ", n + 1);
    if (step < 1) fail("rolling_window: step is ", step, "; it must be 1 or more");
    return {window > n ? 0 : (n - window) / step + 1, window};
}

impl::FrameShape impl::frame_shape(Index n, double n_per_frame, double frame_step, Index window) {
    const Index length = round_half_up(n_per_frame);
    const Index step = round_half_up(frame_step);
    if (length < 1) fail("signal_to_frame: n_per_frame is ", n_per_frame, "; it must be 1 or more");
    if (step < 1) fail("signal_to_frame: frame_step is ", frame_step, "; it must be 1 or more");
    if (window != 0 && window != length)
        fail("signal_to_frame: the window has ", window, " samples; it must have ", length);
    return {frame_count(n, length, step), length};
}

namespace {

template <class T>
void cut(Block<const T> x, Index step, const T* window, Block<T> frames) {
    for (Index i = 0; i < frames.channels(); ++i) {
        const auto frame = frames.channel(i);
        const Index there = std::clamp<Index>(x.samples() - i * step, 0, frames.samples());
        const auto end = std::copy_n(x.data() + std::min(i * step, x.samples()), there, frame.begin());
        std::fill(end, frame.end(), T(0));
        if (window)
            std::transform(frame.begin(), frame.end(), window, frame.begin(), [](T v, T w) { return v * w; });
    }
}

} // namespace

void impl::frames_into(Block<const float> x, Index step, const float* window, Block<float> frames) {
    cut(x, step, window, frames);
}
void impl::frames_into(Block<const double> x, Index step, const double* window, Block<double> frames) {
    cut(x, step, window, frames);
}

} // namespace pya::dsp
