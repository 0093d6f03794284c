// SPDX-License-Identifier: MIT
// The constant factors of the cepstrum, for the single stages and for the streaming object.
#ifndef PYA_SRC_DSP_CEPSTRAL_CEPSTRUM_HPP
#define PYA_SRC_DSP_CEPSTRAL_CEPSTRUM_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/block.hpp>

#include <limits>
#include <optional>
#include <vector>

namespace pya::dsp::impl {

/// The most mel filters.
inline constexpr Index most_filters = 1 << 16;

/// Rows of the orthonormal DCT-II of n values: ncep x n, column by column.
AlignedVector<double> dct_matrix(Index ncep, Index n);

/// The factors of the lifter for the coefficients 0 ... ncep - 1.
AlignedVector<double> lifter_factors(Index ncep, Index L);

/// The bins at which mel filters begin, peak and end: filter j at j, j + 1 and j + 2. Checks all arguments.
std::vector<Index> mel_corners(double sr, Index nfilters, Index nfft, double lowfreq,
                               std::optional<double> highfreq);

/// The weight of a bin in a filter that begins at corner[0]; 0 outside of it.
double mel_weight(const Index* corner, Index bin);

/// A value of which the logarithm can be taken.
inline double nonzero(double energy) { return energy == 0 ? std::numeric_limits<double>::epsilon() : energy; }

} // namespace pya::dsp::impl

#endif
