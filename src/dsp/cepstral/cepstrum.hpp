// SPDX-License-Identifier: MIT
// The constant factors of the cepstrum, shared by the stages and the streaming object.
#ifndef PYA_SRC_DSP_CEPSTRAL_CEPSTRUM_HPP
#define PYA_SRC_DSP_CEPSTRAL_CEPSTRUM_HPP

#include <Eigen/Core>

#include <limits>

namespace pya::dsp::impl {

/// Rows of the orthonormal DCT-II of n values: ncep x n.
Eigen::MatrixXd dct_matrix(Eigen::Index ncep, Eigen::Index n);

/// Factors of the coefficients 0 ... ncep - 1.
Eigen::ArrayXd lifter_factors(Eigen::Index ncep, Eigen::Index L);

/// What can be taken the logarithm of.
inline double nonzero(double energy) { return energy == 0 ? std::numeric_limits<double>::epsilon() : energy; }

} // namespace pya::dsp::impl

#endif
