// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/tempogram.hpp>

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>

#include "dsp/feature/norm.hpp"
#include "simd/scale.hpp"

#include <algorithm>
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
    // The envelope between two ramps.
    std::vector<double> x(envelope.size() + static_cast<std::size_t>(2 * reach));
    std::copy(envelope.begin(), envelope.end(), x.begin() + reach);
    for (Index i = 0; i < reach; ++i) {
        const double height = static_cast<double>(i) / static_cast<double>(reach);
        x[static_cast<std::size_t>(i)] = height * envelope.front();
        x[x.size() - 1 - static_cast<std::size_t>(i)] = height * envelope.back();
    }
    x.resize(std::max(x.size(), static_cast<std::size_t>(rows.channels() + length - 1)));
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

} // namespace pya::dsp
