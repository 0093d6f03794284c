// SPDX-License-Identifier: MIT
#include <pya/dsp/constant_q/constant_q.hpp>
#include <pya/dsp/constant_q/constant_q_options.hpp>
#include <pya/error.hpp>

#include "reference/constant_q.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
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

TEST_CASE("an octave at half the rate has the bins of the whole rate", "[constant_q]") {
    std::vector<double> x;
    for (Index i = 0; i < 3 * 22050; ++i) x.push_back(std::sin(1e-4 * static_cast<double>(i * (i % 997))));
    // An odd stride can't be halved, and with a sparsity of 0 filters reach to the end of the band.
    const std::vector<double> halved = frame(constant_q(x, rate), 0);
    const double most = halved[static_cast<std::size_t>(largest(halved))];
    for (const ConstantQOptions& options :
         {ConstantQOptions{.stride = 511}, ConstantQOptions{.sparsity = 0}}) {
        const std::vector<double> other = frame(constant_q(x, rate, options), 0);
        for (std::size_t k = 0; k < halved.size(); ++k) {
            CAPTURE(k);
            CHECK(other[k] == Approx(halved[k]).margin(0.02 * most).epsilon(0));
        }
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

TEST_CASE("filters with the bandwidths of the ear have the numbers of their definition", "[constant_q]") {
    const ConstantQ got = constant_q(Block<const double>(reference::vqt_signal), reference::vqt_sr,
                                     {.fmin = reference::vqt_fmin,
                                      .n_bins = reference::vqt_bins,
                                      .stride = reference::vqt_stride,
                                      .gamma = {},
                                      .sparsity = 0});
    REQUIRE(got.bins.size() == reference::vqt.size());
    for (std::size_t i = 0; i < got.bins.size(); ++i) CHECK(std::abs(got.bins[i] - reference::vqt[i]) < 1e-9);
}

TEST_CASE("frames that overlap far have the values of frames that don't, in bounded time", "[constant_q]") {
    // Odd strides, so that no octave is halved.
    std::vector<double> x = tone(80, 6000);
    ConstantQOptions options{.fmin = 55, .n_bins = 15, .stride = 45};
    for (int again = 0; again < 2; ++again) {
        options.stride = 45;
        const ConstantQ few = constant_q(x, rate, options);
        options.stride = 1;
        const ConstantQ many = constant_q(x, rate, options);
        for (Index t = 0; t < few.frames; ++t)
            for (std::size_t k = 0; k < few.freqs.size(); ++k) {
                const std::complex<double> one = few.bins[static_cast<std::size_t>(t) * 15 + k],
                                           other = many.bins[static_cast<std::size_t>(t) * 45 * 15 + k];
                if (std::isnan(one.real()))
                    CHECK((again == 1 && std::isnan(other.real()) && std::isnan(other.imag())));
                else
                    CHECK(std::abs(one - other) < 1e-9);
            }
        x[5000] = std::numeric_limits<double>::infinity();
    }
    // A frame after the other this takes minutes: 200 000 of a million samples each.
    CHECK(constant_q(tone(1, 200'000), rate, {.fmin = 0.5, .n_bins = 1, .stride = 1}).frames == 200'001);
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

TEST_CASE("a NaN reaches as far as the filters, an octave lower twice as far", "[constant_q]") {
    constexpr Index at = 40000;
    std::vector<double> x = tone(440, 4 * 22050);
    x[at] = 0;
    const ConstantQ clean = constant_q(x, rate);
    x[at] = std::numeric_limits<double>::quiet_NaN();
    const ConstantQ cqt = constant_q(x, rate);
    for (Index k = 0; k < 84; ++k) {
        const Index octave = 6 - k / 12;
        // Half of a frame, and the low-pass before each octave.
        const Index reach = (Index{128} << octave) + 182 * ((Index{1} << octave) - 1) + (Index{1} << octave);
        for (Index t = 0; t < cqt.frames; ++t) {
            const std::complex<double> bin = cqt.bins[static_cast<std::size_t>(t * 84 + k)];
            if (std::abs(t * 512 - at) > reach)
                CHECK(std::abs(bin - clean.bins[static_cast<std::size_t>(t * 84 + k)]) < 2e-6);
            else if (t == (at + 256) / 512)
                CHECK(std::isnan(bin.real()));
        }
    }
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
    CHECK_THROWS_WITH(
        constant_q(x, 44100, {.fmin = 0.1, .n_bins = 256, .bins_per_octave = 24, .stride = 441}),
        Catch::Matchers::Contains("samples together"));
    CHECK_THROWS_AS(constant_q(x, 44100, {.bins_per_octave = 1024, .stride = 441}), ArgumentError);
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
