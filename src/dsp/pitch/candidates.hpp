// SPDX-License-Identifier: MIT
// The candidates for the pitch of one frame: peaks of its autocorrelation.
#ifndef PYA_SRC_DSP_PITCH_CANDIDATES_HPP
#define PYA_SRC_DSP_PITCH_CANDIDATES_HPP

#include <pya/dsp/pitch/pitch.hpp>

#include "dsp/pitch/correlation.hpp"

#include <array>

namespace pya::dsp::impl {

struct Candidate {
    double f0 = 0;
    double octaves = 0;  // log2(f0)
    double strength = 0; // periodic share of the power, 0 to 1
    double power = 0;    // the periodic power itself
};

/// The best candidates, the best first.
struct Candidates {
    std::array<Candidate, 8> best;
    int count = 0;
    double peak = 0; // the greatest absolute sample of the middle of the frame; 0 where it isn't finite
};

class CandidateFinder {
public:
    /// `rate` is that of the frames.
    CandidateFinder(double rate, const PitchOptions& options);

    Index length() const { return whole_.length(); } ///< of a frame; even

    /// The candidates of a frame of length() samples.
    void find(const float* frame, Candidates& found);

private:
    /// A period that was followed to its multiples.
    struct Period {
        double samples = 0;
        double strength = 0; // the mean of the peaks
        bool whole = false;  // whether there was a peak at each multiple
    };

    Period follow(const Correlation& correlation, Index lag, Index furthest) const;
    void take_up(const Candidate& one, Candidates& found) const;
    void sharpen(const float* frame, Candidates& found);

    double rate_, fmin_, fmax_, octave_cost_;
    Index shortest_, furthest_; // lags: of candidates, and of multiples of their periods
    Correlation whole_, middle_;
};

} // namespace pya::dsp::impl

#endif
