// SPDX-License-Identifier: MIT
// Between a rate and a fraction of it, at which the lowest frequencies take less work.
#ifndef PYA_SRC_DSP_STRETCH_LOW_RATE_HPP
#define PYA_SRC_DSP_STRETCH_LOW_RATE_HPP

#include <pya/dsp/block.hpp>

#include <Eigen/Core>

namespace pya::dsp::impl {

/// A low-pass filter, symmetric and so without delay, for the way down and for the way up. It keeps what is
/// below 0.156 of the low rate; what could fold into that, or be an image of it, gets 125 dB softer.
class LowRate {
public:
    /// `factor` is how many samples there are for one at the low rate. With 1 nothing changes.
    explicit LowRate(Index factor);

    Index factor() const { return factor_; }
    Index reach() const { return reach_; } ///< how many samples at the low rate the filter reaches either way

    /// How many samples before and after the middle one down() reads.
    Index before() const { return taps_.size() - 1 - after(); }
    Index after() const { return reach_ * factor_; }

    /// The sample at the low rate at `middle`.
    double down(const double* middle) const;

    /// Adds to `out` the count * factor() samples that `count` samples at the low rate, with reach() more on
    /// either side, become.
    void add_up(const double* low, Index count, double* out) const;

private:
    Index factor_, reach_;
    Eigen::ArrayXd taps_;   // with zeros in front, up to whole groups
    Eigen::ArrayXd shares_; // what each sample at the low rate gives to factor() samples
};

} // namespace pya::dsp::impl

#endif
