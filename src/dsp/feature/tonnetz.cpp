// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/tonnetz.hpp>

#include <pya/error.hpp>

#include "dsp/feature/norm.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace pya::dsp {

void tonnetz(Block<const double> chroma, Block<double> out) {
    const Index n = chroma.samples();
    if (n < 1) detail::fail("tonnetz: chroma has no classes; there must be at least one");
    if (out.samples() != 6 || out.channels() != chroma.channels())
        detail::fail("tonnetz: out is ", out.samples(), " x ", out.channels(), "; it must be 6 x ",
                     chroma.channels());
    // Half turns from class to class around the circles of fifths, minor and major thirds.
    constexpr std::array<double, 3> turns{7. / 6, 3. / 2, 2. / 3}, radius{1, 1, 0.5};
    std::vector<double> basis(static_cast<std::size_t>(6 * n)), share(static_cast<std::size_t>(n));
    for (std::size_t d = 0; d < 6; ++d)
        for (Index c = 0; c < n; ++c) {
            const double at = 12 * static_cast<double>(c) / static_cast<double>(n);
            const double angle = std::numbers::pi * (turns[d / 2] * at - (d % 2 == 0 ? 0.5 : 0));
            basis[d * share.size() + static_cast<std::size_t>(c)] = radius[d / 2] * std::cos(angle);
        }
    for (Index t = 0; t < chroma.channels(); ++t) {
        const auto frame = chroma.channel(t);
        share.assign(frame.begin(), frame.end());
        impl::scale_to_norm(share.data(), n, 1, 1.);
        for (std::size_t d = 0; d < 6; ++d) {
            double sum = 0;
            for (std::size_t c = 0; c < share.size(); ++c) sum += basis[d * share.size() + c] * share[c];
            out(static_cast<Index>(d), t) = sum;
        }
    }
}

} // namespace pya::dsp
