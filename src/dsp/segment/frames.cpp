// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/frames.hpp>

#include <pya/dsp/fft/fft.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

namespace pya::dsp {

using detail::fail;

namespace {

constexpr std::int64_t limit = std::int64_t{1} << 62;

} // namespace

std::int64_t next_pow2(std::int64_t x) {
    if (x < 0 || x > limit) fail("next_pow2: x is ", x, "; it must lie between 0 and 2^62");
    return x == 0 ? 2 : static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(x)));
}

bool is_pow2(std::int64_t x) { return x > 0 && std::has_single_bit(static_cast<std::uint64_t>(x)); }

std::int64_t round_half_up(double x) {
    if (!(std::abs(x) <= static_cast<double>(limit)))
        fail("round_half_up: x is ", x, "; it must lie within +-2^62");
    return std::llround(x);
}

Index frame_count(Index n, Index length, Index step) {
    return n <= length ? 1 : 1 + (n - length + step - 1) / step;
}

namespace {

template <class T>
FrameArray<T> rolling_window_of(const Eigen::Ref<const Eigen::ArrayX<T>>& x, Index window, Index step) {
    if (window < 1 || window > x.size() + 1)
        fail("rolling_window: window is ", window, "; it must lie between 1 and ", x.size() + 1);
    if (step < 1) fail("rolling_window: step is ", step, "; it must be 1 or more");
    const Index rows = window > x.size() ? 0 : (x.size() - window) / step + 1;
    FrameArray<T> y(rows, window);
    for (Index i = 0; i < rows; ++i) y.row(i) = x.segment(i * step, window);
    return y;
}

template <class T>
FrameArray<T> signal_to_frame_of(const Eigen::Ref<const Eigen::ArrayX<T>>& sig, double n_per_frame,
                                 double frame_step, const Eigen::Ref<const Eigen::ArrayX<T>>& window) {
    const Index length = round_half_up(n_per_frame);
    const Index step = round_half_up(frame_step);
    if (length < 1) fail("signal_to_frame: n_per_frame is ", n_per_frame, "; it must be 1 or more");
    if (step < 1) fail("signal_to_frame: frame_step is ", frame_step, "; it must be 1 or more");
    if (window.size() != 0 && window.size() != length)
        fail("signal_to_frame: the window has ", window.size(), " samples; it must have ", length);
    FrameArray<T> frames(frame_count(sig.size(), length, step), length);
    for (Index i = 0; i < frames.rows(); ++i) {
        const Index there = std::clamp<Index>(sig.size() - i * step, 0, length);
        frames.row(i).head(there) = sig.segment(i * step, there);
        frames.row(i).tail(length - there).setZero();
        if (window.size() != 0) frames.row(i) *= window.transpose();
    }
    return frames;
}

template <class T>
Eigen::ArrayXX<T> normalize_of(const Eigen::Ref<const Eigen::ArrayXX<T>>& x) {
    Eigen::ArrayXX<T> y(x.rows(), x.cols());
    if (x.rows() == 0) return y;
    for (Index c = 0; c < x.cols(); ++c) {
        const T low = x.col(c).template minCoeff<Eigen::PropagateNaN>();
        const T high = x.col(c).template maxCoeff<Eigen::PropagateNaN>();
        if (low == high)
            y.col(c).setZero();
        else
            y.col(c) = (x.col(c) - low) / (high - low);
    }
    return y;
}

template <class T>
Spectrum spectrum_of(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr) {
    if (!(sr > 0)) fail("spectrum: sr is ", sr, "; it must be above 0 Hz");
    const Index n = sig.rows();
    if (n == 0) return {Eigen::ArrayXd(), Eigen::ArrayXXcd(0, sig.cols())};
    const RealFft<double> fft(n);
    Spectrum result{Eigen::ArrayXd(fft.bins()), Eigen::ArrayXXcd(fft.bins(), sig.cols())};
    for (Index k = 0; k < fft.bins(); ++k)
        result.frq[k] = static_cast<double>(k) * sr / static_cast<double>(n);
    Eigen::ArrayXd time(n);
    for (Index c = 0; c < sig.cols(); ++c) {
        time = sig.col(c).template cast<double>();
        fft.forward(time.data(), result.Y.col(c).data());
    }
    return result;
}

/// to_value(bin) for every bin of the transform of each row.
template <class T, class F>
FrameArray<T> map_spectra(const char* function, const Eigen::Ref<const FrameArray<T>>& frames, Index nfft,
                          F to_value) {
    if (nfft < 1) fail(function, ": nfft is ", nfft, "; it must be 1 or more");
    const RealFft<T> fft(nfft);
    const Index used = std::min(nfft, frames.cols());
    Eigen::ArrayX<T> time = Eigen::ArrayX<T>::Zero(nfft);
    Eigen::ArrayX<std::complex<T>> bins(fft.bins());
    FrameArray<T> y(frames.rows(), fft.bins());
    for (Index i = 0; i < frames.rows(); ++i) {
        time.head(used) = frames.row(i).head(used);
        fft.forward(time.data(), bins.data());
        y.row(i) = bins.unaryExpr(to_value);
    }
    return y;
}

template <class T>
FrameArray<T> magspec_of(const Eigen::Ref<const FrameArray<T>>& frames, Index nfft) {
    return map_spectra<T>("magspec", frames, nfft,
                          [](const std::complex<T>& bin) { return std::sqrt(std::norm(bin)); });
}

template <class T>
FrameArray<T> powspec_of(const Eigen::Ref<const FrameArray<T>>& frames, Index nfft) {
    return map_spectra<T>("powspec", frames, nfft, [nfft](const std::complex<T>& bin) {
        return std::norm(bin) / static_cast<T>(nfft);
    });
}

} // namespace

#define PYA_OVERLOADS(T)                                                                                     \
    FrameArray<T> rolling_window(const Eigen::Ref<const Eigen::ArrayX<T>>& x, Index window, Index step) {    \
        return rolling_window_of<T>(x, window, step);                                                        \
    }                                                                                                        \
    FrameArray<T> signal_to_frame(const Eigen::Ref<const Eigen::ArrayX<T>>& sig, double n_per_frame,         \
                                  double frame_step, const Eigen::Ref<const Eigen::ArrayX<T>>& window) {     \
        return signal_to_frame_of<T>(sig, n_per_frame, frame_step, window);                                  \
    }                                                                                                        \
    FrameArray<T> signal_to_frame(const Eigen::Ref<const Eigen::ArrayX<T>>& sig, double n_per_frame,         \
                                  double frame_step) {                                                       \
        return signal_to_frame_of<T>(sig, n_per_frame, frame_step, Eigen::ArrayX<T>());                      \
    }                                                                                                        \
    FrameArray<T> magspec(const Eigen::Ref<const FrameArray<T>>& frames, Index nfft) {                       \
        return magspec_of<T>(frames, nfft);                                                                  \
    }                                                                                                        \
    FrameArray<T> powspec(const Eigen::Ref<const FrameArray<T>>& frames, Index nfft) {                       \
        return powspec_of<T>(frames, nfft);                                                                  \
    }                                                                                                        \
    Eigen::ArrayXX<T> normalize(const Eigen::Ref<const Eigen::ArrayXX<T>>& x) { return normalize_of<T>(x); } \
    Spectrum spectrum(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr) {                           \
        return spectrum_of<T>(sig, sr);                                                                      \
    }
PYA_OVERLOADS(float)
PYA_OVERLOADS(double)
#undef PYA_OVERLOADS

} // namespace pya::dsp
