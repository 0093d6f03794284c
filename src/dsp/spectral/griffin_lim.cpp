// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/griffin_lim.hpp>

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/leaf/mersenne.hpp>
#include <pya/error.hpp>

#include "dsp/spectral/stft_axes.hpp"
#include "simd/run.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

namespace pya::dsp::impl {
namespace {

// bins = magnitudes in the direction of now - past * weight.
template <class T>
PYA_INLINE void redirect(const std::complex<T>* now, const std::complex<T>* past, T weight,
                         const T* magnitudes, Index count, std::complex<T>* bins) {
    const T* const a = reinterpret_cast<const T*>(now);
    const T* const b = reinterpret_cast<const T*>(past);
    T* const out = reinterpret_cast<T*>(bins);
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) {
        const T re = a[2 * i] - weight * b[2 * i], im = a[2 * i + 1] - weight * b[2 * i + 1];
        // In double, so that the squares of single precision neither over- nor underflow.
        const double x = static_cast<double>(re), y = static_cast<double>(im);
        const T scale =
            magnitudes[i] / (static_cast<T>(std::sqrt(x * x + y * y)) + std::numeric_limits<T>::min());
        out[2 * i] = re * scale;
        out[2 * i + 1] = im * scale;
    }
}

template <class T>
void choose_phases(Block<std::complex<T>> bins, const GriffinLimOptions& options) {
    leaf::Mersenne random(options.seed);
    if (options.first == FirstPhase::own) return;
    for (Index k = 0; k < bins.samples(); ++k)
        for (Index f = 0; f < bins.channels(); ++f) {
            const double phase = options.first == FirstPhase::zero ? 0 : 2 * std::numbers::pi * random.next();
            bins(k, f) = std::abs(bins(k, f)) *
                         std::complex<T>(static_cast<T>(std::cos(phase)), static_cast<T>(std::sin(phase)));
        }
}

template <class T>
void find_phases(Block<std::complex<T>> bins, Index samples, const StftOptions& given,
                 const GriffinLimOptions& options) {
    if (samples == 0 && bins.empty()) return;
    StftOptions used = given;
    used.detrend = Detrend::off;
    if (samples < 1 || bins.samples() != bin_count(used) || bins.channels() != frame_count(used, samples))
        detail::fail("griffin_lim: a channel has ", bins.samples(), " bins x ", bins.channels(),
                     " frames; that is not the transform of ", samples, " samples");
    if (!check_NOLA(used))
        detail::fail("griffin_lim: the windows of ", used.nperseg, " samples that share ", *used.noverlap,
                     " don't cover every sample; raise noverlap");

    const Index count = bins.samples() * bins.channels();
    AlignedVector<T> magnitudes(static_cast<std::size_t>(count)), sig(static_cast<std::size_t>(samples));
    for (Index f = 0; f < bins.channels(); ++f)
        for (Index k = 0; k < bins.samples(); ++k)
            magnitudes[static_cast<std::size_t>(f * bins.samples() + k)] = std::abs(bins(k, f));
    choose_phases(bins, options);

    AlignedVector<std::complex<T>> now(static_cast<std::size_t>(count)), past(now.size());
    std::vector<double> freqs(static_cast<std::size_t>(bins.samples()));
    std::vector<double> times(static_cast<std::size_t>(bins.channels()));
    const Block<const std::complex<T>> chosen[] = {bins};
    const T weight = static_cast<T>(options.momentum / (1 + options.momentum));
    for (Index i = 0; i < options.iterations; ++i) {
        istft_into(chosen, used, Block<T>(sig));
        const Block<std::complex<T>> possible[] = {{now.data(), bins.samples(), bins.channels()}};
        stft_into(Block<const T>(sig), 1, used, freqs.data(), times.data(), possible);
        for (Index f = 0; f < bins.channels(); ++f) {
            const Index at = f * bins.samples();
            simd::run<redirect<T>>(now.data() + at, past.data() + at, i > 0 ? weight : T(0),
                                   magnitudes.data() + at, bins.samples(), bins.channel(f).data());
        }
        std::swap(now, past);
    }
}

} // namespace

void check_griffin_lim(const char* function, const GriffinLimOptions& options) {
    if (options.iterations < 0)
        detail::fail(function, ": option iterations is ", options.iterations, "; it must be 0 or more");
    if (!(options.momentum >= 0 && std::isfinite(options.momentum)))
        detail::fail(function, ": option momentum is ", options.momentum,
                     "; it must be finite and not below 0");
}

void griffin_lim_in_place(Block<std::complex<float>> bins, Index samples, const StftOptions& used,
                          const GriffinLimOptions& options) {
    find_phases(bins, samples, used, options);
}
void griffin_lim_in_place(Block<std::complex<double>> bins, Index samples, const StftOptions& used,
                          const GriffinLimOptions& options) {
    find_phases(bins, samples, used, options);
}

} // namespace pya::dsp::impl
