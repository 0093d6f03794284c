// SPDX-License-Identifier: MIT
/// @file
/// Peaks of an envelope, with librosa's numbers.
#ifndef PYA_DSP_RHYTHM_PEAKS_HPP
#define PYA_DSP_RHYTHM_PEAKS_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <span>
#include <vector>

namespace pya::dsp {

/// What peak_pick takes for a peak. Stretches are in values and may be fractions, which are rounded up. Those
/// behind a value count the value itself.
struct PeakPickOptions {
    double pre_max = 1;  ///< before it, in which nothing is larger; 0 or more
    double post_max = 1; ///< behind it, in which nothing is larger; 1 or more
    double pre_avg = 1;  ///< before it, that are averaged; 0 or more
    double post_avg = 1; ///< behind it, that are averaged; 1 or more
    double delta = 0;    ///< how far a peak stands above the average, 0 or more
    double wait = 0;     ///< values that are passed over after a peak, 0 or more
};

/// Where x has peaks, in order (librosa.util.peak_pick, after S. Böck, F. Krebs, M. Schedl 2012, "Evaluating
/// the online capabilities of onset detection methods"): a value that is the largest around it, `delta` or
/// more above the average around it, and not within the wait after the peak before. Stretches are cut to x. A
/// value of 0 is no peak, and neither is one whose average holds a NaN. Throws ArgumentError for an option
/// out of its range.
///
///     for (const Index i : dsp::peak_pick(envelope, {.pre_max = 3, .post_max = 3, .delta = 0.5})) use(i);
PYA_DSP_EXPORT std::vector<Index> peak_pick(std::span<const double> x, const PeakPickOptions& options = {});

/// True where a value is above the one before and not below the one behind it. The first value is none, and
/// the last one may be one.
PYA_DSP_EXPORT std::vector<bool> localmax(std::span<const double> x);
/// True where a value is below the one before and not above the one behind it.
PYA_DSP_EXPORT std::vector<bool> localmin(std::span<const double> x);

} // namespace pya::dsp

#endif
