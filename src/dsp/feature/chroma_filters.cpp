// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/chroma_filters.hpp>

#include <pya/dsp/feature/frequencies.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>

#include "dsp/feature/norm.hpp"
#include "simd/chosen.hpp"
#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pya::dsp {

namespace {

/// A bell around each of n classes, which lie on a circle of n steps, at a place on it.
PYA_INLINE void bells(double place, double width, const double* classes, Index n, double* out) {
    const double steps = static_cast<double>(n), half = simd::nearest(steps / 2);
    PYA_INDEPENDENT
    for (Index c = 0; c < n; ++c) {
        const double turned = place - classes[c] + half + 10 * steps, turns = turned / steps;
        const double nearest = simd::nearest(turns);
        const double whole = nearest - simd::chosen(nearest > turns, 1., 0.);
        const double distance = turned - steps * whole - half;
        const double x = 2 * distance / width;
        out[c] = simd::exponential(-x * x / 2);
    }
}

} // namespace

AlignedVector<double> impl::chroma_weights(double sr, Index nfft, const ChromaOptions& options) {
    using detail::fail;
    const double tuning = options.tuning.value_or(0);
    if (!(sr > 0 && std::isfinite(sr)))
        fail("chroma_filters: argument sr is ", sr, "; it must be above 0 Hz");
    if (nfft < 2 || nfft > longest_frame)
        fail("chroma_filters: argument nfft is ", nfft, "; it must lie between 2 and ", longest_frame);
    if (options.n_chroma < 1 || options.n_chroma > 1024)
        fail("chroma_filters: option n_chroma is ", options.n_chroma, "; it must lie between 1 and 1024");
    if (!std::isfinite(tuning)) fail("chroma_filters: option tuning is ", tuning, "; it must be finite");
    if (!std::isfinite(options.ctroct))
        fail("chroma_filters: option ctroct is ", options.ctroct, "; it must be finite");
    if (options.octwidth && !(*options.octwidth > 0))
        fail("chroma_filters: option octwidth is ", *options.octwidth, "; it must be above 0");
    check_norm("chroma_filters", "filter_norm", options.filter_norm);
    check_norm("chroma_filters", "norm", options.norm);

    const Index n = options.n_chroma, bins = nfft / 2 + 1;
    AlignedVector<double> weights(static_cast<std::size_t>(n * bins));
    // The class of each bin, on a scale that counts on through the octaves; bin 0 lies an octave and a half
    // below bin 1.
    const double classes = static_cast<double>(n);
    const double a = octs_to_hz(0, tuning, n);
    std::vector<double> at;
    for (Index k = 0; k <= bins; ++k)
        at.push_back(classes * std::log2(static_cast<double>(std::max<Index>(k, 1)) * sr /
                                         static_cast<double>(nfft) / a));
    at[0] -= 1.5 * classes;

    std::vector<double> class_of_row, bell(static_cast<std::size_t>(n));
    const Index first = options.base_c ? 3 * (n / 12) : 0;
    for (Index c = 0; c < n; ++c) class_of_row.push_back(static_cast<double>((c + first) % n));
    for (Index k = 0; k < bins; ++k) {
        const auto i = static_cast<std::size_t>(k);
        // The last of nfft bins has the width 1.
        const double width = k + 1 < nfft ? std::max(at[i + 1] - at[i], 1.) : 1;
        double* const column = weights.data() + k;
        simd::run<bells>(at[i], width, class_of_row.data(), n, bell.data());
        scale_to_norm(bell.data(), n, 1, options.filter_norm);
        double weight = 1;
        if (options.octwidth) {
            const double octaves = (at[i] / classes - options.ctroct) / *options.octwidth;
            weight = std::exp(-octaves * octaves / 2);
        }
        for (Index c = 0; c < n; ++c) column[c * bins] = bell[static_cast<std::size_t>(c)] * weight;
    }
    return weights;
}

} // namespace pya::dsp
