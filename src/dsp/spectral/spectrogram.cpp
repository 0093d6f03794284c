// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/spectrogram.hpp>

#include <pya/dsp/spectral/frame_transform.hpp>
#include <pya/error.hpp>

#include "dsp/huge_pages.hpp"
#include "dsp/spectral/bin_powers.hpp"
#include "dsp/spectral/stft_axes.hpp"
#include "dsp/spectral/stft_windows.hpp"
#include "dsp/threads.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace pya::dsp {

using detail::fail;

namespace {

StftOptions segmentation(const SpectrogramOptions& options, Index n) {
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
AlignedVector<double> scaled_window(const StftOptions& used, Scaling scaling, double sr) {
    AlignedVector<double> w = impl::window_samples(used.window, used.nperseg);
    const Eigen::Map<const Eigen::ArrayXd> values(w.data(), used.nperseg);
    const double size =
        scaling == Scaling::density ? std::sqrt(sr * values.square().sum()) : std::abs(impl::sum_of(w));
    if (!(size > 0))
        fail("spectrogram: window '", used.window.name, "' has a ",
             scaling == Scaling::density ? "power" : "sum", " of 0; it must not");
    for (double& value : w) value /= size;
    return w;
}

/// write(column, frame) makes one column of the result from one frame.
template <class T, class V, class Write>
void transform_frames(Block<const T> sig, double sr, const SpectrogramOptions& options,
                      const impl::StftShape& shape, impl::Spectra<V> channels, Write write) {
    if (sig.samples() == 0) return;
    const StftOptions& used = shape.options;
    FrameTransform<T> frame_transform(scaled_window(used, options.scaling, sr), *used.nfft, used.detrend,
                                      used.return_onesided);
    const Index step = used.nperseg - *used.noverlap;
    impl::share(options.threads, sig.channels(), shape.frames, impl::least_transforms(*used.nfft),
                std::move(frame_transform), [&](FrameTransform<T>& to_frame, Index c, Index from, Index to) {
                    const Block<V>& channel = channels[static_cast<std::size_t>(c)];
                    for (Index i = from; i < to; ++i)
                        write(Eigen::Map<Eigen::ArrayX<V>>(channel.channel(i).data(), shape.bins),
                              to_frame(sig.channel(c).data() + i * step));
                });
}

/// Removes jumps of more than pi between neighbours from angles in radians (numpy.unwrap).
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
void values_into(Block<const T> sig, double sr, const SpectrogramOptions& options,
                 const impl::StftShape& shape, impl::Spectra<T> channels) {
    for (const auto& channel : channels) impl::ask_for_huge_pages(channel);
    const auto write = [&](auto column_of) {
        transform_frames(sig, sr, options, shape, channels, column_of);
    };
    switch (options.mode) {
    case SpectrogramMode::psd: break;
    case SpectrogramMode::magnitude:
        return write([](auto column, const auto& frame) { column = frame.abs2().sqrt(); });
    case SpectrogramMode::angle: return write([](auto column, const auto& frame) { column = frame.arg(); });
    case SpectrogramMode::phase:
        return write([](auto column, const auto& frame) {
            column = frame.arg();
            unwrap(column);
        });
    }
    // All bins of a one-sided spectrum also stand for the negative frequency, except 0 Hz and, for an even
    // nfft, the last one.
    const bool even = sig.samples() > 0 && *shape.options.nfft % 2 == 0;
    const T twins = options.return_onesided ? 2 : 1;
    write([even, twins](auto column, const auto& frame) {
        impl::bin_powers(frame.size(), frame.data(), twins, column.data());
        column[0] = std::norm(frame[0]);
        const Index last = frame.size() - 1;
        if (even) column[last] = std::norm(frame[last]);
    });
}

} // namespace

impl::StftShape impl::spectrogram_shape(Index samples, double sr, const SpectrogramOptions& options) {
    if (!(sr > 0)) fail("spectrogram: sr is ", sr, "; it must be above 0 Hz");
    check_threads("spectrogram", options.threads);
    if (samples == 0) return {};
    StftShape shape{segmentation(options, samples)};
    shape.bins = bin_count(shape.options);
    shape.frames = frame_count(shape.options, samples);
    return shape;
}

void impl::spectrogram_axes(const StftShape& shape, double sr, double* freqs, double* times) {
    if (shape.bins > 0) bin_frequencies(shape.options, sr, freqs);
    if (shape.frames > 0) frame_times(shape.options, shape.frames, sr, times);
}

#define PYA_FOR(T)                                                                                           \
    void impl::spectrogram_into(Block<const T> sig, double sr, const SpectrogramOptions& options,            \
                                const StftShape& shape, Spectra<T> channels) {                               \
        values_into(sig, sr, options, shape, channels);                                                      \
    }                                                                                                        \
    void impl::spectrogram_into(Block<const T> sig, double sr, const SpectrogramOptions& options,            \
                                const StftShape& shape, Spectra<std::complex<T>> channels) {                 \
        transform_frames(sig, sr, options, shape, channels,                                                  \
                         [](auto column, const auto& frame) { column = frame; });                            \
    }
PYA_FOR(float)
PYA_FOR(double)
#undef PYA_FOR

} // namespace pya::dsp
