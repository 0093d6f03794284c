// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/spectrogram.hpp>

#include <pya/dsp/spectral/frame_transform.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/error.hpp>

#include "dsp/spectral/bin_powers.hpp"
#include "dsp/spectral/stft_axes.hpp"
#include "dsp/threads.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace pya::dsp {

using detail::fail;

namespace {

StftOptions segmentation(const SpectrogramOptions& options, Eigen::Index n) {
    StftOptions used{.nperseg = options.nperseg,
                     .window = options.window,
                     .nfft = options.nfft,
                     .detrend = options.detrend,
                     .return_onesided = options.return_onesided,
                     .boundary = Boundary::off,
                     .padded = false};
    used.noverlap = options.noverlap ? *options.noverlap : resolve(used, n).nperseg / 8;
    return resolve(used, n);
}

/// The window, scaled such that the squared magnitudes of the bins are powers.
Eigen::ArrayXd scaled_window(const StftOptions& used, Scaling scaling, double sr) {
    const Eigen::ArrayXd w = get_window(used.window, used.nperseg);
    const double size = scaling == Scaling::density ? std::sqrt(sr * w.square().sum()) : std::abs(w.sum());
    if (!(size > 0))
        fail("spectrogram: window '", used.window.name, "' has a ",
             scaling == Scaling::density ? "power" : "sum", " of 0; it must not");
    return w / size;
}

/// One frame to one column of the result.
template <class T, class V, class Write>
SpectrogramResult<V> transform(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr,
                               const SpectrogramOptions& options, Write write) {
    if (!(sr > 0)) fail("spectrogram: sr is ", sr, "; it must be above 0 Hz");
    impl::check_threads("spectrogram", options.threads);
    SpectrogramResult<V> result;
    result.channels.resize(static_cast<std::size_t>(sig.cols()));
    if (sig.rows() == 0) return result;

    const StftOptions used = segmentation(options, sig.rows());
    FrameTransform<T> frame_transform(scaled_window(used, options.scaling, sr), *used.nfft, used.detrend,
                                      used.return_onesided);
    const Index count = frame_count(used, sig.rows());
    result.freqs = impl::bin_frequencies(used, sr);
    result.times = impl::frame_times(used, count, sr);
    for (auto& channel : result.channels) channel.resize(frame_transform.bins(), count);
    const Index step = used.nperseg - *used.noverlap;
    impl::share(options.threads, sig.cols(), count, impl::least_transforms(*used.nfft),
                std::move(frame_transform), [&](FrameTransform<T>& to_frame, Index c, Index from, Index to) {
                    auto& channel = result.channels[static_cast<std::size_t>(c)];
                    for (Index i = from; i < to; ++i)
                        write(channel.col(i), to_frame(sig.col(c).data() + i * step));
                });
    return result;
}

/// Takes jumps of more than pi between neighbours out of angles in radians (numpy.unwrap).
template <class Column>
void unwrap(Column& angles) {
    using T = typename Column::Scalar;
    constexpr double pi = std::numbers::pi;
    double turns = 0;
    double before = static_cast<double>(angles[0]);
    for (Index i = 1; i < angles.size(); ++i) {
        const double angle = static_cast<double>(angles[i]);
        const double jump = angle - before;
        if (std::abs(jump) >= pi) {
            double rest = jump + pi - 2 * pi * std::floor((jump + pi) / (2 * pi)) - pi;
            if (rest == -pi && jump > 0) rest = pi;
            turns += rest - jump;
        }
        before = angle;
        angles[i] = static_cast<T>(angle + turns);
    }
}

template <class T>
SpectrogramResult<T> spectrogram_of(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr,
                                    const SpectrogramOptions& options) {
    switch (options.mode) {
    case SpectrogramMode::psd: break;
    case SpectrogramMode::magnitude:
        return transform<T, T>(sig, sr, options,
                               [](auto column, const auto& frame) { column = frame.abs2().sqrt(); });
    case SpectrogramMode::angle:
        return transform<T, T>(sig, sr, options,
                               [](auto column, const auto& frame) { column = frame.arg(); });
    case SpectrogramMode::phase:
        return transform<T, T>(sig, sr, options, [](auto column, const auto& frame) {
            column = frame.arg();
            unwrap(column);
        });
    }
    // All bins of a one-sided spectrum count for their twin too, but 0 Hz and, for an even nfft, the last.
    const bool even = sig.rows() > 0 && *segmentation(options, sig.rows()).nfft % 2 == 0;
    const T twins = options.return_onesided ? 2 : 1;
    return transform<T, T>(sig, sr, options, [even, twins](auto column, const auto& frame) {
        impl::powers(frame.size(), frame.data(), twins, column.data());
        column[0] = std::norm(frame[0]);
        const Index last = frame.size() - 1;
        if (even) column[last] = std::norm(frame[last]);
    });
}

template <class T>
SpectrogramResult<std::complex<T>> complex_of(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr,
                                              const SpectrogramOptions& options) {
    return transform<T, std::complex<T>>(sig, sr, options,
                                         [](auto column, const auto& frame) { column = frame; });
}

} // namespace

SpectrogramResult<float> spectrogram(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr,
                                     const SpectrogramOptions& options) {
    return spectrogram_of<float>(sig, sr, options);
}
SpectrogramResult<double> spectrogram(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr,
                                      const SpectrogramOptions& options) {
    return spectrogram_of<double>(sig, sr, options);
}
SpectrogramResult<std::complex<float>> complex_spectrogram(const Eigen::Ref<const Eigen::ArrayXXf>& sig,
                                                           double sr, const SpectrogramOptions& options) {
    return complex_of<float>(sig, sr, options);
}
SpectrogramResult<std::complex<double>> complex_spectrogram(const Eigen::Ref<const Eigen::ArrayXXd>& sig,
                                                            double sr, const SpectrogramOptions& options) {
    return complex_of<double>(sig, sr, options);
}

} // namespace pya::dsp
