// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/mel_filters.hpp>

#include <pya/error.hpp>

#include "dsp/feature/norm.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pya::dsp {

AlignedVector<double> impl::mel_filter_weights(double sr, Index nfft, const MelOptions& options) {
    using detail::fail;
    const std::vector<double> f = fft_frequencies(sr, nfft);
    const double fmax = options.fmax.value_or(sr / 2);
    if (!(fmax <= sr / 2))
        fail("mel_filters: option fmax is ", fmax, "; it must not be above sr / 2 = ", sr / 2);
    if (!(options.fmin >= 0 && options.fmin < fmax))
        fail("mel_filters: option fmin is ", options.fmin, "; it must lie between 0 and fmax = ", fmax);
    if (options.n_mels < 1 || options.n_mels > (Index{1} << 16) - 2)
        fail("mel_filters: option n_mels is ", options.n_mels, "; it must lie between 1 and 2^16 - 2");
    const bool by_norm = options.norm.kind == MelNorm::Kind::p;
    if (by_norm) check_norm("mel_filters", "norm", options.norm.p);

    const std::vector<double> corner = mel_frequencies(options.n_mels + 2, options.fmin, fmax, options.scale);
    const Index bins = std::ssize(f);
    AlignedVector<double> weights(static_cast<std::size_t>(options.n_mels * bins));
    for (Index m = 0; m < options.n_mels; ++m) {
        const double* const c = corner.data() + m;
        double* const filter = weights.data() + m * bins;
        const double scale = options.norm.kind == MelNorm::Kind::slaney ? 2 / (c[2] - c[0]) : 1;
        for (Index k = 0; k < bins; ++k) {
            const double hz = f[static_cast<std::size_t>(k)];
            const double up = (hz - c[0]) / (c[1] - c[0]), down = (c[2] - hz) / (c[2] - c[1]);
            filter[k] = std::max(0., std::min(up, down)) * scale;
        }
        if (by_norm) scale_to_norm(filter, bins, 1, options.norm.p);
    }
    return weights;
}

} // namespace pya::dsp
