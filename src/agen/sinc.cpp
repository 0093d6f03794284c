// SPDX-License-Identifier: MIT
#include <pya/dsp/window/window.hpp>

#include "agen/reader.hpp"

#include <numbers>

namespace pya::gen::impl {

Sinc::Sinc() {
    constexpr int n = crossings * steps;
    const Eigen::ArrayXd window = dsp::get_window({"kaiser", 9.6}, 2 * n + 1, false);
    for (int k = 0; k <= n; ++k) {
        const double x = std::numbers::pi * k / steps;
        values_.push_back(window(n + k) * (k == 0 ? 1 : k % steps == 0 ? 0 : std::sin(x) / x));
    }
    values_.push_back(0);
}

const Sinc& Sinc::table() {
    static const Sinc sinc;
    return sinc;
}

} // namespace pya::gen::impl
