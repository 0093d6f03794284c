// SPDX-License-Identifier: MIT
// Plain loops: rows 11 to 13 of docs/performance.md.
#include "row.hpp"
#include "sections.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace bench {
namespace {

using Eigen::ArrayXf;
using Eigen::ArrayXXf;
using Eigen::Index;

// Transposed direct form II in double, with lanes of channels, all sections sample by sample.
template <int lanes, std::size_t count>
ArrayXXf filtered(const std::array<Section, count>& sections, const ArrayXXf& sig) {
    using Lanes = Eigen::Array<double, lanes, 1>;
    ArrayXXf out(sig.rows(), lanes);
    std::array<std::pair<Lanes, Lanes>, count> states;
    states.fill({Lanes::Zero(), Lanes::Zero()});
    for (Index i = 0; i < sig.rows(); ++i) {
        Lanes x = sig.row(i).transpose().cast<double>();
        for (std::size_t s = 0; s < count; ++s) {
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

// The defining sum in float, for blocks of outputs that stay in registers.
ArrayXf weighted_sum(const std::vector<float>& taps, const ArrayXf& sig) {
    constexpr Index block = 64;
    const auto count = static_cast<Index>(taps.size());
    ArrayXf padded = ArrayXf::Zero(sig.size() + count - 1 + block), out(sig.size() + block);
    padded.segment(count - 1, sig.size()) = sig;
    for (Index i = 0; i < sig.size(); i += block) {
        Eigen::Array<float, block, 1> sums = Eigen::Array<float, block, 1>::Zero();
        for (Index j = 0; j < count; ++j)
            sums += taps[static_cast<std::size_t>(count - 1 - j)] * padded.segment<block>(i + j);
        out.segment<block>(i) = sums;
    }
    return out.head(sig.size());
}

// An ideal low-pass of 3000 Hz under a Hamming window, with a gain of 1 at 0 Hz.
std::vector<float> lowpass(int count) {
    std::vector<double> taps;
    double sum = 0;
    for (int k = 0; k < count; ++k) {
        const double at = std::numbers::pi * (k - (count - 1) / 2.) * 2 * 3000 / sr;
        const double window = 0.54 - 0.46 * std::cos(2 * std::numbers::pi * k / (count - 1));
        taps.push_back((at == 0 ? 1 : std::sin(at) / at) * window);
        sum += taps.back();
    }
    std::vector<float> scaled;
    for (const double tap : taps) scaled.push_back(static_cast<float>(tap / sum));
    return scaled;
}

[[maybe_unused]] const bool rows = [] {
    for (const auto& [name, n] : {std::pair("32a", 101), std::pair("32d", 16), std::pair("32e", 64)})
        row(std::string(name) + "@loop in float", [count = n] {
            return [a = ArrayXf(white(ten_seconds)), taps = lowpass(count)] { return weighted_sum(taps, a); };
        });
    for (const Index n : {64, 256, 1024, 4096})
        row("40e/" + std::to_string(n) + "@loop, design kept", [n] {
            return [a = ArrayXXf(white(2 * n).topRows(n))] {
                ArrayXXf last;
                for (int i = 0; i < 1000; ++i) last = filtered<1>(band, a);
                return last;
            };
        });
    row("41a@loop", [] { return [a = white(ten_seconds)] { return filtered<1>(band, a); }; });
    row("41b@loop", [] { return [a = white(ten_seconds)] { return filtered<1>(one_section, a); }; });
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
