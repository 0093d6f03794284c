// SPDX-License-Identifier: MIT
#include <pya/dsp/constant_q/constant_q.hpp>

#include <pya/error.hpp>

#include "dsp/feature/norm.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pya::dsp {

using detail::fail;

void constant_q_chroma(Block<const double> magnitudes, Block<double> chroma,
                       const ConstantQOptions& transform, const ConstantQChromaOptions& options) {
    const Index octave = transform.bins_per_octave, classes = options.n_chroma;
    if (!(transform.fmin > 0 && std::isfinite(transform.fmin)))
        fail("constant_q_chroma: fmin is ", transform.fmin, "; it must be above 0 Hz");
    if (octave < 1) fail("constant_q_chroma: bins_per_octave is ", octave, "; it must be at least 1");
    if (classes < 1 || octave % classes != 0)
        fail("constant_q_chroma: option n_chroma is ", classes, "; it must divide bins_per_octave, ", octave);
    impl::check_norm("constant_q_chroma", "norm", options.norm);
    if (magnitudes.samples() != transform.n_bins)
        fail("constant_q_chroma: a frame has ", magnitudes.samples(), " bins; it must have n_bins, ",
             transform.n_bins);
    if (chroma.samples() != classes || chroma.channels() != magnitudes.channels())
        fail("constant_q_chroma: the result is ", chroma.samples(), " x ", chroma.channels(), "; it must be ",
             classes, " x ", magnitudes.channels());

    const Index merged = octave / classes;
    const double above_c = 12 * std::log2(transform.fmin / 440) + 9;
    const double pitch_class = above_c - 12 * std::floor(above_c / 12);
    const auto lowest = static_cast<Index>(std::nearbyint(pitch_class * static_cast<double>(classes) / 12));
    std::vector<Index> class_of; // each bin
    for (Index k = 0; k < magnitudes.samples(); ++k)
        class_of.push_back(((k + merged / 2) % octave / merged + lowest) % classes);
    for (Index t = 0; t < magnitudes.channels(); ++t) {
        double* const sums = chroma.channel(t).data();
        const double* const frame = magnitudes.channel(t).data();
        std::fill_n(sums, classes, 0.);
        for (std::size_t k = 0; k < class_of.size(); ++k) sums[class_of[k]] += frame[k];
        for (Index i = 0; i < classes; ++i)
            if (sums[i] < options.threshold) sums[i] = 0;
        impl::scale_to_norm(sums, classes, 1, options.norm);
    }
}

} // namespace pya::dsp
