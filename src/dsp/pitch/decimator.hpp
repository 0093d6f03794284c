// SPDX-License-Identifier: MIT
// A stream at a whole fraction of its rate, without delay in time: sample i is at sample i * factor of the
// input, and needs ahead() inputs after it.
#ifndef PYA_SRC_DSP_PITCH_DECIMATOR_HPP
#define PYA_SRC_DSP_PITCH_DECIMATOR_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/block.hpp>

namespace pya::dsp::impl {

/// The low-pass filter of a Decimator, shared by all channels: a windowed sinc, symmetric, filled up
/// with zeros to whole groups of 16 taps. A factor of 1 has one tap.
class DecimationFilter {
public:
    explicit DecimationFilter(Index factor);

    Index factor() const { return factor_; }
    Index taps() const { return std::ssize(taps_); }
    Index behind() const { return reach_; }             ///< taps before the middle one
    Index ahead() const { return taps() - 1 - reach_; } ///< taps after it
    float operator()(const float* x) const;             ///< of taps() samples

private:
    Index factor_, reach_;
    AlignedVector<float> taps_;
};

/// Of one channel.
class Decimator {
public:
    explicit Decimator(const DecimationFilter& filter);

    /// Takes n samples, nullptr for zeros, and appends to `out` what is complete with them; returns how many.
    /// `out` has room for n / factor + 1.
    template <class T>
    Index process(const DecimationFilter& filter, const T* x, Index n, float* out);
    void reset(const DecimationFilter& filter);

private:
    Index held_ = 0;  // samples in memory_
    Index start_ = 0; // of the next output's taps in memory_
    AlignedVector<float> memory_;
};

} // namespace pya::dsp::impl

#endif
