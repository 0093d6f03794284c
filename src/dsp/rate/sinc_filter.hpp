// SPDX-License-Identifier: MIT
// The low-pass filters of band-limited resampling, sampled at the positions that a ratio needs.
#ifndef PYA_SRC_DSP_RATE_SINC_FILTER_HPP
#define PYA_SRC_DSP_RATE_SINC_FILTER_HPP

#include <cstdint>
#include <pya/dsp/aligned.hpp>
#include <vector>

#include "dsp/rate/ratio.hpp"
#include "dsp/rate/sinc_prototype.hpp"

namespace pya::dsp {

/// A Kaiser-windowed sinc, as the table of one stage of a resampler.
/// - For rational ratios the weights repeat with each period of outputs. The table has groups of `lanes`
///   consecutive outputs that use the same inputs: [group][tap][lane]. A lane is zero outside of its own
///   taps.
/// - For all other ratios the table has rows of taps at evenly spaced fractions of a sample, between which
///   the stage interpolates: [row][tap].
/// - For the ratios 2 and 1/2 it may have two spectra instead, which SincSpectra multiplies those of its
///   inputs with: [spectrum][bin]. A period is what one transform makes.
///
/// Coefficients have 26 significant bits, so that their products with samples of up to 27 are exact in
/// double.
struct SincFilter {
    static constexpr Eigen::Index lanes = 16;
    static constexpr Eigen::Index tile_periods = 8; // that are computed at once
    static constexpr Eigen::Index row_unit = 8;     // the width of rows is a multiple

    RateRatio ratio;
    Eigen::Index half = 0;  // taps before and after an output's position
    Eigen::Index width = 0; // inputs that a group or row spans; the first is half - 1 before the position
    AlignedVector<double> coefficients;

    // groups and spectra
    Eigen::Index period_out = 0;    // outputs per period; 0 for rows
    Eigen::Index period_in = 0;     // inputs per period
    std::vector<Eigen::Index> base; // of each group, inputs since the start of the period

    // rows
    Eigen::Index rows_per_sample = 0; // row r belongs to the fraction (r - 1) / rows_per_sample
    std::int64_t step = 0;            // inputs per output,
    std::uint64_t step_fraction = 0;  // and 2^-64 inputs

    // spectra
    Eigen::Index transform = 0; // samples of a transform; 0 without

    /// Inputs and 2^-64 inputs.
    struct Position {
        Eigen::Index inputs = 0;
        std::uint64_t fraction = 0;
    };

    bool grouped() const { return period_out > 0; }
    bool spectral() const { return transform > 0; }
    Eigen::Index groups() const { return static_cast<Eigen::Index>(base.size()); }
    /// Where the output is that comes so many outputs (but with rows: whole periods) before time 0.
    Position position_before(Eigen::Index outputs) const;
    /// How many inputs, from the time of an output on, must be there before it can be computed.
    Eigen::Index latency() const { return width - half + 1; }
};

/// True if the ratio is rational and a filter for it in groups takes no more than 8 MB.
bool sinc_groups_fit(const RateRatio& ratio, const SincPrototype& prototype);

/// How long an output takes, in the time of a product in groups. Those in rows take twice as long.
double sinc_work(const RateRatio& ratio, const SincPrototype& prototype);

/// The filter for a ratio: in groups if they fit, or else in rows.
SincFilter sinc_filter(const RateRatio& ratio, const SincPrototype& prototype);

/// The filter for the ratio 2 or 1/2 in spectra, and how long an output takes. At the higher rate, the
/// weights of the stage beside it repeat after `beside` samples; with both, they shall repeat soon.
SincFilter spectral_filter(const RateRatio& ratio, SincPrototype prototype, Eigen::Index beside);
double spectral_work(const RateRatio& ratio, const SincPrototype& prototype);

/// A filter for the ratio 1 with a single tap of exactly 1.
SincFilter copying_filter(const RateRatio& ratio);

} // namespace pya::dsp

#endif
