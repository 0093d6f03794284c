// SPDX-License-Identifier: MIT
/// @file
/// Per-channel energy normalisation of spectra, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_PCEN_HPP
#define PYA_DSP_FEATURE_PCEN_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <optional>
#include <vector>

namespace pya::dsp {

/// Parameters of Pcen. Defaults are librosa's.
struct PcenOptions {
    double gain = 0.98;           ///< of the automatic gain control, 0 or more
    double bias = 2;              ///< added before and taken off after the compression, 0 or more
    double power = 0.5;           ///< of the compression, 0 or more; 0 is a logarithm
    double time_constant = 0.4;   ///< of the smoothed energy, in seconds, above 0
    double eps = 1e-6;            ///< least energy, above 0
    std::optional<double> b = {}; ///< coefficient of the smoothing, 0 to 1, in place of time_constant
    Index max_size = 1;           ///< neighbouring bands whose largest energy is smoothed
};

/// Compresses the bands of spectra after an automatic gain control that follows the smoothed energy of each
/// (Y. Wang et al. 2017, "Trainable frontend for robust and far-field keyword spotting"). Frames are the
/// channels of the blocks, and follow on one another from call to call.
///
///     Pcen pcen(22050, 512, 128);
///     pcen.process(mel, out); // blocks of 128 x frames, any number of frames at a time
class PYA_DSP_EXPORT Pcen {
public:
    /// Of `bands` bands at the rate sr, with frames every `stride` samples. Throws ArgumentError for an
    /// argument or option out of its range.
    Pcen(double sr, Index stride, Index bands, const PcenOptions& options = {});

    /// The next frames, magnitudes or powers, 0 or more. `out` may be the same memory. Never allocates.
    /// Throws ArgumentError for blocks that aren't both bands x as many frames.
    void process(Block<const double> frames, Block<double> out);

    /// Forgets the frames so far.
    void reset() { started_ = false; }

    static constexpr Index latency() { return 0; } ///< a frame depends on no later one
    static constexpr Index tail() { return 0; }    ///< as many frames come out as went in

private:
    PcenOptions options_;
    double b_;
    bool started_ = false;
    std::vector<double> largest_, smooth_, gain_; // of each band
};

} // namespace pya::dsp

#endif
