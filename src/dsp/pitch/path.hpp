// SPDX-License-Identifier: MIT
// The path of least cost through the candidates of one channel's frames, decided a number of frames behind
// the newest.
#ifndef PYA_SRC_DSP_PITCH_PATH_HPP
#define PYA_SRC_DSP_PITCH_PATH_HPP

#include "dsp/pitch/candidates.hpp"

#include <array>
#include <vector>

namespace pya::dsp::impl {

/// What a path costs; those of a step are for frames as far apart as they are.
struct PathCosts {
    PathCosts(const PitchOptions& options, double hop_seconds);

    double voicing, silence, octave, jump, change;
    double forgetting; // of the loudest peak, from frame to frame
    Index lookahead;   // frames
};

class Path {
public:
    explicit Path(const PathCosts& costs);

    /// How many frames at an edge of a voiced stretch may have been taken for voiced because the window
    /// reaches into it.
    static constexpr Index edge = 4;

    /// The candidates of the next frame.
    void push(const Candidates& candidates);

    /// Puts the next frame in `frame` once lookahead + edge frames more are there, or, with `ended`, in any
    /// case. False if there is none.
    bool next(bool ended, PitchFrame& frame);

    void reset();

private:
    static constexpr int states = 9; // unvoiced, and the candidates

    struct Step {
        Candidates candidates;
        std::array<signed char, states> from;
    };
    struct Decided {
        PitchFrame frame;
        double power = 0;
    };

    Step& step(Index i) { return steps_[static_cast<std::size_t>(i % std::ssize(steps_))]; }
    Decided& decided(Index i) { return decided_[static_cast<std::size_t>(i % std::ssize(decided_))]; }
    double cost(const Candidates& candidates, int state) const;
    void decide();
    bool outside(Index frame);

    PathCosts costs_;
    std::vector<Step> steps_;          // a ring
    std::vector<Decided> decided_;     // a ring
    std::array<double, states> gains_; // of the best paths to the newest frame's states
    double loudest_;
    Index pushed_, fixed_, given_; // frames so far
};

} // namespace pya::dsp::impl

#endif
