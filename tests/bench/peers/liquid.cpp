// SPDX-License-Identifier: MIT
// liquid-dsp: row 11 of docs/performance.md.
#include "row.hpp"
#include "sections.hpp"

#include <liquid/liquid.h>

#include <array>

namespace bench {
namespace {

Eigen::ArrayXf filtered(Eigen::ArrayXf& sig) {
    std::array<float, 12> b, a;
    for (std::size_t s = 0; s < 4; ++s) {
        const Section& k = band[s];
        const std::array<double, 3> numerator{k.b0, k.b1, k.b2}, denominator{1, k.a1, k.a2};
        for (std::size_t i = 0; i < 3; ++i) {
            b[3 * s + i] = static_cast<float>(numerator[i]);
            a[3 * s + i] = static_cast<float>(denominator[i]);
        }
    }
    Eigen::ArrayXf out(sig.size());
    iirfilt_rrrf filter = iirfilt_rrrf_create_sos(b.data(), a.data(), 4);
    iirfilt_rrrf_execute_block(filter, sig.data(), static_cast<unsigned>(sig.size()), out.data());
    iirfilt_rrrf_destroy(filter);
    return out;
}

[[maybe_unused]] const bool rows = [] {
    row("11a@liquid",
        [] { return [a = Eigen::ArrayXf(white(ten_seconds))]() mutable { return filtered(a); }; });
    row("11c@liquid", [] { return [a = burst()]() mutable { return filtered(a); }; });
    return true;
}();

} // namespace
} // namespace bench
