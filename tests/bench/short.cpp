// SPDX-License-Identifier: MIT
// Rows 40 to 42 of docs/performance.md: short signals, short blocks, and any length.
#include "signal.hpp"

#include <pya/dsp/iir.hpp>

#include <algorithm>
#include <array>

namespace bench {
namespace {

using namespace pya;

/// Calls that many times f(a, b) of two signals of n samples.
template <class F>
void calls_row(const std::string& name, Index n, F f) {
    row(name + "/" + std::to_string(n), [n, f] {
        return [f, a = Asig(noise(2 * n)(slice(0, n))), b = Asig(noise(2 * n)(slice(n, 2 * n)))] {
            decltype(f(a, b)) last{};
            for (int i = 0; i < 1000; ++i) last = f(a, b);
            return last;
        };
    });
}

/// The sections one after another, in blocks.
void blocks_row(const std::string& name, int order, Index block) {
    row(name + "/" + std::to_string(block), [=] {
        const std::array<double, 2> cutoffs{300, 3000};
        const dsp::Sos sos = dsp::iirfilter(cutoffs, {.order = order, .fs = sr}).sos();
        return
            [block, a = Eigen::ArrayXXf(noise(ten_seconds).sig()), filter = dsp::SosFilter(sos)]() mutable {
                Eigen::ArrayXXf out(a.rows(), 1);
                filter.reset();
                for (Index at = 0, count = 0; at < a.rows(); at += count) {
                    count = std::min(block, a.rows() - at);
                    filter.process(a.middleRows(at, count), out.middleRows(at, count));
                }
                return out;
            };
    });
}

[[maybe_unused]] const bool rows = [] {
    for (const Index n : {64, 256, 1024, 4096}) {
        calls_row("40a", n, [](const Asig& a, const Asig&) { return a.gain(0.5); });
        calls_row("40b", n, [](const Asig& a, const Asig& b) { return a + b; });
        calls_row("40c", n, [n](const Asig& a, const Asig&) { return a(slice(n / 4, n / 2)); });
        calls_row("40d", n, [](const Asig& a, const Asig&) { return a.rms(); });
        calls_row("40e", n, [](const Asig& a, const Asig&) {
            return a.iirfilter({300, 3000}, {.order = 4, .filter = FilterMethod::sosfilt});
        });
        row("40f/" + std::to_string(n), [n] {
            return [n] {
                Asig last;
                for (int i = 0; i < 1000; ++i) last = Ugen::sine({.freq = 440.3, .n_rows = n});
                return last;
            };
        });
    }
    for (const Index block : {64, 128, 256}) {
        blocks_row("41a", 4, block);
        blocks_row("41b", 1, block);
    }
    for (const auto& [name, n] :
         {std::pair("1e2", 100), std::pair("1e3", 1000), std::pair("1e4", 10000), std::pair("1e5", 100000),
          std::pair("1e6", 1000000), std::pair("1e7", 10000000)})
        row(std::string("42/") + name, [samples = n] {
            return [a = noise(samples), b = noise(samples).gain(0.25)] {
                return (a.gain(0.5) + b)
                    .iirfilter({300, 3000}, {.order = 4, .filter = FilterMethod::sosfilt})
                    .norm();
            };
        });
    return true;
}();

} // namespace
} // namespace bench
