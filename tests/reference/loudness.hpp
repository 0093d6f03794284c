// SPDX-License-Identifier: MIT
// Written by loudness.py.
#ifndef PYA_TESTS_REFERENCE_LOUDNESS_HPP
#define PYA_TESTS_REFERENCE_LOUDNESS_HPP

#include <vector>

namespace reference::loudness {

struct Measured {
    double sr, seconds;
    int channels;
    double integrated, range, momentary, short_term;
};

inline const std::vector<Measured> programmes = {
    {8000, 21, 1, -15.6857126, 6.77995272, -13.567516, -16.8026808},
    {11025, 21, 2, -12.3332797, 6.60510002, -10.2082002, -13.4008498},
    {44100, 12, 2, -11.6574434, 5.87733465, -10.0900841, -12.6524586},
    {48000, 12, 6, -6.99846516, 5.88399924, -5.39996208, -7.98540349},
    {48017, 12, 2, -11.6666214, 5.89314795, -10.0701385, -12.6366636},
    {96000, 7, 1, -14.7293745, 8.52275806, -11.5441399, -16.9988596},
};

} // namespace reference::loudness

#endif
