// SPDX-License-Identifier: MIT
/// @file
/// What Asig::spectrogram() returns.
#ifndef PYA_ASIG_SPECTROGRAM_HPP
#define PYA_ASIG_SPECTROGRAM_HPP

#include <pya/dsp/spectral/spectrogram.hpp>

#include <Eigen/Core>

namespace pya {

using dsp::SpectrogramOptions;

/// A spectrogram with its axes.
struct Spectrogram {
    Eigen::ArrayXd freqs; ///< frequency of each bin in Hz
    Eigen::ArrayXd times; ///< time of the centre of each segment in seconds
    Eigen::ArrayXXf
        sxx; ///< bins x (segments x channels): segment t of channel c is column c * times.size() + t
};

} // namespace pya

#endif
