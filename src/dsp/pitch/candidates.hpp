// SPDX-License-Identifier: MIT
// The candidates for the pitch of one frame: peaks of its autocorrelation.
#ifndef PYA_SRC_DSP_PITCH_CANDIDATES_HPP
#define PYA_SRC_DSP_PITCH_CANDIDATES_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/pitch/pitch.hpp>

#include <array>
#include <complex>
#include <span>

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

    Index length() const { return length_; } ///< of a frame; even

    /// The candidates of a frame of length() samples.
    void find(const float* frame, Candidates& found);

private:
    void take_up(double f0, double strength, double power, Candidates& found) const;
    void power_spectrum();

    double rate_, fmin_, fmax_, octave_cost_;
    Index length_;
    Index shortest_, longest_, furthest_; // lags: of candidates, and of multiples of their periods
    RealFft<float> fft_;
    AlignedVector<float> window_, gains_, time_;
    AlignedVector<float> unwindow_; // what the window does to the autocorrelation, undone
    AlignedVector<std::complex<float>> bins_;
    AlignedVector<float> correlation_; // 1 at lag 0
};

} // namespace pya::dsp::impl

#endif
