// SPDX-License-Identifier: MIT
// The low-pass filters of band-limited resampling, sampled at the positions that a ratio needs.
#ifndef PYA_SRC_DSP_RATE_SINC_FILTER_HPP
#define PYA_SRC_DSP_RATE_SINC_FILTER_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <pya/dsp/aligned.hpp>
#include <pya/dsp/rate/interpolate.hpp>
#include <vector>

#include "dsp/rate/ratio.hpp"

namespace pya::dsp {

/// A Kaiser-windowed sinc, as the table of one stage of a resampler.
/// - For rational ratios the weights repeat with each period of outputs. The table has groups of `lanes`
///   consecutive outputs that use the same inputs: [group][tap][lane]. A lane is zero outside of its own
///   taps.
/// - For all other ratios the table has rows of taps at evenly spaced fractions of a sample, between which
///   the stage interpolates: [row][tap].
///
/// Coefficients have 26 significant bits, so that their products with samples of up to 27 are exact in
/// double.
struct SincFilter {
    static constexpr Eigen::Index lanes = 16;
    static constexpr Eigen::Index tile_periods = 8; // that are computed at once

    RateRatio ratio;
    Eigen::Index half = 0;  // taps before and after an output's position
    Eigen::Index width = 0; // inputs that a group or row spans; the first is half - 1 before the position
    AlignedVector<double> coefficients;

    // groups
    Eigen::Index period_out = 0;    // outputs per period; 0 for rows
    Eigen::Index period_in = 0;     // inputs per period
    std::vector<Eigen::Index> base; // of each group, inputs since the start of the period

    // rows
    Eigen::Index rows_per_sample = 0; // row r belongs to the fraction (r - 1) / rows_per_sample
    std::int64_t step = 0;            // inputs per output,
    std::uint64_t step_fraction = 0;  // and 2^-64 inputs

    bool grouped() const { return period_out > 0; }
    Eigen::Index groups() const { return static_cast<Eigen::Index>(base.size()); }
    /// Inputs and 2^-64 inputs.
    struct Position {
        Eigen::Index inputs = 0;
        std::uint64_t fraction = 0;
    };
    /// Where the output is that comes so many outputs (with groups: whole periods) before time 0.
    Position position_before(Eigen::Index outputs) const;
    /// How many inputs, from the time of an output on, must be there before it can be computed.
    Eigen::Index latency() const { return width - half + 1; }
};

/// The stages of a resampler, which follow each other.
///
/// A ratio with few groups needs a single stage. For any other, most of the work is done at a fixed ratio, in
/// groups: the filter with the narrow transition works between the lower of both rates and a rate a little
/// above it. The rows work between that rate and the higher of both. There the filter is short, because its
/// transition may be as wide as the gap that the other stage leaves or clears.
struct SincStages {
    RateRatio ratio;
    SincFilter first;
    std::optional<SincFilter> second;
    /// Inputs and outputs of both stages after which all weights repeat; 0 with rows.
    Eigen::Index period_in = 0;
    Eigen::Index period_out = 0;
    /// An output depends on no inputs that are farther from it.
    Eigen::Index reach = 0;
    /// The first stage begins with so many outputs before time 0, because the filter of the second reaches
    /// back to them.
    Eigen::Index early = 0;
    /// How many samples there may be between the stages: as many as the first makes at once, or more.
    Eigen::Index between = 0;
};

/// The stages for a quality and ratio. The last few are kept and shared.
std::shared_ptr<const SincStages> sinc_stages(const char* function, Interp quality, const RateRatio& ratio);

} // namespace pya::dsp

#endif
