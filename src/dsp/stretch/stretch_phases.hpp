// SPDX-License-Identifier: MIT
// The phases of stretched frames, found from the loudest bins outward.
#ifndef PYA_SRC_DSP_STRETCH_STRETCH_PHASES_HPP
#define PYA_SRC_DSP_STRETCH_STRETCH_PHASES_HPP

#include "dsp/stretch/pulse_alignment.hpp"
#include "dsp/stretch/stretch_band.hpp"

#include <vector>

namespace pya::dsp::impl {

/// By how much the bins of a frame are turned: the difference of their phase from that of the input. All
/// bands make one row of bins of ascending frequency, along which turns spread.
///
/// Each bin has its turn from the bin that it is reached from over the loudest way: from itself in the frame
/// before, or from a neighbour that has been reached. A way is as loud as the softest bin that it goes over.
/// This is what a heap of bins gives, from which the loudest is taken again and again, in two passes. At last
/// the harmonics of pulses are drawn together, see PulseAlignment.
class StretchPhases {
public:
    /// The frames of each band are half as long as those of the band below.
    explicit StretchPhases(const std::vector<StretchBand>& bands);

    /// Forgets all frames.
    void reset();

    /// Finds the turns of a frame from those of the frame before. Distances in time from the middle of the
    /// frame become `factor` times as long, and attacks come `shift` samples later besides. The frame before
    /// lies `interval` samples earlier in the input.
    void find(const std::vector<StretchBand>& bands, double factor, double shift, double interval);

    /// What to multiply the bins of a band's range by: turns, and gains for attacks.
    const double* re(std::size_t band) const { return rows_[band].re.data(); }
    const double* im(std::size_t band) const { return rows_[band].im.data(); }

private:
    struct Row { // a band's part
        std::size_t bins;
        std::size_t shared;           // bins, the first ones, whose turns are those of the band below
        std::size_t from;             // the first of these in the band below; every other bin is one
        std::size_t first;            // node of the first bin that isn't shared
        AlignedVector<double> re, im; // of each bin
    };

    // `tones`: the notes of chords that get shorter stay apart better when their delays are those of tones.
    void measure(const StretchBand& band, const Row& row, double factor, double shift, double interval,
                 bool tones);
    void multiply();

    std::vector<Row> rows_;
    PulseAlignment alignment_;
    // Of each node of the row. Turns and angles are in cycles.
    AlignedVector<double> frequency_; // in cycles per sample
    AlignedVector<double> advance_;   // of the middle frequency of a bin, per hop
    AlignedVector<double> turns_;
    AlignedVector<double>
        excess_; // in the frame before: what the frequency is more than that of the bin, per hop
    AlignedVector<double> power_, power_before_;
    AlignedVector<double> later_; // by how many samples its energy moves within the frame
    AlignedVector<double> gain_;
    AlignedVector<double> passage_; // how loud a way over a node is at most
    AlignedVector<double> step_; // by how much a node turns from the one below; also that after the last, 0
    AlignedVector<double> below_, above_, rising_, falling_, keep_rising_, keep_falling_;
};

} // namespace pya::dsp::impl

#endif
