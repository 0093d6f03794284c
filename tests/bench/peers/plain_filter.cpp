// SPDX-License-Identifier: MIT
// Plain loops: rows 11 to 13 of docs/performance.md.
#include "row.hpp"
#include "sections.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace bench {
namespace {

using Eigen::ArrayXf;
using Eigen::ArrayXXf;
using Eigen::Index;

// Transposed direct form II in double, with lanes of channels, all sections sample by sample.
template <int lanes>
ArrayXXf filtered(const std::array<Section, 4>& sections, const ArrayXXf& sig) {
    using Lanes = Eigen::Array<double, lanes, 1>;
    ArrayXXf out(sig.rows(), lanes);
    std::array<std::pair<Lanes, Lanes>, 4> states;
    states.fill({Lanes::Zero(), Lanes::Zero()});
    for (Index i = 0; i < sig.rows(); ++i) {
        Lanes x = sig.row(i).transpose().cast<double>();
        for (std::size_t s = 0; s < 4; ++s) {
            const Section& k = sections[s];
            auto& [first, second] = states[s];
            const Lanes y = k.b0 * x + first;
            first = k.b1 * x - k.a1 * y + second;
            second = k.b2 * x - k.a2 * y;
            x = y;
        }
        out.row(i) = x.transpose().template cast<float>();
    }
    return out;
}

ArrayXXf linear(const ArrayXXf& sig, double step) {
    const Index n = static_cast<Index>(static_cast<double>(sig.rows()) / step), last = sig.rows() - 1;
    ArrayXXf out(n, sig.cols());
    for (Index c = 0; c < sig.cols(); ++c)
        for (Index i = 0; i < n; ++i) {
            const double at = static_cast<double>(i) * step;
            const Index j = std::min(static_cast<Index>(at), last);
            const double x = sig(j, c), next = sig(std::min(j + 1, last), c);
            out(i, c) = static_cast<float>(x + (at - static_cast<double>(j)) * (next - x));
        }
    return out;
}

[[maybe_unused]] const bool rows = [] {
    row("11a@loop", [] { return [a = white(ten_seconds)] { return filtered<1>(band, a); }; });
    row("11c@loop", [] { return [a = ArrayXXf(burst())] { return filtered<1>(band, a); }; });
    row("12@loop", [] { return [a = white(ten_seconds, 8)] { return filtered<8>(elliptic, a); }; });
    row("13/mono@loop", [] { return [a = white(ten_seconds)] { return linear(a, 44100. / 48000); }; });
    row("13/stereo@loop", [] { return [a = white(ten_seconds, 2)] { return linear(a, 44100. / 48000); }; });
    row("13/rate@loop", [] { return [a = white(ten_seconds)] { return linear(a, 1.37); }; });
    return true;
}();

} // namespace
} // namespace bench
