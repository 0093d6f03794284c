// SPDX-License-Identifier: MIT
#include <pya/plot/style.hpp>

#include <cmath>

namespace pya {

double PlotFn::operator()(double value) const {
    if (fn_) return fn_(value);
    switch (named_) {
    case db: return std::copysign(20 * std::log10(std::abs(value) * 65536 + 1), value);
    case ampdb: return 20 * std::log10(value);
    case off: break;
    }
    return value;
}

} // namespace pya
