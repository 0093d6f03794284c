// SPDX-License-Identifier: MIT
#include <pya/dsp/level/normalize.hpp>

#include "dsp/shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp {
namespace {

template <class T>
void to_unit(Block<const T> x, Block<T> out) {
    impl::check_shape("normalize", x, out);
    for (Index c = 0; c < x.channels() && x.samples() > 0; ++c) {
        const auto from = x.channel(c);
        const auto to = out.channel(c);
        if (std::any_of(from.begin(), from.end(), [](T v) { return std::isnan(v); })) {
            std::fill(to.begin(), to.end(), std::numeric_limits<T>::quiet_NaN());
            continue;
        }
        const auto [least, most] = std::minmax_element(from.begin(), from.end());
        const T low = *least, high = *most;
        if (low == high)
            std::fill(to.begin(), to.end(), T(0));
        else
            std::transform(from.begin(), from.end(), to.begin(),
                           [=](T v) { return (v - low) / (high - low); });
    }
}

} // namespace

void normalize(Block<const float> x, Block<float> out) { to_unit(x, out); }
void normalize(Block<const double> x, Block<double> out) { to_unit(x, out); }

} // namespace pya::dsp
