// SPDX-License-Identifier: MIT
/// @file
/// How strong a tone must be to sound as loud as others.
#ifndef PYA_DSP_LOUDNESS_EQUAL_LOUDNESS_HPP
#define PYA_DSP_LOUDNESS_EQUAL_LOUDNESS_HPP

#include <pya/error.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

namespace pya::dsp {

/// The sound pressure level in dB of a pure tone of `freq` Hz that sounds as loud as a tone of 1 kHz with a
/// level of `phon` dB: ISO 226:2003, and between its 29 frequencies along straight lines over log(freq). The
/// standard holds for 20 to 90 phon (80 above 4 kHz).
///
///     double gain = dbamp(dsp::equal_loudness(60, 100) - 60);    // 100 Hz as loud as 1 kHz with gain 1
///
/// Throws ArgumentError unless freq is 20 to 12500 Hz and phon 0 to 100; gaps in data, NaN, stay NaN.
PYA_DSP_EXPORT double equal_loudness(double phon, double freq);
/// For each frequency.
template <class Array = Eigen::ArrayXd>
Array equal_loudness(double phon, const Eigen::ArrayXd& freqs) {
    Array levels(freqs.size());
    for (Eigen::Index i = 0; i < levels.size(); ++i) levels[i] = equal_loudness(phon, freqs[i]);
    return levels;
}
/// For each frequency, with a loudness of its own. Throws ArgumentError unless there are as many of both.
template <class Array = Eigen::ArrayXd>
Array equal_loudness(const Eigen::ArrayXd& phon, const Eigen::ArrayXd& freqs) {
    if (phon.size() != freqs.size())
        detail::fail("equal_loudness: there are ", phon.size(), " values of phon for ", freqs.size(),
                     " frequencies");
    Array levels(freqs.size());
    for (Eigen::Index i = 0; i < levels.size(); ++i) levels[i] = equal_loudness(phon[i], freqs[i]);
    return levels;
}

} // namespace pya::dsp

#endif
