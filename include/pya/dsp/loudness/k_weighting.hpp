// SPDX-License-Identifier: MIT
/// @file
/// The state of the K filter of a LoudnessMeter.
#ifndef PYA_DSP_LOUDNESS_K_WEIGHTING_HPP
#define PYA_DSP_LOUDNESS_K_WEIGHTING_HPP

namespace pya::dsp::impl {

/// The K filter of ITU-R BS.1770 at one rate: a shelf of 4 dB above 1.7 kHz, then a high-pass at 38 Hz, whose
/// numerator is 1, -2, 1.
struct KWeighting {
    double shelf_b[3], shelf_a[2], pass_a[2];
};

/// The state of the filter for two channels side by side, and the sum of its squared output.
struct KState {
    double x1[2] = {}, x2[2] = {}; // before the shelf
    double y1[2] = {}, y2[2] = {}; // after the shelf
    double d1[2] = {};             // its last difference
    double z1[2] = {}, z2[2] = {}; // after the high-pass
    double energy[2] = {};         // since the last step
};

} // namespace pya::dsp::impl

#endif
