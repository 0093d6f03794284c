// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/tempogram.hpp>

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>

#include "dsp/feature/lanes.hpp"
#include "dsp/feature/norm.hpp"
#include "dsp/feature/tempogram.hpp"
#include "simd/run.hpp"
#include "simd/scale.hpp"

#include <algorithm>
#include <cmath>
#include <complex>

namespace pya::dsp {

using detail::fail;

namespace {

/// Autocorrelations of n values by way of their powers.
class Autocorrelation {
public:
    explicit Autocorrelation(Index n)
        : fft_(next_fast_len(std::max<Index>(2 * n - 1, 1))), time_(static_cast<std::size_t>(fft_.size())),
          bins_(static_cast<std::size_t>(fft_.bins())) {}

    /// Where the values go; zeros follow them. It holds the result after a call, so they must be written
    /// anew.
    std::span<double> values() { return time_; }

    void operator()() {
        fft_.forward(time_.data(), bins_.data());
        for (auto& bin : bins_) bin = std::norm(bin);
        fft_.inverse(bins_.data(), time_.data());
    }

private:
    RealFft<double> fft_;
    AlignedVector<double> time_;
    AlignedVector<std::complex<double>> bins_;
};

/// z: pairs of real and imaginary part.
PYA_INLINE void add_powers(const double* z, double* powers, Index n) {
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k) powers[k] += z[2 * k] * z[2 * k] + z[2 * k + 1] * z[2 * k + 1];
}

/// An envelope between two ramps, with zeros behind it for at least `least` values.
std::vector<double> ramped(std::span<const double> envelope, Index reach, Index least) {
    std::vector<double> x(envelope.size() + static_cast<std::size_t>(2 * reach));
    std::copy(envelope.begin(), envelope.end(), x.begin() + reach);
    for (Index i = 0; i < reach; ++i) {
        const double height = static_cast<double>(i) / static_cast<double>(reach);
        x[static_cast<std::size_t>(i)] = height * envelope.front();
        x[x.size() - 1 - static_cast<std::size_t>(i)] = height * envelope.back();
    }
    x.resize(std::max(x.size(), static_cast<std::size_t>(least)));
    return x;
}

} // namespace

std::vector<double> autocorrelate(std::span<const double> x, Index lags) {
    if (lags < 1) fail("autocorrelate: argument lags is ", lags, "; it must be at least 1");
    Autocorrelation correlation(std::ssize(x));
    std::copy(x.begin(), x.end(), correlation.values().begin());
    correlation();
    const auto first = correlation.values().begin();
    return {first, first + std::min(lags, std::ssize(x))};
}

Index impl::tempogram_rows(Index frames, const TempogramOptions& options) {
    const Index length = options.win_length;
    if (length < 1 || length > longest_frame)
        fail("tempogram: option win_length is ", length, "; it must lie between 1 and ", longest_frame);
    check_norm("tempogram", "norm", options.norm);
    if (options.center || frames == 0) return frames;
    if (frames < length)
        fail("tempogram: there are ", frames, " frames; without center there must be win_length = ", length,
             " or more, or none");
    return frames - length + 1;
}

void impl::tempogram_into(std::span<const double> envelope, const TempogramOptions& options,
                          Block<double> rows) {
    if (rows.channels() == 0) return;
    const Index length = options.win_length, reach = options.center ? length / 2 : 0;
    const AlignedVector<double> window = window_samples(options.window, length);
    const std::vector<double> x = ramped(envelope, reach, rows.channels() + length - 1);
    Autocorrelation correlation(length);
    for (Index t = 0; t < rows.channels(); ++t) {
        const std::span<double> values = correlation.values();
        simd::multiply(x.data() + t, window.data(), values.data(), length);
        std::fill(values.begin() + length, values.end(), 0.);
        correlation();
        std::copy_n(values.begin(), length, rows.channel(t).begin());
        scale_to_norm(rows.channel(t).data(), length, 1, options.norm);
    }
}

std::vector<double> impl::mean_tempogram(std::span<const double> envelope, Index length) {
    const Index frames = std::ssize(envelope);
    const AlignedVector<double> window = window_samples("hann", length);
    const std::vector<double> x = ramped(envelope, length / 2, frames + length - 1);
    // The mean of autocorrelations belongs to the mean of their powers. Two rows are transformed together, as
    // real and imaginary part: a bin and its mirror image have the powers of both.
    const ComplexFft<double> fft(next_fast_len(std::max<Index>(2 * length - 1, 1)));
    const Index size = fft.size();
    AlignedVector<double> row(static_cast<std::size_t>(length)), powers(static_cast<std::size_t>(size));
    AlignedVector<std::complex<double>> rows(powers.size()), bins(powers.size());
    for (Index t = 0; t < frames; ++t) {
        const bool second = t % 2 == 1;
        simd::multiply(x.data() + t, window.data(), row.data(), length);
        // The largest of a row is that of no lag.
        const double largest = lane_dot(row.data(), row.data(), length);
        const double scale = largest > 0 ? 1 / std::sqrt(largest * static_cast<double>(frames)) : 0;
        double* const part = reinterpret_cast<double*>(rows.data()) + (second ? 1 : 0);
        for (Index i = 0; i < length; ++i) part[2 * i] = scale * row[static_cast<std::size_t>(i)];
        if (!second && t + 1 < frames) continue;
        if (!second)
            for (Index i = 0; i < length; ++i) part[2 * i + 1] = 0;
        fft.forward(rows.data(), bins.data());
        simd::run<add_powers>(reinterpret_cast<const double*>(bins.data()), powers.data(), size);
    }
    for (Index k = 0; k < size; ++k)
        rows[static_cast<std::size_t>(k)] =
            (powers[static_cast<std::size_t>(k)] + powers[static_cast<std::size_t>((size - k) % size)]) / 2;
    fft.inverse(rows.data(), bins.data());
    std::vector<double> mean;
    for (Index lag = 0; lag < length; ++lag) mean.push_back(bins[static_cast<std::size_t>(lag)].real());
    return mean;
}

} // namespace pya::dsp
