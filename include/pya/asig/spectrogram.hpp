// SPDX-License-Identifier: MIT
/// @file
/// What Asig::spectrogram() returns.
#ifndef PYA_ASIG_SPECTROGRAM_HPP
#define PYA_ASIG_SPECTROGRAM_HPP

#include <pya/dsp/spectral/spectrogram.hpp>
#include <pya/storage/kept.hpp>

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

namespace detail {

/// The same, in memory that the library has allocated.
struct SpectrogramParts {
    storage::Kept<Eigen::ArrayXd> freqs, times;
    storage::Kept<Eigen::ArrayXXf> sxx;
};

} // namespace detail
} // namespace pya

#endif
