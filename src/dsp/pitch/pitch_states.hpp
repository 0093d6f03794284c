// SPDX-License-Identifier: MIT
// The hidden Markov model of pyin: bins of pitch, each voiced or unvoiced, and the most probable path through
// them.
#ifndef PYA_SRC_DSP_PITCH_PITCH_STATES_HPP
#define PYA_SRC_DSP_PITCH_PITCH_STATES_HPP

#include <pya/dsp/block.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace pya::dsp::impl {

/// From one frame to the next the pitch moves by some bins, with probabilities that fall off as a triangle of
/// `width` bins, and voicing changes with the probability `change`. The first frame is unvoiced.
class PitchStates {
public:
    PitchStates(Index bins, Index width, double change);

    /// Takes the next frame: the probability of each bin, the rest of which is shared by the unvoiced ones.
    void push(std::span<const double> voiced);

    /// The most probable state of each frame: bins from 0 on for voiced, from bins() on for unvoiced.
    std::vector<Index> path() const;

    Index bins() const { return bins_; }

private:
    Index bins_, before_, after_;  // how far the triangle reaches
    double stay_, change_;         // logarithms
    std::vector<double> triangle_; // logarithms, from the most negative move on
    std::vector<double> rows_;     // logarithm of each bin's sum of what it may move to
    std::vector<double> values_;   // of the best paths, bins() voiced and bins() unvoiced
    std::vector<double> merged_;   // the better of voiced and unvoiced, with -infinity on either side
    std::vector<std::int32_t> merged_from_, from_;
    std::vector<double> best_;
    std::vector<std::uint16_t> steps_; // the state before, 2 bins() a frame
    Index frames_ = 0;
};

} // namespace pya::dsp::impl

#endif
