// SPDX-License-Identifier: MIT
#include <pya/dsp/separate/hpss.hpp>

#include <pya/dsp/spectral/stft.hpp>
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>

#include "dsp/separate/masks.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>

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
PYA_INLINE void scale_bins(const T* mask, Index count, std::complex<T>* bins) {
    T* const parts = reinterpret_cast<T*>(bins);
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        parts[2 * i] *= mask[i];
        parts[2 * i + 1] *= mask[i];
    }
}

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
            simd::run<scale_bins<T>>(harmonic, bins, parts.harmonic.channel(f).data());
            simd::run<scale_bins<T>>(percussive, bins, parts.percussive.channel(f).data());
        });
}

template <class T>
void signal_into(Block<const T> sig, const HpssOptions& options, const Hpss<Block<T>>& parts) {
    check_hpss("hpss", options);
    const Index n = sig.samples(), half = frame_length / 2;
    if (n == 0) return;
    const StftOptions used = librosa_frames();
    const StftShape shape = stft_shape(n + frame_length, 1, used);
    Eigen::ArrayX<T> padded = Eigen::ArrayX<T>::Zero(n + frame_length);
    Eigen::ArrayXd freqs(shape.bins), times(shape.frames);
    // In memory that the pool keeps, since new memory would cost more than the arithmetic on it.
    const auto size = static_cast<std::size_t>(shape.bins * shape.frames);
    const storage::Temporary<std::complex<T>> harmonic_bins(size), percussive_bins(size);
    using Spectrum = Block<std::complex<T>>;
    const Spectrum harmonic(harmonic_bins.data(), shape.bins, shape.frames);
    const Spectrum percussive(percussive_bins.data(), shape.bins, shape.frames);
    for (Index c = 0; c < sig.channels(); ++c) {
        padded.head(half).setZero();
        std::copy_n(sig.channel(c).data(), n, padded.data() + half);
        padded.tail(half).setZero();
        const Spectrum spectra[] = {harmonic};
        stft_into(Block<const T>(padded), 1, used, freqs.data(), times.data(), spectra);
        std::copy_n(harmonic_bins.data(), size, percussive_bins.data());
        mask_spectra<T>(options, {harmonic, percussive});
        const auto put = [&](const Spectrum& spectrum, Block<T> part) {
            const Block<const std::complex<T>> bins[] = {spectrum};
            istft_into(bins, used, Block<T>(padded));
            std::copy_n(padded.data() + half, n, part.channel(c).data());
        };
        put(harmonic, parts.harmonic);
        put(percussive, parts.percussive);
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
