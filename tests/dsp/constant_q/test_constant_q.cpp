// SPDX-License-Identifier: MIT
#include <pya/dsp/constant_q/constant_q.hpp>
#include <pya/dsp/constant_q/constant_q_options.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace pya;
using namespace pya::dsp;

namespace {

constexpr double rate = 22050;

std::vector<double> tone(double hz, Index n = 22050, double amp = 1) {
    std::vector<double> x;
    for (Index i = 0; i < n; ++i)
        x.push_back(amp * std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / rate));
    return x;
}

std::vector<double> frame(const ConstantQ& cqt, Index t) {
    std::vector<double> magnitudes;
    const auto size = std::ssize(cqt.freqs);
    for (Index k = 0; k < size; ++k)
        magnitudes.push_back(std::abs(cqt.bins[static_cast<std::size_t>(t * size + k)]));
    return magnitudes;
}

Index largest(const std::vector<double>& x) { return std::max_element(x.begin(), x.end()) - x.begin(); }

// How long a filter is, by the definition of a constant Q with so many Hz added to the bandwidth.
double filter_length(double hz, double gamma) {
    const double step = std::exp2(2. / 12), alpha = (step - 1) / (step + 1);
    return rate / alpha / (hz + gamma / alpha);
}

} // namespace

TEST_CASE("a tone is in its bin, half its amplitude times the root of the filter's length", "[constant_q]") {
    for (const Index bin : {9, 30, 57, 83}) {
        const double hz = 32.70319566257483 * std::exp2(static_cast<double>(bin) / 12);
        const ConstantQ cqt = constant_q(tone(hz, 4 * 22050, 0.5), rate);
        CHECK(cqt.freqs[static_cast<std::size_t>(bin)] == Approx(hz));
        CHECK(cqt.frames == 4 * 22050 / 512 + 1);
        const std::vector<double> middle = frame(cqt, 86);
        CHECK(largest(middle) == bin);
        CHECK(middle[static_cast<std::size_t>(bin)] ==
              Approx(0.25 * std::sqrt(filter_length(hz, 0))).epsilon(0.01));
    }
}

TEST_CASE("a gamma makes low filters shorter", "[constant_q]") {
    const double step = std::exp2(2. / 12), alpha = (step - 1) / (step + 1);
    const double hz = 32.70319566257483 * 4;
    for (const std::optional<double> gamma : {std::optional<double>(20), std::optional<double>()}) {
        const ConstantQ vqt = constant_q(tone(hz, 2 * 22050), rate, {.gamma = gamma});
        const double length = filter_length(hz, gamma.value_or(alpha * 24.7 / 0.108));
        CHECK(length < filter_length(hz, 0) / 1.5);
        CHECK(frame(vqt, 43)[24] == Approx(0.5 * std::sqrt(length)).epsilon(0.02));
    }
}

TEST_CASE("each channel of a constant-Q transform is its own", "[constant_q]") {
    std::vector<double> both = tone(440, 8000);
    const std::vector<double> other = tone(1000, 8000);
    both.insert(both.end(), other.begin(), other.end());
    const ConstantQ cqt = constant_q(Block<const double>(both.data(), 8000, 2), rate);
    const ConstantQ alone = constant_q(other, rate);
    REQUIRE(cqt.bins.size() == 2 * alone.bins.size());
    CHECK(std::equal(alone.bins.begin(), alone.bins.end(),
                     cqt.bins.begin() + static_cast<std::ptrdiff_t>(alone.bins.size())));
}

TEST_CASE("silent, short and empty signals have defined constant-Q transforms", "[constant_q]") {
    CHECK(constant_q(std::vector<double>(), rate).frames == 0);
    const ConstantQ one = constant_q(std::vector<double>{1}, rate);
    CHECK(one.frames == 1);
    CHECK(std::isfinite(frame(one, 0)[0]));
    for (const double magnitude : frame(constant_q(std::vector<double>(1001), rate), 1))
        CHECK(magnitude == 0);
    CHECK(constant_q(tone(440, 1001), rate, {.stride = 7}).frames == 144);
    CHECK(constant_q(Block<const double>(nullptr, 0, 0), rate).bins.empty());
    CHECK(std::isnan(frame(constant_q(std::vector<double>(2000, NAN), rate), 1)[40]));
}

TEST_CASE("a tuning moves the bins, and is estimated when it is left out", "[constant_q]") {
    const double hz = 440 * std::exp2(0.3 / 12);
    CHECK(constant_q(tone(hz), rate, {.tuning = 0.3}).freqs[45] == Approx(hz));
    CHECK(constant_q(tone(hz), rate, {.tuning = {}}).freqs[45] == Approx(hz).epsilon(0.002));
}

TEST_CASE("chroma of a constant-Q transform has its tone in its class", "[constant_q]") {
    const ConstantQOptions transform{.n_bins = 252, .bins_per_octave = 36};
    const std::vector<double> a = frame(constant_q(tone(440), rate, transform), 20);
    std::vector<double> chroma(12);
    constant_q_chroma({a.data(), 252, 1}, {chroma.data(), 12, 1}, transform);
    CHECK(largest(chroma) == 9);
    CHECK(chroma[9] == 1);
    ConstantQOptions from_a = transform;
    from_a.fmin = 55;
    from_a.n_bins = 180;
    const std::vector<double> b = frame(constant_q(tone(440), rate, from_a), 20);
    constant_q_chroma({b.data(), 180, 1}, {chroma.data(), 12, 1}, from_a, {.threshold = 10, .norm = {}});
    CHECK(largest(chroma) == 9);
    CHECK(chroma[3] == 0);
    CHECK_THROWS_AS(constant_q_chroma({a.data(), 252, 1}, {chroma.data(), 12, 1}, from_a), ArgumentError);
    CHECK_THROWS_AS(constant_q_chroma({a.data(), 252, 1}, {chroma.data(), 11, 1}, transform), ArgumentError);
    CHECK_THROWS_AS(constant_q_chroma({a.data(), 252, 1}, {chroma.data(), 7, 1}, transform, {.n_chroma = 7}),
                    ArgumentError);
}

TEST_CASE("a constant-Q transform refuses options that it can't have", "[constant_q]") {
    const std::vector<double> x = tone(440, 1000);
    CHECK_THROWS_AS(constant_q(x, 0), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, 8000), ArgumentError); // the highest bins are above 4 kHz
    CHECK_THROWS_AS(constant_q(x, rate, {.fmin = 0}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.fmin = NAN}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.fmin = 1e-9}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.n_bins = 0}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.bins_per_octave = 0}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.stride = 0}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.tuning = INFINITY}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.filter_scale = 0}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.gamma = -1}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.norm = 0}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.sparsity = 1}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.window = Window(std::vector<double>{1, 2})}), ArgumentError);
    CHECK_THROWS_AS(constant_q(x, rate, {.boundary = Boundary::off}), ArgumentError);
}
