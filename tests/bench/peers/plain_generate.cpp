// SPDX-License-Identifier: MIT
// Plain loops and the standard library: rows 09, 10 and 36 of docs/performance.md.
#include "row.hpp"

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace bench {
namespace {

using Samples = std::vector<float>;

constexpr double freq = 440.3;

template <class F>
void generator_row(const std::string& name, F wave, double start = 0) {
    row(name, [=] {
        return [=] {
            Samples out(ten_seconds);
            double phase = start;
            for (float& x : out) {
                x = static_cast<float>(wave(phase));
                phase += freq / sr;
                if (phase >= 1) phase -= 1;
            }
            return out;
        };
    });
}

// Paul Kellet's filter.
Samples pink() {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> uniform(-1, 1);
    double b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0;
    Samples out(ten_seconds);
    for (float& x : out) {
        const double w = uniform(random);
        b0 = 0.99886 * b0 + w * 0.0555179;
        b1 = 0.99332 * b1 + w * 0.0750759;
        b2 = 0.96900 * b2 + w * 0.1538520;
        b3 = 0.86650 * b3 + w * 0.3104856;
        b4 = 0.55000 * b4 + w * 0.5329522;
        b5 = -0.7616 * b5 - w * 0.0168980;
        x = static_cast<float>(b0 + b1 + b2 + b3 + b4 + b5 + b6 + w * 0.5362);
        b6 = w * 0.115926;
    }
    return out;
}

// Straight lines between the breakpoints.
void envelope_row(const std::string& name, std::vector<double> times, std::vector<double> amps) {
    row(name, [=] {
        return [=, a = white(ten_seconds)] {
            Samples out(ten_seconds);
            for (std::size_t k = 0; k + 1 < times.size(); ++k) {
                const auto begin = static_cast<Eigen::Index>(std::lround(times[k] * sr));
                const auto end = static_cast<Eigen::Index>(std::lround(times[k + 1] * sr));
                const auto start = static_cast<float>(amps[k]);
                const float slope =
                    static_cast<float>(amps[k + 1] - amps[k]) / static_cast<float>(end - begin);
                for (Eigen::Index i = begin; i < end; ++i)
                    out[static_cast<std::size_t>(i)] = a(i) * (start + slope * static_cast<float>(i - begin));
            }
            return out;
        };
    });
}

[[maybe_unused]] const bool rows = [] {
    generator_row("09a@libm", [](double phase) { return std::sin(2 * std::numbers::pi * phase); });
    generator_row(
        "09b/square@loop", [](double phase) { return phase < 0.5 ? 1 : -1; }, 0.5 * freq / sr);
    generator_row("09b/saw@loop", [](double phase) { return 2 * phase - 1; });
    row("09c@std::mt19937", [] {
        return [] {
            std::mt19937 random(7);
            std::uniform_real_distribution<float> uniform(-1, 1);
            Samples out(ten_seconds);
            for (float& x : out) x = uniform(random);
            return out;
        };
    });
    row("09d@loop", [] { return [] { return pink(); }; });
    row("36a@loop", [] {
        return [] {
            Samples out(sr);
            for (int k = 0; k < 1000; ++k)
                for (Eigen::Index i = 0; i < sr; ++i)
                    out[static_cast<std::size_t>(i)] +=
                        static_cast<float>(0.001 * std::sin(2 * std::numbers::pi * (100 + 3.7 * k) *
                                                            static_cast<double>(i) / sr));
            return out;
        };
    });
    row("36e@loop", [] {
        return [] {
            Samples out(sr);
            for (int k = 0; k < 1000; ++k) {
                double phase = 0;
                for (Eigen::Index i = 0; i < sr; ++i) {
                    const double t = static_cast<double>(i) / sr;
                    out[static_cast<std::size_t>(i)] +=
                        static_cast<float>(0.001 * std::sin(2 * std::numbers::pi * phase));
                    phase += (100 + 3.7 * k +
                              30 * std::sin(2 * std::numbers::pi * std::fmod((1 + 0.01 * k) * t, 1))) /
                             sr;
                }
            }
            return out;
        };
    });
    row("36b@loop", [] {
        return [] {
            Samples out(ten_seconds);
            double phase = 0;
            for (Eigen::Index i = 0; i < ten_seconds; ++i) {
                const double t = static_cast<double>(i) / sr;
                out[static_cast<std::size_t>(i)] =
                    static_cast<float>(std::sin(2 * std::numbers::pi * phase) * (1 - t / 10));
                phase += (400 + 30 * std::sin(2 * std::numbers::pi * 5 * t)) / sr;
            }
            return out;
        };
    });
    envelope_row("10/envelope@loop", {0, 0.05, 3, 10}, {0, 1, 0.5, 0});
    envelope_row("10/adsr@loop", {0, 0.01, 0.11, 9.8, 10}, {0, 1, 0.7, 0.7, 0});
    return true;
}();

} // namespace
} // namespace bench
