// SPDX-License-Identifier: MIT
#include <pya/dsp/source/oscillator.hpp>

#include <pya/error.hpp>

#include "reference/generators.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya::dsp;

static_assert(Source<Sine, float> && Source<Sine, double>);
static_assert(Source<Cosine, float> && Source<Cosine, double>);
static_assert(Source<Square, float> && Source<Square, double>);
static_assert(Source<Sawtooth, float> && Source<Sawtooth, double>);

namespace {

double worst(const Eigen::ArrayXf& got, const std::vector<double>& want, Eigen::Index first = 0) {
    const auto n = static_cast<Eigen::Index>(want.size());
    REQUIRE(got.size() >= first + n);
    return (got.segment(first, n).cast<double>() - Eigen::Map<const Eigen::ArrayXd>(want.data(), n))
        .abs()
        .maxCoeff();
}

template <class Wave>
Eigen::ArrayXf in_blocks(Wave wave, Eigen::Index n, Eigen::Index block) {
    Eigen::ArrayXf out(n);
    for (Eigen::Index i = 0; i < n; i += block) wave.process(out.segment(i, std::min(block, n - i)));
    return out;
}

template <class Wave>
void check_blocks(const Wave& wave) {
    const Eigen::ArrayXf whole = generate(10007, wave);
    for (const Eigen::Index block : {1, 7, 64, 100, 4095, 4096, 5000}) {
        INFO("blocks of " << block);
        CHECK((in_blocks(wave, 10007, block) == whole).all());
    }
    CHECK((generate<double>(10007, wave).template cast<float>() == whole).all());
    Wave again = wave;
    Eigen::ArrayXXf two(10007, 2);
    again.process(two);
    again.reset();
    again.process(two.col(0));
    CHECK((two.col(0) == whole).all());
    CHECK((two.col(1) == whole).all());
}

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

} // namespace

TEST_CASE("A sine and a cosine have numpy's values to the last bit or two of a float") {
    CHECK(worst(generate(100, Sine({.freq = 440, .amp = 0.5, .sr = 8000})), reference::sine_near) < 3.1e-8);
    CHECK(worst(generate(100, Cosine({.freq = -1234.5})), reference::cosine_negative) < 6.1e-8);
    CHECK(worst(generate(100, Sine({.freq = 9000.25, .sr = 8000})), reference::sine_above_rate) < 6.1e-8);
}

TEST_CASE("The error of a sine does not grow with its length") {
    CHECK(worst(generate(1000300, Sine({.freq = 97.3})), reference::sine_far, 1000000) < 6.1e-8);
}

TEST_CASE("A phase is right where its product with the index has more bits than a double") {
    // Fraction(0.1) * (2**52 + 1) % 1 in Python is 0.725; the product of doubles ends in 0.75
    CHECK(Phase({.freq = 0.1, .sr = 1}).at(4503599627370497.0) == Approx(0.725).epsilon(1e-15));
    CHECK(Phase({.freq = 1000, .sr = 8000}).at(9007199254740991.0) == 0.875);
}

TEST_CASE("Square and sawtooth have the values of scipy at the exact phase") {
    CHECK(worst(generate(300, Square({.freq = 441.7, .amp = 0.5}, 0.3)), reference::square_shifted) == 0);
    CHECK(worst(generate(300, Square({.freq = -441.7}, 0.7, 0.25)), reference::square_negative) == 0);
    CHECK(worst(generate(200, Sawtooth({.freq = 97.3, .sr = 8000})), reference::saw_rising) < 6.1e-8);
    CHECK(worst(generate(700, Sawtooth({.freq = 130.9, .amp = 0.4}, 0.3)), reference::saw_bent) < 3.1e-8);
    CHECK(worst(generate(200, Sawtooth({.freq = 211.7, .sr = 8000}, 0)), reference::saw_falling) < 6.1e-8);
}

TEST_CASE("A sample on an edge belongs to what comes after it in every cycle") {
    const double freq =
        GENERATE(100.0, 1.0 / 3, 0.1); // cycles of 3, 900 and 3000 samples, only the first exact in double
    const int n = static_cast<int>(std::lround(300 / freq));
    const Eigen::ArrayXf square = generate(20 * n, Square({.freq = freq, .sr = 300}, 1.0 / 3, 0));
    const Eigen::ArrayXf saw = generate(20 * n, Sawtooth({.freq = freq, .sr = 300}));
    const Eigen::ArrayXf back = generate(20 * n, Sawtooth({.freq = -freq, .sr = 300}));
    for (int cycle = 0; cycle < 20; ++cycle) {
        INFO("cycle " << cycle << " of " << freq << " Hz");
        CHECK(square[cycle * n] == 1);
        CHECK(square[cycle * n + n / 3] == -1);
        CHECK(saw[cycle * n] == Approx(-1));
        CHECK(back[cycle * n] == Approx(-1));
    }
}

TEST_CASE("A square of duty 0 or 1 is constant and a wave of 0 Hz stays at its first value") {
    CHECK((generate(500, Square({}, 0)) == -1).all());
    CHECK((generate(500, Square({}, 1)) == 1).all());
    CHECK((generate(500, Sine({.freq = 0})) == 0).all());
    CHECK((generate(500, Cosine({.freq = 0, .amp = 0.25})) == 0.25f).all());
    CHECK((generate(500, Square({.freq = 0})) == 1).all());
    CHECK((generate(500, Sawtooth({.freq = 0})) == -1).all());
}

TEST_CASE("A cosine at the Nyquist frequency alternates exactly") {
    const Eigen::ArrayXf wave = generate(9001, Cosine({.freq = 24000, .sr = 48000}));
    for (Eigen::Index i = 0; i < wave.size(); ++i)
        if (wave[i] != (i % 2 ? -1.f : 1.f)) FAIL("sample " << i << " is " << wave[i]);
    CHECK(wave.size() == 9001);
}

TEST_CASE("A sawtooth never leaves its amplitude however narrow its slope") {
    const double width = GENERATE(0.0, 1e-12, 0.3, 1 - 1e-12, 1.0);
    const Eigen::ArrayXf wave = generate(20000, Sawtooth({.freq = 441, .amp = 0.5}, width));
    CHECK(wave.abs().maxCoeff() <= 0.5f);
    CHECK(wave.minCoeff() < -0.48f);
}

TEST_CASE("Oscillators give the same bits for any split, in all channels and, rounded, in double") {
    check_blocks(Sine({.freq = 440.1}));
    check_blocks(Cosine({.freq = 3000.7, .sr = 48000}));
    check_blocks(Square({.freq = 440.1}, 0.3));
    check_blocks(Sawtooth({.freq = 440.1}, 0.9));
}

TEST_CASE("No samples of a wave are no samples") { CHECK(generate(0, Sine({})).size() == 0); }

TEST_CASE("An oscillator rejects what is not finite or out of range") {
    for (const double bad : {not_a_number, inf, -inf}) {
        CHECK_THROWS_AS(Sine({.freq = bad}), pya::ArgumentError);
        CHECK_THROWS_AS(Cosine({.amp = bad}), pya::ArgumentError);
        CHECK_THROWS_AS(Square({.sr = bad}), pya::ArgumentError);
        CHECK_THROWS_AS(Square({}, bad), pya::ArgumentError);
        CHECK_THROWS_AS(Square({}, 0.5, bad), pya::ArgumentError);
        CHECK_THROWS_AS(Sawtooth({}, bad), pya::ArgumentError);
    }
    CHECK_THROWS_AS(Sine({.sr = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Sine({.sr = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(Square({}, 1.01), pya::ArgumentError);
    CHECK_THROWS_AS(Sawtooth({}, -0.01), pya::ArgumentError);
    CHECK_THROWS_AS(generate(-1, Sine({})), pya::ArgumentError);
}

TEST_CASE("a wave that begins later is the wave without its beginning") {
    const auto late = [](const Eigen::ArrayXd& whole) { return whole.tail(300); };
    const Tone tone{.freq = 100, .sr = 8000}; // 80 samples a cycle
    const auto same = [](const Eigen::ArrayXd& a, const Eigen::ArrayXd& b) {
        return (a - b).abs().maxCoeff() < 1e-12;
    };
    CHECK(same(generate<double>(300, Sine(tone, 0.125)), late(generate<double>(310, Sine(tone)))));
    CHECK(same(generate<double>(300, Cosine(tone, 0.125)), late(generate<double>(310, Cosine(tone)))));
    CHECK(same(generate<double>(300, Square(tone, 0.3, 0.5, 0.125)),
               late(generate<double>(310, Square(tone, 0.3)))));
    CHECK(same(generate<double>(300, Sawtooth(tone, 0.3, 0.125)),
               late(generate<double>(310, Sawtooth(tone, 0.3)))));
    CHECK(
        same(generate<double>(300, Sawtooth(tone, 1, -0.875)), late(generate<double>(310, Sawtooth(tone)))));
    CHECK_THROWS_AS(Square(tone, 0.5, 0.5, not_a_number), pya::ArgumentError);
    CHECK_THROWS_AS(Sawtooth(tone, 1, inf), pya::ArgumentError);
}
