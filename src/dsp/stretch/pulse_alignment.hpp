// SPDX-License-Identifier: MIT
// Pulses whose harmonics no longer fit together become pulses again.
#ifndef PYA_SRC_DSP_STRETCH_PULSE_ALIGNMENT_HPP
#define PYA_SRC_DSP_STRETCH_PULSE_ALIGNMENT_HPP

#include "dsp/stretch/stretch_band.hpp"

#include <complex>
#include <vector>

namespace pya::dsp::impl {

/// Where the harmonics of low pulses glide fast, they run into each other within a frame, and each of them
/// comes out of that with a turn of its own. They would keep these for as long as the pulses go on. This
/// finds a row of harmonics whose phases say that they are pulses, and draws their turns towards a straight
/// line along frequency, with which the pulses stay as sharp as they are, only later. Tones that are no
/// pulses, because their phases don't fit together or their distances differ, are left alone.
class PulseAlignment {
public:
    /// Where a node of StretchPhases is: a bin of the range of a band.
    struct Place {
        std::size_t band;
        Index bin;
    };
    /// What is known of the nodes of a frame; turns, which are changed, are in cycles.
    struct Nodes {
        const double* frequency; ///< of the bin, in cycles per sample
        const double* excess;    ///< what the frequency is more than that, in cycles per hop
        const double* power;
        double loudest; ///< of the powers
        double* turns;
    };

    /// For nodes in the order of their frequencies, and a hop in samples.
    explicit PulseAlignment(std::vector<Place> places = {}, Index hop = 1);

    /// Forgets all frames.
    void reset() { frame_ = 0; }

    /// The next frame.
    void align(const std::vector<StretchBand>& bands, const Nodes& nodes);

private:
    struct Peak {
        Index node, first, end; // the loudest node, and those that belong to it
        double frequency;
        Index number; // of the harmonic, from that of the first peak on
    };

    void find_peaks(const Nodes& nodes, std::size_t most); // at most so many, the lowest ones
    // Keeps the longest row of peaks at even distances, and numbers them.
    void keep_harmonics();
    bool are_pulses(const std::vector<StretchBand>& bands) const;
    void draw(const Nodes& nodes);

    std::vector<Place> places_;
    double hop_;
    Index frame_ = 0;
    std::vector<Peak> peaks_;
    std::vector<double> distances_;
    std::vector<std::complex<double>> turned_; // by the number of the harmonic: its turn and how loud it is
};

} // namespace pya::dsp::impl

#endif
