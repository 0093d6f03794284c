// SPDX-License-Identifier: MIT
#include <pya/dsp/separate/hpss.hpp>

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/spectral/frame_transform.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/dsp/spectral/stft_stream.hpp>
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include "dsp/separate/masks.hpp"
#include "dsp/spectral/stft_windows.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace pya::dsp::impl {
namespace {

// librosa's frames; hpss_into surrounds the signal with zeros itself.
constexpr Index frame_length = 2048;

StftOptions librosa_frames() {
    return resolve({.nperseg = frame_length,
                    .noverlap = frame_length - 512,
                    .boundary = Boundary::off,
                    .padded = false});
}

void check_width(const char* function, const char* name, Index width) {
    if (width < 1 || width > widest_median)
        detail::fail(function, ": argument ", name, " is ", width, "; it must be 1 to ", widest_median);
}

void check_margin(const char* function, const char* name, double margin) {
    if (!(margin >= 1 && std::isfinite(margin)))
        detail::fail(function, ": argument ", name, " is ", margin, "; it must be finite and at least 1");
}

// In double, so that the squares of single precision neither over- nor underflow.
template <class T>
PYA_INLINE void magnitudes_of(const std::complex<T>* bins, Index count, T* magnitudes) {
    const T* const parts = reinterpret_cast<const T*>(bins);
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        const double re = static_cast<double>(parts[2 * i]), im = static_cast<double>(parts[2 * i + 1]);
        magnitudes[i] = static_cast<T>(std::sqrt(re * re + im * im));
    }
}

template <class T>
PYA_INLINE void scale_bins(const T* mask, Index count, const std::complex<T>* bins, std::complex<T>* scaled) {
    const T* const from = reinterpret_cast<const T*>(bins);
    T* const to = reinterpret_cast<T*>(scaled);
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        to[2 * i] = from[2 * i] * mask[i];
        to[2 * i + 1] = from[2 * i + 1] * mask[i];
    }
}

/// The same by both masks.
template <class T>
PYA_INLINE void split_bins(const T* harmonic_mask, const T* percussive_mask, Index count,
                           const std::complex<T>* bins, std::complex<T>* harmonic,
                           std::complex<T>* percussive) {
    const T* const from = reinterpret_cast<const T*>(bins);
    T *const h = reinterpret_cast<T*>(harmonic), *const p = reinterpret_cast<T*>(percussive);
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        h[2 * i] = from[2 * i] * harmonic_mask[i];
        h[2 * i + 1] = from[2 * i + 1] * harmonic_mask[i];
        p[2 * i] = from[2 * i] * percussive_mask[i];
        p[2 * i + 1] = from[2 * i + 1] * percussive_mask[i];
    }
}

/// Writes what a synthesiser hands out, from its sample `at` on, as far as it lies in the signal.
template <class T>
struct Writer {
    Index at;
    std::span<T> sig;

    void operator()(Block<const T> x) {
        const Index first = std::clamp<Index>(-at, 0, x.samples());
        const Index last = std::clamp<Index>(std::ssize(sig) - at, first, x.samples());
        std::copy(x.data() + first, x.data() + last, sig.data() + at + first);
        at += x.samples();
    }
};

template <class T>
void masks_into(Block<const T> magnitudes, const HpssOptions& options, const Hpss<Block<T>>& masks) {
    check_hpss("hpss_masks", options);
    const Index bins = magnitudes.samples(), frames = magnitudes.channels();
    for (Index f = 0; f < frames; ++f)
        for (const T x : magnitudes.channel(f))
            if (x < 0) detail::fail("hpss_masks: argument magnitudes has a ", x, "; they must be 0 or more");
    for_each_mask(
        bins, frames, options,
        [&](Index f, T* frame) { std::copy_n(magnitudes.channel(f).data(), bins, frame); },
        [&](Index f, T* harmonic, T* percussive) {
            std::copy_n(harmonic, bins, masks.harmonic.channel(f).data());
            std::copy_n(percussive, bins, masks.percussive.channel(f).data());
        });
}

template <class T>
void mask_spectra(const HpssOptions& options, const Hpss<Block<std::complex<T>>>& parts) {
    const Index bins = parts.harmonic.samples();
    for_each_mask(
        bins, parts.harmonic.channels(), options,
        [&](Index f, T* frame) {
            simd::run<magnitudes_of<T>>(parts.harmonic.channel(f).data(), bins, frame);
        },
        [&](Index f, T* harmonic, T* percussive) {
            std::complex<T>* const h = parts.harmonic.channel(f).data();
            std::complex<T>* const p = parts.percussive.channel(f).data();
            simd::run<scale_bins<T>>(harmonic, bins, h, h);
            simd::run<scale_bins<T>>(percussive, bins, p, p);
        });
}

template <class T>
void signal_into(Block<const T> sig, const HpssOptions& options, const Hpss<Block<T>>& parts) {
    check_hpss("hpss", options);
    const Index n = sig.samples(), half = frame_length / 2;
    if (n == 0) return;
    const StftOptions used = librosa_frames();
    const Index frames = frame_count(used, n + frame_length), step = used.nperseg - *used.noverlap;
    FrameTransform<T> transform(analysis_window(used), *used.nfft, used.detrend, used.return_onesided);
    const Index bins = transform.bins();
    // In memory that the pool keeps, since new memory would cost more than the arithmetic on it. A frame goes
    // from step to step while it is in the cache.
    const storage::Temporary<T> padded(static_cast<std::size_t>(n + frame_length));
    const storage::Temporary<std::complex<T>> spectra(static_cast<std::size_t>(bins * frames));
    AlignedVector<std::complex<T>> harmonic_bins(static_cast<std::size_t>(bins)),
        percussive_bins(harmonic_bins.size());
    StftSynthesiser<T> harmonic(used), percussive(used);
    for (Index c = 0; c < sig.channels(); ++c) {
        std::fill_n(padded.data(), half, T(0));
        std::copy_n(sig.channel(c).data(), n, padded.data() + half);
        std::fill_n(padded.data() + half + n, half, T(0));
        Writer<T> to_harmonic{-half, parts.harmonic.channel(c)};
        Writer<T> to_percussive{-half, parts.percussive.channel(c)};
        for_each_mask(
            bins, frames, options,
            [&](Index f, T* magnitudes) {
                transform(padded.data() + f * step, spectra.data() + f * bins);
                simd::run<magnitudes_of<T>>(spectra.data() + f * bins, bins, magnitudes);
            },
            [&](Index f, T* harmonic_mask, T* percussive_mask) {
                simd::run<split_bins<T>>(harmonic_mask, percussive_mask, bins, spectra.data() + f * bins,
                                         harmonic_bins.data(), percussive_bins.data());
                harmonic.process(Block<const std::complex<T>>(harmonic_bins), to_harmonic);
                percussive.process(Block<const std::complex<T>>(percussive_bins), to_percussive);
            });
        harmonic.finish(to_harmonic);
        percussive.finish(to_percussive);
    }
}

} // namespace

void check_hpss(const char* function, const HpssOptions& options) {
    check_width(function, "harmonic_width", options.harmonic_width);
    check_width(function, "percussive_width", options.percussive_width);
    check_margin(function, "harmonic_margin", options.harmonic_margin);
    check_margin(function, "percussive_margin", options.percussive_margin);
    if (!(options.power > 0))
        detail::fail(function, ": argument power is ", options.power, "; it must be above 0");
}

void hpss_masks_into(Block<const float> magnitudes, const HpssOptions& options,
                     const Hpss<Block<float>>& masks) {
    masks_into(magnitudes, options, masks);
}
void hpss_masks_into(Block<const double> magnitudes, const HpssOptions& options,
                     const Hpss<Block<double>>& masks) {
    masks_into(magnitudes, options, masks);
}

void hpss_into(Block<const float> sig, const HpssOptions& options, const Hpss<Block<float>>& parts) {
    signal_into(sig, options, parts);
}
void hpss_into(Block<const double> sig, const HpssOptions& options, const Hpss<Block<double>>& parts) {
    signal_into(sig, options, parts);
}

void hpss_spectra(const HpssOptions& options, const Hpss<Block<std::complex<float>>>& parts) {
    mask_spectra<float>(options, parts);
}
void hpss_spectra(const HpssOptions& options, const Hpss<Block<std::complex<double>>>& parts) {
    mask_spectra<double>(options, parts);
}

} // namespace pya::dsp::impl
