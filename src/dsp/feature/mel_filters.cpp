// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/mel_filters.hpp>

#include <pya/error.hpp>

#include "dsp/feature/band_filters.hpp"
#include "dsp/feature/norm.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace pya::dsp {

void impl::check_mel(double sr, const MelOptions& options) {
    using detail::fail;
    const double fmax = options.fmax.value_or(sr / 2);
    if (!(fmax <= sr / 2))
        fail("mel_filters: option fmax is ", fmax, "; it must not be above sr / 2 = ", sr / 2);
    if (!(options.fmin >= 0 && options.fmin < fmax))
        fail("mel_filters: option fmin is ", options.fmin, "; it must lie between 0 and fmax = ", fmax);
    if (options.n_mels < 1 || options.n_mels > (Index{1} << 16) - 2)
        fail("mel_filters: option n_mels is ", options.n_mels, "; it must lie between 1 and 2^16 - 2");
    if (options.norm.kind == MelNorm::Kind::p) check_norm("mel_filters", "norm", options.norm.p);
}

std::vector<impl::BandWeights> impl::mel_bands(double sr, Index nfft, const MelOptions& options) {
    check_mel(sr, options);
    const std::vector<double> f = fft_frequencies(sr, nfft);
    const double fmax = options.fmax.value_or(sr / 2);
    const bool by_norm = options.norm.kind == MelNorm::Kind::p;
    const std::vector<double> corner = mel_frequencies(options.n_mels + 2, options.fmin, fmax, options.scale);
    std::vector<BandWeights> bands;
    for (Index m = 0; m < options.n_mels; ++m) {
        const double* const c = corner.data() + m;
        const double scale = options.norm.kind == MelNorm::Kind::slaney ? 2 / (c[2] - c[0]) : 1;
        auto hz = std::upper_bound(f.begin(), f.end(), c[0]);
        BandWeights band{hz - f.begin(), {}};
        for (; hz != f.end() && *hz < c[2]; ++hz)
            band.weights.push_back(std::min((*hz - c[0]) / (c[1] - c[0]), (c[2] - *hz) / (c[2] - c[1])) *
                                   scale);
        if (by_norm) scale_to_norm(band.weights.data(), std::ssize(band.weights), 1, options.norm.p);
        bands.push_back(std::move(band));
    }
    return bands;
}

AlignedVector<double> impl::mel_filter_weights(double sr, Index nfft, const MelOptions& options) {
    const Index bins = nfft / 2 + 1;
    const std::vector<BandWeights> bands = mel_bands(sr, nfft, options);
    AlignedVector<double> weights(static_cast<std::size_t>(options.n_mels * bins));
    auto row = weights.begin();
    for (const BandWeights& band : bands) {
        std::copy(band.weights.begin(), band.weights.end(), row + band.first);
        row += bins;
    }
    return weights;
}

} // namespace pya::dsp
