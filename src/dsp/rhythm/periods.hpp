// SPDX-License-Identifier: MIT
// The periods that an onset strength may have.
#ifndef PYA_SRC_DSP_RHYTHM_PERIODS_HPP
#define PYA_SRC_DSP_RHYTHM_PERIODS_HPP

#include <span>
#include <vector>

namespace pya::dsp::impl {

/// How an onset strength repeats itself: its autocorrelation, without what is slower than a second.
class Periods {
public:
    explicit Periods(std::span<const float> strength);

    /// At a lag in frames, 1 at none, between frames on a straight line; 0 beyond what is known.
    double at(double lag) const;

    /// How strong a tempo is by its period and two and four of it.
    double strength(double bpm) const;

    /// Tempi that the beats may have, at simple ratios to the strongest one.
    std::vector<double> tempi(double likely) const;

private:
    std::vector<double> correlation_;
};

} // namespace pya::dsp::impl

#endif
