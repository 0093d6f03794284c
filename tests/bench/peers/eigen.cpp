// SPDX-License-Identifier: MIT
// Eigen alone: rows 01 to 05, 08 and 24 of docs/performance.md.
#include "row.hpp"

#include <cmath>
#include <cstring>
#include <numbers>
#include <vector>

namespace bench {
namespace {

using Eigen::ArrayXf;
using Eigen::ArrayXXf;
using Eigen::Index;

constexpr Index fade = sr / 10;

const ArrayXf& ramp() {
    static const ArrayXf values = ArrayXf::LinSpaced(fade, 0, 1);
    return values;
}

// Every step makes an array of its own.
void eager_row(const std::string& name, Index n) {
    row(name, [n] {
        return [a = white(n, 2), b = ArrayXXf(white(n, 2) * 0.25f)] {
            const ArrayXXf quiet = a * 0.5f;
            const ArrayXXf sum = quiet + b;
            ArrayXXf in = sum;
            in.topRows(fade).colwise() *= ramp();
            ArrayXXf out = in;
            out.bottomRows(fade).colwise() *= ramp().reverse();
            return out;
        };
    });
}

void fuse(ArrayXXf& out, const ArrayXXf& a, const ArrayXXf& b) {
    out = a * 0.5f + b;
    out.topRows(fade).colwise() *= ramp();
    out.bottomRows(fade).colwise() *= ramp().reverse();
}

void fused_row(const std::string& name, Index n) {
    row(name, [n] {
        return [n, a = white(n, 2), b = ArrayXXf(white(n, 2) * 0.25f)] {
            ArrayXXf out(n, 2);
            fuse(out, a, b);
            return out;
        };
    });
}

// Into an array that exists already.
void reusing_row(const std::string& name, Index n) {
    row(name, [n] {
        return [a = white(n, 2), b = ArrayXXf(white(n, 2) * 0.25f), out = ArrayXXf(n, 2)]() mutable {
            fuse(out, a, b);
            benchmark::ClobberMemory();
            return out(0, 0);
        };
    });
}

ArrayXf hann(Index n) {
    return 0.5f - 0.5f * (ArrayXf::LinSpaced(n, 0, static_cast<float>(n - 1)) *
                          (2 * std::numbers::pi_v<float> / static_cast<float>(n)))
                             .cos();
}

void grains_row(const std::string& name, bool cached) {
    row(name, [=] {
        return [=, a = ArrayXf(white(ten_seconds)), window = hann(4410)] {
            ArrayXf last;
            for (Index i = 0; i < 1000; ++i) last = a.segment(i * 436, 4410) * (cached ? window : hann(4410));
            return last;
        };
    });
}

// A thousand calls of f(a, b) for arrays of n samples.
template <class F>
void calls_row(const std::string& name, Index n, F f) {
    row(name + "/" + std::to_string(n) + "@Eigen", [n, f] {
        return [f, a = ArrayXf(white(2 * n).col(0).head(n)), b = ArrayXf(white(2 * n).col(0).tail(n))] {
            decltype(f(a, b)) last{};
            for (int i = 0; i < 1000; ++i) {
                last = f(a, b);
                benchmark::DoNotOptimize(last);
            }
            return last;
        };
    });
}

[[maybe_unused]] const bool rows = [] {
    for (const Index n : {64, 256, 1024, 4096}) {
        calls_row("40a", n, [](const ArrayXf& a, const ArrayXf&) { return ArrayXf(a * 0.5f); });
        calls_row("40b", n, [](const ArrayXf& a, const ArrayXf& b) { return ArrayXf(a + b); });
        calls_row("40c", n,
                  [n](const ArrayXf& a, const ArrayXf&) { return ArrayXf(a.segment(n / 4, n / 4)); });
        calls_row("40d", n, [n](const ArrayXf& a, const ArrayXf&) {
            return std::sqrt(static_cast<double>(a.square().sum() / static_cast<float>(n)));
        });
    }
    eager_row("01a@Eigen, eager", ten_seconds);
    eager_row("01b@Eigen, eager", ten_minutes);
    fused_row("01a@Eigen, one expression", ten_seconds);
    fused_row("01b@Eigen, one expression", ten_minutes);
    reusing_row("01a@Eigen, the same into memory that is there", ten_seconds);
    reusing_row("01b@Eigen, the same into memory that is there", ten_minutes);
    for (const auto& [name, n] :
         {std::pair("/10s@Eigen", ten_seconds), std::pair("/10min@Eigen", ten_minutes)}) {
        row(std::string("02") + name, [n] {
            return [a = white(n, 2)] {
                return ArrayXXf(a.rowwise() * a.abs().colwise().maxCoeff().inverse().eval());
            };
        });
        row(std::string("03") + name, [n] {
            return [n, a = white(n, 2)] {
                return Eigen::ArrayXd(
                    (a.square().colwise().sum() / static_cast<float>(n)).sqrt().cast<double>());
            };
        });
    }
    for (const std::string name : {"04/view", "04/copy"}) {
        row(name + "@Eigen, new array",
            [] { return [a = white(ten_minutes, 2)] { return ArrayXXf(a.middleRows(60 * sr, 480 * sr)); }; });
        row(name + "@memcpy, warm", [] {
            return [a = white(ten_minutes, 2), out = ArrayXXf(480 * sr, 2)]() mutable {
                for (Index c = 0; c < 2; ++c)
                    std::memcpy(out.col(c).data(), a.col(c).data() + 60 * sr, sizeof(float) * 480 * sr);
                benchmark::ClobberMemory();
                return out(0, 0);
            };
        });
    }
    row("04/reversed@Eigen",
        [] { return [a = white(ten_seconds, 2)] { return ArrayXXf(a.colwise().reverse()); }; });
    row("05/stereo@Eigen, product", [] {
        Eigen::MatrixXf weights(8, 2);
        weights.col(0).setLinSpaced(0.1f, 0.8f);
        weights.col(1) = weights.col(0).reverse();
        return [a = Eigen::MatrixXf(white(ten_seconds, 8)), weights] { return Eigen::MatrixXf(a * weights); };
    });
    row("05/mono@Eigen, product", [] {
        const Eigen::VectorXf weights = Eigen::VectorXf::Constant(8, 0.125f);
        return [a = Eigen::MatrixXf(white(ten_seconds, 8)), weights] { return Eigen::VectorXf(a * weights); };
    });
    row("05/pan2@Eigen", [] {
        return [a = ArrayXf(white(ten_seconds))] {
            const float angle = (0.3f + 1) * std::numbers::pi_v<float> / 4;
            ArrayXXf out(a.size(), 2);
            out.col(0) = a * std::cos(angle);
            out.col(1) = a * std::sin(angle);
            return out;
        };
    });
    grains_row("08@Eigen, window kept", true);
    grains_row("08@Eigen, window made anew", false);
    row("24/array@Eigen", [] { return [a = ArrayXf(white(ten_seconds))] { return ArrayXf(a.tanh()); }; });
    row("24/kernel@Eigen", [] { return [a = ArrayXf(white(ten_seconds))] { return ArrayXf(a.tanh()); }; });
    row("24/scalar@libm", [] {
        return [a = ArrayXf(white(ten_seconds))] {
            return ArrayXf(a.unaryExpr([](float x) { return std::tanh(x); }));
        };
    });
    return true;
}();

} // namespace
} // namespace bench
