// SPDX-License-Identifier: MIT
#include "dsp/constant_q/filters.hpp"

#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>

#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace pya::dsp::impl {

using detail::fail;

namespace {

void check_constant_q(double sr, const ConstantQOptions& o) {
    const auto positive = [](double x) { return x > 0 && std::isfinite(x); };
    if (!positive(sr)) fail("constant_q: sr is ", sr, "; it must be positive and finite");
    if (!positive(o.fmin)) fail("constant_q: option fmin is ", o.fmin, "; it must be above 0 Hz");
    if (o.n_bins < 1 || o.n_bins > 4096)
        fail("constant_q: option n_bins is ", o.n_bins, "; it must be 1 to 4096");
    if (o.bins_per_octave < 1 || o.bins_per_octave > 1024)
        fail("constant_q: option bins_per_octave is ", o.bins_per_octave, "; it must be 1 to 1024");
    if (o.stride < 1 || o.stride > (Index{1} << 40))
        fail("constant_q: option stride is ", o.stride, "; it must be 1 to 2^40");
    if (!std::isfinite(o.tuning.value_or(0)))
        fail("constant_q: option tuning is ", *o.tuning, "; it must be finite");
    if (!positive(o.filter_scale))
        fail("constant_q: option filter_scale is ", o.filter_scale, "; it must be above 0");
    if (o.gamma && !(*o.gamma >= 0 && std::isfinite(*o.gamma)))
        fail("constant_q: option gamma is ", *o.gamma, "; it must be 0 Hz or more, or nothing");
    if (o.norm && !(*o.norm > 0))
        fail("constant_q: option norm is ", *o.norm, "; it must be above 0, or nothing");
    if (!(o.sparsity >= 0 && o.sparsity < 1))
        fail("constant_q: option sparsity is ", o.sparsity, "; it must be from 0 to below 1");
    if (o.window.name.empty()) fail("constant_q: option window has no name; a filter's length is its own");
    if (o.boundary == Boundary::off)
        fail("constant_q: option boundary is off; it must be zeros, even, odd or constant");
}

double norm_of(const std::vector<std::complex<double>>& x, double p) {
    double sum = 0;
    for (const std::complex<double>& z : x) {
        const double magnitude = std::abs(z);
        sum = std::isinf(p) ? std::max(sum, magnitude) : sum + (p == 1 ? magnitude : std::pow(magnitude, p));
    }
    return std::isinf(p) || p == 1 ? sum : std::pow(sum, 1 / p);
}

constexpr Index group = 8;            // parts of filters in a vector
constexpr Index together = 4;         // frames that are multiplied with it
constexpr Index most_products = 1024; // vectors in a frame, beyond which a transform is faster

constexpr Index groups_of(Index filters) { return (2 * filters + group - 1) / group; }

/// The sums of the products of frames of n samples and the parts of filters, `width` of them.
template <class Set>
PYA_INLINE void products(const double* weights, Index width, const double* const* frames, Index n,
                         double* sums) {
    const double* x[together];
    for (Index f = 0; f < together; ++f) x[f] = frames[f];
    for (Index at = 0; at < width; at += group) {
        simd::Eight<Set> sum[together] = {};
        for (Index i = 0; i < n; ++i, weights += group) {
            simd::Eight<Set> weight;
            simd::load(weight, weights);
#pragma GCC unroll 4
            for (Index f = 0; f < together; ++f) simd::add_product(sum[f], weight, x[f][i]);
        }
#pragma GCC unroll 4
        for (Index f = 0; f < together; ++f) simd::store(sum[f], sums + f * width + at);
    }
}

constexpr Index spectra_together = 8; // frames whose spectra are multiplied with a filter at a time

/// The sums of the products of `count` weights and the same bins of frames. Of each bin there are the real
/// parts of all frames and then their imaginary parts, and so it is with the sums.
template <class Set>
PYA_INLINE void dots(const std::complex<double>* filter, Index count, const double* bins, double* sums) {
    const double* const weights = reinterpret_cast<const double*>(filter);
    simd::Eight<Set> re = {}, im = {};
    for (Index i = 0; i < count; ++i, bins += 2 * spectra_together) {
        const double wr = weights[2 * i], wi = weights[2 * i + 1];
        simd::Eight<Set> xr, xi;
        simd::load(xr, bins);
        simd::load(xi, bins + spectra_together);
#pragma GCC unroll 4
        for (int r = 0; r < simd::Eight<Set>::registers; ++r) {
            re.part[r] += xr.part[r] * wr - xi.part[r] * wi;
            im.part[r] += xi.part[r] * wr + xr.part[r] * wi;
        }
    }
    simd::store(re, sums);
    simd::store(im, sums + spectra_together);
}

/// The magnitude below which bins make up less than a share of their sum.
double least(std::vector<double> magnitudes, double sparsity) {
    const double sum = std::accumulate(magnitudes.begin(), magnitudes.end(), 0.);
    std::sort(magnitudes.begin(), magnitudes.end());
    double so_far = 0;
    for (const double magnitude : magnitudes)
        if (so_far += magnitude / sum; !(so_far < sparsity)) return magnitude;
    return 0;
}

} // namespace

ConstantQBins::ConstantQBins(double sr, const ConstantQOptions& options) : options_(options) {
    check_constant_q(sr, options);
    const double octave = static_cast<double>(options.bins_per_octave);
    const double fmin = options.fmin * std::exp2(options.tuning.value_or(0) / octave);
    for (Index k = 0; k < options.n_bins; ++k)
        freqs.push_back(fmin * std::exp2(static_cast<double>(k) / octave));
    const double step = std::exp2(2 / octave);
    bandwidths_.assign(freqs.size(), (step - 1) / (step + 1));
    if (!(cutoff() <= sr / 2))
        fail("constant_q: the filters reach up to ", cutoff(), " Hz; they must stay below half the rate, ",
             sr / 2, " Hz: fewer bins, or a lower fmin");
}

double ConstantQBins::length(std::size_t bin, double rate) const {
    const double alpha = bandwidths_[bin];
    const double gamma = options_.gamma.value_or(alpha * 24.7 / 0.108);
    return options_.filter_scale / alpha * rate / (freqs[bin] + gamma / alpha);
}

double ConstantQBins::cutoff() const {
    const AlignedVector<double> window = window_samples(options_.window, 1000);
    double sum = 0, squares = 0;
    for (const double w : window) sum += std::abs(w), squares += w * w;
    const double window_bandwidth = 1000 * squares / (sum * sum);
    double highest = 0;
    for (std::size_t k = 0; k < freqs.size(); ++k) {
        const double alpha = bandwidths_[k], gamma = options_.gamma.value_or(alpha * 24.7 / 0.108);
        highest = std::max(highest,
                           freqs[k] * (1 + window_bandwidth / 2 * alpha / options_.filter_scale) + gamma / 2);
    }
    return highest;
}

OctaveFilters::OctaveFilters(const ConstantQBins& bins, std::size_t first, std::size_t last, double rate,
                             double top, const ConstantQOptions& options) {
    double longest = 0;
    for (std::size_t k = first; k < last; ++k) {
        const double length = bins.length(k, rate);
        if (!(length >= 2))
            fail("constant_q: the filter at ", bins.freqs[k], " Hz has ", length,
                 " samples; it must have 2, so filter_scale must be larger");
        longest = std::max(longest, length);
    }
    if (longest > static_cast<double>(longest_frame))
        fail("constant_q: a filter has ", longest, " samples; it may have 2^28, so fmin must be higher");
    nfft_ = static_cast<Index>(std::exp2(std::ceil(std::log2(longest))));
    const RealFft<double> fft(nfft_);
    std::vector<std::complex<double>> spectrum(static_cast<std::size_t>(fft.bins())), other(spectrum.size());
    std::vector<double> padded(static_cast<std::size_t>(nfft_)), magnitudes(spectrum.size());
    for (std::size_t k = first; k < last; ++k) {
        const double length = bins.length(k, rate);
        const double begin = std::floor(-length / 2);
        const auto n = static_cast<Index>(std::floor(length / 2) - begin);
        const AlignedVector<double> window = window_samples(options.window, n);
        std::vector<std::complex<double>> wave;
        for (Index i = 0; i < n; ++i)
            wave.push_back(window[static_cast<std::size_t>(i)] *
                           std::polar(1., (begin + static_cast<double>(i)) * 2 * std::numbers::pi *
                                              bins.freqs[k] / rate));
        const double norm = options.norm ? norm_of(wave, *options.norm) : 1;
        const double share = length / static_cast<double>(nfft_);
        // librosa has the filters in single precision.
        const auto rounded = [&](double y) {
            return static_cast<double>(
                static_cast<float>(static_cast<double>(static_cast<float>(norm > 0 ? y / norm : y)) * share));
        };
        const auto offset = static_cast<std::size_t>((nfft_ - n) / 2);
        const auto transformed = [&](auto part, std::vector<std::complex<double>>& into) {
            std::fill(padded.begin(), padded.end(), 0.);
            for (std::size_t i = 0; i < wave.size(); ++i) padded[offset + i] = rounded(part(wave[i]));
            fft.forward(padded.data(), into.data());
        };
        const double gain = std::sqrt(top / rate / (options.scale ? bins.length(k, top) : 1));
        transformed([](std::complex<double> z) { return z.real(); }, spectrum);
        transformed([](std::complex<double> z) { return z.imag(); }, other);
        for (std::size_t i = 0; i < spectrum.size(); ++i) {
            spectrum[i] += std::complex<double>(-other[i].imag(), other[i].real());
            spectrum[i] *= gain;
            magnitudes[i] = std::abs(spectrum[i]);
        }
        const double kept = least(magnitudes, options.sparsity);
        for (std::size_t i = 0; i < spectrum.size(); ++i)
            if (magnitudes[i] < kept) spectrum[i] = 0;
        const auto counts = [](const std::complex<double>& z) { return z != 0.; };
        const auto from = std::find_if(spectrum.begin(), spectrum.end(), counts);
        auto to = spectrum.end();
        while (to != from && to[-1] == 0.) --to;
        filters_.push_back({from - spectrum.begin(), {from, to}});
    }
    if (groups_of(count()) * nfft_ <= most_products) to_samples();
}

/// A sum over the bins of a spectrum is one over the samples, with the transform of the weights.
std::vector<std::complex<double>> OctaveFilters::wave_of(const Filter& filter) const {
    std::vector<std::complex<double>> weights(static_cast<std::size_t>(nfft_)), wave(weights.size());
    std::copy(filter.weights.begin(), filter.weights.end(), weights.begin() + filter.first);
    ComplexFft<double>(nfft_).forward(weights.data(), wave.data());
    return wave;
}

void OctaveFilters::to_samples() {
    samples_.resize(static_cast<std::size_t>(groups_of(count()) * group * nfft_));
    for (Index k = 0; k < count(); ++k) {
        const std::vector<std::complex<double>> wave = wave_of(filters_[static_cast<std::size_t>(k)]);
        double* const part = samples_.data() + 2 * k / group * group * nfft_ + 2 * k % group;
        for (Index i = 0; i < nfft_; ++i) {
            part[i * group] = wave[static_cast<std::size_t>(i)].real();
            part[i * group + 1] = wave[static_cast<std::size_t>(i)].imag();
        }
    }
}

OctaveFilters OctaveFilters::lower(double gain) const {
    OctaveFilters filters = *this;
    for (Filter& filter : filters.filters_)
        for (std::complex<double>& weight : filter.weights) weight *= gain;
    for (double& sample : filters.samples_) sample *= gain;
    return filters;
}

/// All frames as a convolution with each filter, whose time does not grow as frames overlap more.
void OctaveFilters::convolve(const double* x, Index stride, Index frames, std::complex<double>* values,
                             Index pitch) const {
    const Index n = (frames - 1) * stride + nfft_;
    // What is not finite would spread beyond the frames that have it.
    std::vector<double> finite(x, x + n);
    std::vector<Index> last_bad(static_cast<std::size_t>(n)); // up to each sample
    Index bad = -1;
    for (std::size_t i = 0; i < finite.size(); ++i) {
        if (!std::isfinite(finite[i])) finite[i] = 0, bad = static_cast<Index>(i);
        last_bad[i] = bad;
    }
    std::vector<double> taps(static_cast<std::size_t>(nfft_)), sums(static_cast<std::size_t>(n - nfft_ + 1));
    const auto filtered = [&](const std::vector<std::complex<double>>& wave, auto part, auto write) {
        std::transform(wave.rbegin(), wave.rend(), taps.begin(), part);
        convolve_into(Block<const double>(finite), Block<const double>(taps), Block<double>(sums),
                      ConvMode::valid, ConvMethod::fft);
        for (Index t = 0; t < frames; ++t) {
            const bool whole = last_bad[static_cast<std::size_t>(t * stride + nfft_ - 1)] < t * stride;
            write(t, whole ? sums[static_cast<std::size_t>(t * stride)] : std::nan(""));
        }
    };
    for (Index k = 0; k < count(); ++k) {
        const std::vector<std::complex<double>> wave = wave_of(filters_[static_cast<std::size_t>(k)]);
        const auto value = [&](Index t) -> std::complex<double>& { return values[t * pitch + k]; };
        filtered(
            wave, [](std::complex<double> z) { return z.real(); }, [&](Index t, double y) { value(t) = y; });
        filtered(
            wave, [](std::complex<double> z) { return z.imag(); },
            [&](Index t, double y) { value(t).imag(y); });
    }
}

void OctaveFilters::operator()(const double* x, Index stride, Index frames, std::complex<double>* values,
                               Index pitch) const {
    if (!samples_.empty()) {
        const Index width = groups_of(count()) * group;
        AlignedVector<double> parts(static_cast<std::size_t>(together * width));
        for (Index first = 0; first < frames; first += together) {
            const double* begins[together];
            for (Index f = 0; f < together; ++f) begins[f] = x + std::min(first + f, frames - 1) * stride;
            simd::run<products<simd::Baseline>, products<simd::Avx2>, products<simd::Avx512>>(
                samples_.data(), width, begins, nfft_, parts.data());
            for (Index f = 0; f < std::min(together, frames - first); ++f)
                std::copy_n(parts.data() + f * width, 2 * count(),
                            reinterpret_cast<double*>(values + (first + f) * pitch));
        }
        return;
    }
    // Estimates of the work; where frames overlap far, each sample is transformed again and again.
    const double nfft = static_cast<double>(nfft_), one_by_one = static_cast<double>(frames) * nfft;
    const double at_once = static_cast<double>(count() * ((frames - 1) * stride + nfft_));
    if (one_by_one > (16 + nfft / (1 << 17)) * at_once) {
        convolve(x, stride, frames, values, pitch);
        return;
    }
    Index low = nfft_, high = 0; // the bins that count
    for (const Filter& filter : filters_) {
        low = std::min(low, filter.first);
        high = std::max(high, filter.first + std::ssize(filter.weights));
    }
    const RealFft<double> fft(nfft_);
    AlignedVector<std::complex<double>> spectrum(static_cast<std::size_t>(fft.bins()));
    AlignedVector<double> spectra(
        static_cast<std::size_t>(std::max<Index>(high - low, 0) * 2 * spectra_together));
    for (Index begin = 0; begin < frames; begin += spectra_together) {
        const Index some = std::min(spectra_together, frames - begin);
        for (Index f = 0; f < some; ++f) {
            fft.forward(x + (begin + f) * stride, spectrum.data());
            double* to = spectra.data() + f;
            for (Index k = low; k < high; ++k, to += 2 * spectra_together) {
                to[0] = spectrum[static_cast<std::size_t>(k)].real();
                to[spectra_together] = spectrum[static_cast<std::size_t>(k)].imag();
            }
        }
        for (Index k = 0; k < count(); ++k) {
            const Filter& filter = filters_[static_cast<std::size_t>(k)];
            double sums[2 * spectra_together];
            simd::run<dots<simd::Baseline>, dots<simd::Avx2>, dots<simd::Avx512>>(
                filter.weights.data(), std::ssize(filter.weights),
                spectra.data() + (filter.first - low) * 2 * spectra_together, sums);
            for (Index f = 0; f < some; ++f)
                values[(begin + f) * pitch + k] = {sums[f], sums[spectra_together + f]};
        }
    }
}

} // namespace pya::dsp::impl
