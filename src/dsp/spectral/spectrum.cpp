// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/spectrum.hpp>

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/error.hpp>

#include "dsp/huge_pages.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {

using detail::fail;

namespace {

template <class T>
AlignedVector<T> room(Index size) {
    return AlignedVector<T>(static_cast<std::size_t>(size));
}

template <class T>
void spectrum_of(Block<const T> sig, double sr, double* frq, Block<std::complex<double>> bins) {
    const Index n = sig.samples();
    if (n == 0) return;
    impl::ask_for_huge_pages(bins);
    const RealFft<double> fft(n);
    for (Index k = 0; k < bins.samples(); ++k) frq[k] = static_cast<double>(k) * sr / static_cast<double>(n);
    auto time = room<double>(n);
    for (Index c = 0; c < sig.channels(); ++c) {
        const auto x = sig.channel(c);
        std::copy(x.begin(), x.end(), time.begin());
        fft.forward(time.data(), bins.channel(c).data());
    }
}

/// to_value(bin) for every bin of the transform of each frame.
template <class T, class F>
void map_spectra(Block<const T> frames, Index nfft, Block<T> out, F to_value) {
    const RealFft<T> fft(nfft);
    auto time = room<T>(nfft);
    auto bins = room<std::complex<T>>(fft.bins());
    for (Index i = 0; i < frames.channels(); ++i) {
        std::copy_n(frames.channel(i).data(), std::min(nfft, frames.samples()), time.begin());
        fft.forward(time.data(), bins.data());
        std::transform(bins.begin(), bins.end(), out.channel(i).begin(), to_value);
    }
}

} // namespace

Index impl::spectrum_bins(Index samples, double sr) {
    if (!(sr > 0)) fail("spectrum: sr is ", sr, "; it must be above 0 Hz");
    return samples == 0 ? 0 : samples / 2 + 1;
}

Index impl::frame_bins(const char* function, Index nfft) {
    if (nfft < 1) fail(function, ": nfft is ", nfft, "; it must be 1 or more");
    return nfft / 2 + 1;
}

#define PYA_FOR(T)                                                                                           \
    void impl::spectrum_into(Block<const T> sig, double sr, double* frq, Block<std::complex<double>> bins) { \
        spectrum_of(sig, sr, frq, bins);                                                                     \
    }                                                                                                        \
    void impl::magspec_into(Block<const T> frames, Index nfft, Block<T> out) {                               \
        map_spectra(frames, nfft, out,                                                                       \
                    [](const std::complex<T>& bin) { return std::sqrt(std::norm(bin)); });                   \
    }                                                                                                        \
    void impl::powspec_into(Block<const T> frames, Index nfft, Block<T> out) {                               \
        map_spectra(frames, nfft, out,                                                                       \
                    [nfft](const std::complex<T>& bin) { return std::norm(bin) / static_cast<T>(nfft); });   \
    }
PYA_FOR(float)
PYA_FOR(double)
#undef PYA_FOR

} // namespace pya::dsp
