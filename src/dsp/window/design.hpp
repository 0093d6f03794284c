// SPDX-License-Identifier: MIT
// The windows whose samples take more than a formula. m is the symmetric length, at least 2; the parameters
// have been validated.
#ifndef PYA_SRC_DSP_WINDOW_DESIGN_HPP
#define PYA_SRC_DSP_WINDOW_DESIGN_HPP

#include <Eigen/Core>

#include <vector>

namespace pya::dsp::impl {

using Params = std::vector<double>;

/// m samples that read the same from both ends, from a function of the index in the first half.
template <class F>
Eigen::ArrayXd mirrored(Eigen::Index m, F half) {
    Eigen::ArrayXd w(m);
    for (Eigen::Index i = 0; i < (m + 1) / 2; ++i) w[i] = w[m - 1 - i] = half(static_cast<double>(i));
    return w;
}

Eigen::ArrayXd kaiser(Eigen::Index m, const Params& p);
Eigen::ArrayXd kaiser_bessel_derived(Eigen::Index m, const Params& p);
Eigen::ArrayXd chebwin(Eigen::Index m, const Params& p);
Eigen::ArrayXd taylor(Eigen::Index m, const Params& p);
Eigen::ArrayXd dpss(Eigen::Index m, const Params& p);

} // namespace pya::dsp::impl

#endif
