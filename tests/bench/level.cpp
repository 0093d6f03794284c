// SPDX-License-Identifier: MIT
// Rows 01 to 05 of docs/performance.md: level, slices, channels.
#include "signal.hpp"

#include <pya/dsp/function.hpp>

#include <cmath>

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    for (const auto& [name, samples] : {std::pair("01a", ten_seconds), std::pair("01b", ten_minutes)}) {
        const Index n = samples;
        row(std::string(name) + "/chain", [n] {
            return [a = noise(n, 2), b = noise(n, 2).gain(0.25)] {
                return (a.gain(0.5) + b).fade_in(0.1).fade_out(0.1);
            };
        });
        row(std::string(name) + "/fused", [n] {
            return [a = noise(n, 2), b = noise(n, 2).gain(0.25)] {
                return Asig(a.sig() * 0.5f + b.sig()).fade_in(0.1).fade_out(0.1);
            };
        });
        row(std::string(name) + "/names", [n] {
            return [a = noise(n, 2), b = noise(n, 2).gain(0.25)] {
                const Asig quiet = a.gain(0.5);
                const Asig sum = quiet + b;
                const Asig in = sum.fade_in(0.1);
                return in.fade_out(0.1);
            };
        });
    }
    for (const auto& [name, samples] : {std::pair("/10s", ten_seconds), std::pair("/10min", ten_minutes)}) {
        const Index n = samples;
        row(std::string("02") + name, [n] { return [a = noise(n, 2)] { return a.norm(); }; });
        row(std::string("03") + name, [n] { return [a = noise(n, 2)] { return a.rms(); }; });
    }

    row("04/view", [] { return [a = noise(ten_minutes, 2)] { return a(slice(60_s, 540_s)); }; });
    row("04/copy", [] {
        return [a = noise(ten_minutes, 2)] {
            Asig part = a(slice(60_s, 540_s));
            part.write();
            return part;
        };
    });
    row("04/reversed", [] { return [a = noise(ten_seconds, 2)] { return a(slice(none, none, -1)); }; });

    row("05/stereo", [] {
        return
            [a = noise(ten_seconds, 8), left = std::vector<double>{.1, .2, .3, .4, .5, .6, .7, .8},
             right = std::vector<double>{.8, .7, .6, .5, .4, .3, .2, .1}] { return a.stereo(left, right); };
    });
    row("05/mono", [] { return [a = noise(ten_seconds, 8)] { return a.mono(); }; });
    row("05/pan2", [] { return [a = noise(ten_seconds)] { return a.pan2(0.3); }; });

    row("24/array", [] {
        return [a = noise(ten_seconds)] { return a.apply([](const ConstSigMap& x) { return x.tanh(); }); };
    });
    row("24/kernel", [] { return [a = noise(ten_seconds)] { return a.apply(dsp::tanh); }; });
    row("24/scalar",
        [] { return [a = noise(ten_seconds)] { return a.apply([](float x) { return std::tanh(x); }); }; });
    return true;
}();

} // namespace
} // namespace bench
