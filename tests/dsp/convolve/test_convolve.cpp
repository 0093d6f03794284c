// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/run_whole.hpp>

#include "reference/fourier.hpp"
#include "support/catch.hpp"

#include <limits>
#include <pya/error.hpp>
#include <utility>
#include <vector>

using pya::ArgumentError;
using pya::dsp::ConvMethod;
using pya::dsp::ConvMode;
using pya::dsp::convolve;
using pya::dsp::Convolver;
using pya::dsp::Index;

static_assert(pya::dsp::Processor<Convolver<float>, float>);
static_assert(pya::dsp::Processor<Convolver<double>, double>);

namespace {

/// Noise with that many taps.
Eigen::ArrayXXf taps_of_noise(Index taps) { return Eigen::ArrayXXf::Random(taps, 1); }

Eigen::ArrayXXd column(const std::vector<double>& values) {
    return Eigen::Map<const Eigen::ArrayXd>(values.data(), Index(values.size()));
}

void check_close(const Eigen::ArrayXXd& got, const std::vector<double>& expected) {
    REQUIRE(got.rows() == Index(expected.size()));
    CHECK((got.col(0) - column(expected).col(0)).abs().maxCoeff() < 1e-13);
}

/// The output of `convolver` for x, which is cut into pieces of the given lengths, again and again.
Eigen::ArrayXXf stream(Convolver<float> convolver, const Eigen::ArrayXXf& x,
                       const std::vector<Index>& pieces) {
    Eigen::ArrayXXf y(x.rows(), x.cols());
    std::size_t piece = 0;
    for (Index at = 0, count = 0; at < x.rows(); at += count) {
        count = std::min(pieces[piece++ % pieces.size()], x.rows() - at);
        convolver.process(x.middleRows(at, count), y.middleRows(at, count));
    }
    return y;
}

} // namespace

TEST_CASE("all modes and methods give what scipy gives") {
    const ConvMethod method = GENERATE(ConvMethod::automatic, ConvMethod::fft, ConvMethod::direct);
    const Eigen::ArrayXXd x = column(reference::long_input), h = column(reference::short_input);
    check_close(convolve(x, h, ConvMode::full, method), reference::long_short_full);
    check_close(convolve(x, h, ConvMode::same, method), reference::long_short_same);
    check_close(convolve(x, h, ConvMode::valid, method), reference::long_short_valid);
    check_close(convolve(h, x, ConvMode::full, method), reference::short_long_full);
    check_close(convolve(h, x, ConvMode::same, method), reference::short_long_same);
    check_close(convolve(h, x, ConvMode::valid, method), reference::short_long_valid);
}

TEST_CASE("transforms and the sum agree for all proportions of the lengths") {
    const Index n = GENERATE(1, 2, 63, 64, 700, 5000);
    const Index m = GENERATE(1, 3, 64, 129, 1300, 5000);
    const ConvMode mode = GENERATE(ConvMode::full, ConvMode::same, ConvMode::valid);
    CAPTURE(n, m);
    const Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(n, 2), h = Eigen::ArrayXXd::Random(m, 2);
    const Eigen::ArrayXXd sum = convolve(x, h, mode, ConvMethod::direct);
    const Eigen::ArrayXXd fast = convolve(x, h, mode, ConvMethod::fft);
    REQUIRE(fast.rows() == sum.rows());
    CHECK((fast - sum).abs().maxCoeff() < 1e-12);
    const Eigen::ArrayXXf single = convolve(x.cast<float>(), h.cast<float>(), mode, ConvMethod::fft);
    CHECK((single.cast<double>() - sum).abs().maxCoeff() < 1e-4);
}

TEST_CASE("one impulse response serves all channels") {
    const ConvMethod method = GENERATE(ConvMethod::fft, ConvMethod::direct);
    const Index taps = GENERATE(40, 400);
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(200, 3), h = Eigen::ArrayXXf::Random(taps, 1);
    const Eigen::ArrayXXf y = convolve(x, h, ConvMode::full, method);
    for (Index c = 0; c < 3; ++c)
        CHECK((convolve(x.col(c), h, ConvMode::full, method).col(0) == y.col(c)).all());
}

TEST_CASE("an impulse gives back the impulse response") {
    const Eigen::ArrayXXf h = Eigen::ArrayXXf::Random(3000, 1);
    Eigen::ArrayXXf x = Eigen::ArrayXXf::Zero(9000, 1);
    x(1234, 0) = 1;
    CHECK((convolve(x, h, ConvMode::full, ConvMethod::direct).middleRows(1234, 3000) == h).all());
    CHECK((convolve(x, h, ConvMode::full, ConvMethod::fft).middleRows(1234, 3000) - h).abs().maxCoeff() <
          1e-6f);
}

TEST_CASE("silence stays silence to the last bit") {
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(500, 1);
    CHECK((convolve(x, Eigen::ArrayXXf::Zero(100, 1), ConvMode::full, ConvMethod::fft) == 0).all());
    CHECK((convolve(x, Eigen::ArrayXXf::Zero(100, 1), ConvMode::full, ConvMethod::direct) == 0).all());
}

TEST_CASE("the sum keeps a NaN to the samples that depend on it") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(900, 1);
    x(100, 0) = std::numeric_limits<double>::quiet_NaN();
    const Eigen::ArrayXXd y = convolve(x, Eigen::ArrayXXd::Random(30, 1), ConvMode::full, ConvMethod::direct);
    CHECK(y.middleRows(100, 30).isNaN().all());
    CHECK(y.isNaN().count() == 30);
}

TEST_CASE("empty input and numbers of channels that do not match are refused") {
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(10, 2), none(0, 2);
    CHECK_THROWS_AS(convolve(none, x), ArgumentError);
    CHECK_THROWS_AS(convolve(x, none), ArgumentError);
    CHECK_THROWS_AS(convolve(x, Eigen::ArrayXXf::Random(3, 3)), ArgumentError);
    CHECK_THROWS_AS(convolve(x.leftCols(1), x), ArgumentError);
}

TEST_CASE("a stream is the convolution one block late") {
    const Index taps = GENERATE(1, 64, 65, 1000);
    const Index block = GENERATE(1, 50, 64);
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(2000, 2), h = Eigen::ArrayXXf::Random(taps, 2);
    Convolver<float> convolver(h, 2, {.block = block});
    CHECK(convolver.latency() == block);
    CHECK(convolver.tail() == taps - 1);
    CHECK((stream(convolver, x, {2000}).topRows(block) == 0).all());
    const Eigen::ArrayXXf expected = convolve(x, h, ConvMode::full, ConvMethod::direct);
    Eigen::ArrayXXf y(2000 + convolver.tail(), 2);
    pya::dsp::run_whole<float>(convolver, x, y);
    CHECK((y - expected).abs().maxCoeff() < 5e-5f);
}

TEST_CASE("a stream has the same bits for every way to cut it") {
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(3000, 2), h = Eigen::ArrayXXf::Random(700, 1);
    const Convolver<float> convolver(h, 2, {.block = 128});
    const Eigen::ArrayXXf whole = stream(convolver, x, {3000});
    CHECK((stream(convolver, x, {1}) == whole).all());
    CHECK((stream(convolver, x, {128}) == whole).all());
    CHECK((stream(convolver, x, {17, 300, 1, 127, 0, 64}) == whole).all());
}

TEST_CASE("the later part of a long response joins the earlier one without a seam") {
    const Index channels = GENERATE(1, 3);
    const Index responses = GENERATE(1, 3);
    const Index taps = GENERATE(1500, 9001, 40000);
    const Index block = GENERATE(16, 50);
    if (responses > channels) return;
    CAPTURE(channels, responses, taps, block);
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Zero(30000, channels);
    x.topRows(20000) = Eigen::ArrayXXd::Random(20000, channels);
    const Eigen::ArrayXXd h = Eigen::ArrayXXd::Random(taps, responses);
    Convolver<double> convolver(h, channels, {.block = block});
    Eigen::ArrayXXd y(x.rows() + convolver.tail(), channels);
    pya::dsp::run_whole<double>(convolver, x, y);
    CHECK((y - convolve(x, h)).abs().maxCoeff() < 1e-10);
}

TEST_CASE("a stream with a long response has the same bits for every way to cut it, and a copy goes on") {
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(20000, 2), h = Eigen::ArrayXXf::Random(30000, 2);
    const Convolver<float> convolver(h, 2, {.block = 32});
    const Eigen::ArrayXXf whole = stream(convolver, x, {20000});
    CHECK((stream(convolver, x, {1}) == whole).all());
    CHECK((stream(convolver, x, {32}) == whole).all());
    CHECK((stream(convolver, x, {17, 300, 1, 127, 0, 64, 5000}) == whole).all());
    Convolver<float> first = convolver;
    Eigen::ArrayXXf y(7777, 2);
    first.process(x.topRows(7777), y);
    CHECK((stream(first, x.bottomRows(20000 - 7777), {1000}) == whole.bottomRows(20000 - 7777)).all());
    first.reset();
    CHECK((stream(first, x, {20000}) == whole).all());
}

TEST_CASE("what is left of a stream with a long response takes no channels and no harm") {
    Convolver<float> convolver(taps_of_noise(30000), 2, {.block = 16});
    const Convolver<float> other = std::move(convolver);
    Eigen::ArrayXXf none(9000, 0);
    convolver.process(none, none);
    CHECK(other.channels() == 2);
}

TEST_CASE("a NaN leaves a stream with a long response") {
    Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(40000, 1);
    x(100, 0) = std::numeric_limits<float>::quiet_NaN();
    const Convolver<float> convolver(taps_of_noise(20000), 1, {.block = 64});
    const Eigen::ArrayXXf y = stream(convolver, x, {40000});
    CHECK(y.isNaN().any());
    CHECK_FALSE(y.bottomRows(10000).isNaN().any());
}

TEST_CASE("a stream may be processed in place") {
    const Eigen::ArrayXXf h = Eigen::ArrayXXf::Random(300, 1);
    Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(1000, 1);
    Convolver<float> convolver(h, 1, {.block = 64});
    const Eigen::ArrayXXf expected = stream(convolver, x, {1000});
    convolver.process(x, x);
    CHECK((x == expected).all());
}

TEST_CASE("reset brings a stream back to silence") {
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(500, 1);
    Convolver<float> convolver(taps_of_noise(300), 1, {.block = 64});
    const Eigen::ArrayXXf first = stream(convolver, x, {500});
    Eigen::ArrayXXf again(500, 1);
    convolver.process(x, again);
    convolver.reset();
    convolver.process(x, again);
    CHECK((again == first).all());
}

TEST_CASE("a NaN leaves a stream with the impulse response") {
    Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(2000, 1);
    x(100, 0) = std::numeric_limits<float>::quiet_NaN();
    const Convolver<float> convolver(taps_of_noise(300), 1, {.block = 64});
    const Eigen::ArrayXXf y = stream(convolver, x, {2000});
    CHECK(y.isNaN().any());
    CHECK_FALSE(y.bottomRows(1300).isNaN().any());
}

TEST_CASE("a stream refuses wrong arguments") {
    const Eigen::ArrayXXf h = Eigen::ArrayXXf::Random(10, 2);
    CHECK_THROWS_AS(Convolver<float>(h, 2, {.block = 0}), ArgumentError);
    CHECK_THROWS_AS(Convolver<float>(h, 3), ArgumentError);
    CHECK_THROWS_AS(Convolver<float>(h.leftCols(1), 0), ArgumentError);
    CHECK_THROWS_AS(Convolver<float>(h.topRows(0), 2), ArgumentError);
    Convolver<float> convolver(h, 2);
    Eigen::ArrayXXf in(5, 2), out(4, 2), mono(5, 1);
    CHECK_THROWS_AS(convolver.process(in, out), ArgumentError);
    CHECK_THROWS_AS(convolver.process(mono, mono), ArgumentError);
}
