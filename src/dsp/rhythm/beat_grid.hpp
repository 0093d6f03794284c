// SPDX-License-Identifier: MIT
// What speaks for beats being where they are supposed to be.
#ifndef PYA_SRC_DSP_RHYTHM_BEAT_GRID_HPP
#define PYA_SRC_DSP_RHYTHM_BEAT_GRID_HPP

#include "dsp/rhythm/onset_bands.hpp"
#include "dsp/rhythm/periods.hpp"

#include <vector>

namespace pya::dsp::impl {

/// Twelve phases of each beat, and what happens at them.
class BeatGrid {
public:
    /// `beats` in frames, at least four; `first` is the frame of the first onset.
    BeatGrid(const OnsetBands& bands, const std::vector<double>& beats, double period, Index first);

    /// The logarithm of how plausible the beats are, up to a constant.
    double plausibility(const Periods& periods, double likely) const;

    /// How far a beat is like the next, at most 1.
    double regularity() const;

private:
    static constexpr Index phases = 12;
    using Profile = std::vector<double>; // beats x phases

    Profile profile(const std::vector<float>& strength) const;
    std::vector<double> mean(const Profile& p) const;
    double alternation() const;
    double bass() const;
    double repetition(Index beats) const;

    const OnsetBands& bands_;
    const std::vector<double>& beats_;
    double period_;
    Index first_;
    Index count_; // of beats that are followed by another
    Profile total_;
};

} // namespace pya::dsp::impl

#endif
