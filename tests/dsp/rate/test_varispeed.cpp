// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/resample.hpp>
#include <pya/dsp/rate/varispeed.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using Eigen::ArrayXXf;
using pya::ArgumentError;
using pya::dsp::Block;
using pya::dsp::Index;
using pya::dsp::Interp;
using pya::dsp::Progress;
using pya::dsp::RateChanger;
using pya::dsp::Varispeed;

static_assert(RateChanger<Varispeed<float>, float>);
static_assert(RateChanger<Varispeed<double>, double>);

namespace {

constexpr Interp kinds[] = {Interp::samplerate_fastest, Interp::samplerate_medium, Interp::samplerate_best};

std::vector<double> glide(Index n, double from, double to) {
    std::vector<double> rates(static_cast<std::size_t>(n));
    for (std::size_t i = 0; i < rates.size(); ++i)
        rates[i] = from * std::pow(to / from, static_cast<double>(i) / static_cast<double>(n));
    return rates;
}

template <class Scalar>
Eigen::ArrayXX<Scalar> in_one(Varispeed<Scalar>& tape, const Eigen::ArrayXX<Scalar>& in, Index outputs) {
    Eigen::ArrayXX<Scalar> out(outputs, in.cols());
    const Index made = tape.process(in, out).produced;
    const Index left = tape.flush(Block<Scalar>(out).part(made, outputs - made));
    return out.topRows(made + left);
}

} // namespace

TEST_CASE("at a constant rate Varispeed has the samples of resample and floor(n / rate) of them",
          "[varispeed]") {
    const ArrayXXf in = ArrayXXf::Random(1501, 3);
    for (const Interp kind : kinds)
        for (const double rate : {0.25, 0.8, 1.6, 4.0}) {
            Varispeed<float> tape(rate, kind, 3);
            const ArrayXXf out = in_one(tape, in, 10'000);
            const ArrayXXf wanted = pya::dsp::resample<float>(in, 1, 1, rate, kind);
            REQUIRE(out.rows() == wanted.rows());
            CHECK((out == wanted).all());
        }
}

TEST_CASE("each channel of Varispeed is what it would be alone", "[varispeed]") {
    const std::vector<double> rates = glide(800, 0.5, 3);
    for (const Index channels : {1, 2, 4, 5, 6, 19}) {
        const ArrayXXf in = ArrayXXf::Random(1500, channels);
        ArrayXXf out(800, channels), alone(800, 1);
        Varispeed<float>(1, Interp::samplerate_medium, channels).process(in, out, rates);
        for (Index c = 0; c < channels; ++c) {
            Varispeed<float>(1, Interp::samplerate_medium).process(in.col(c), alone, rates);
            CHECK((out.col(c) == alone.col(0)).all());
        }
    }
}

TEST_CASE("any split into blocks gives the same bits of Varispeed", "[varispeed]") {
    std::mt19937 random(1);
    const ArrayXXf in = ArrayXXf::Random(3000, 2);
    const std::vector<double> rates = glide(2000, 0.25, 4);
    for (const Interp kind : kinds) {
        Varispeed<float> tape(1, kind, 2);
        ArrayXXf whole(2000, 2);
        const Index made = tape.process(in, whole, rates).produced;
        whole.conservativeResize(made + tape.flush(Block<float>(whole).part(made, 2000 - made)), 2);
        for (int round = 0; round < 5; ++round) {
            tape.reset();
            CHECK(tape.rate() == 1);
            ArrayXXf out(2000, 2);
            Index read = 0, written = 0;
            for (Index quiet = 0; quiet < 100 && written < out.rows();) {
                const Index inputs = std::min<Index>(random() % 70, in.rows() - read);
                const Index room = std::min<Index>(random() % 70, out.rows() - written);
                const Progress progress = tape.process(
                    Block<const float>(in).part(read, inputs), Block<float>(out).part(written, room),
                    std::span(rates).subspan(static_cast<std::size_t>(written),
                                             static_cast<std::size_t>(room)));
                quiet = progress.consumed + progress.produced > 0 ? 0 : quiet + 1;
                read += progress.consumed;
                written += progress.produced;
            }
            while (const Index more =
                       tape.flush(Block<float>(out).part(written, std::min<Index>(3, out.rows() - written))))
                written += more;
            REQUIRE(written == whole.rows());
            CHECK((out.topRows(written) == whole).all());
        }
    }
}

TEST_CASE("a rate set between blocks holds from the next output on", "[varispeed]") {
    const ArrayXXf in = ArrayXXf::Random(4000, 1);
    std::vector<double> rates(300, 0.5);
    rates.resize(600, 2);
    Varispeed<float> steps(0.5, Interp::samplerate_medium), curve(1, Interp::samplerate_medium);
    ArrayXXf one(600, 1), other(600, 1);
    const Index read = steps.process(in, Block<float>(one).part(0, 300)).consumed;
    steps.set_rate(2);
    steps.process(Block<const float>(in).part(read, 4000 - read), Block<float>(one).part(300, 300));
    curve.process(in, other, rates);
    CHECK((one == other).all());
    CHECK(curve.rate() == 2);
}

TEST_CASE("Varispeed needs as many inputs as its latency says before an output comes out", "[varispeed]") {
    for (const Interp kind : kinds)
        for (const double rate : {0.3, 1.0, 2.5, 7.0}) {
            Varispeed<double> tape(rate, kind);
            const Index latency = tape.latency();
            const Eigen::ArrayXXd in = Eigen::ArrayXXd::Random(latency, 1);
            Eigen::ArrayXXd out(1, 1);
            CHECK(tape.process(Block<const double>(in).part(0, latency - 1), out).produced == 0);
            CHECK(tape.process(Block<const double>(in).part(latency - 1, 1), out).produced == 1);
        }
}

TEST_CASE("a constant stays a constant while the rate glides", "[varispeed]") {
    const Eigen::ArrayXXd in = Eigen::ArrayXXd::Constant(9000, 1, 0.5);
    for (const auto& [kind, deviation] : {std::pair{Interp::samplerate_fastest, 1e-4},
                                          {Interp::samplerate_medium, 1e-5},
                                          {Interp::samplerate_best, 1e-5}}) {
        Varispeed<double> tape(1, kind);
        Eigen::ArrayXXd out(4000, 1);
        REQUIRE(tape.process(in, out, glide(4000, 0.25, 4)).produced == 4000);
        CHECK((out.middleRows(800, 3000) - 0.5).abs().maxCoeff() < deviation);
    }
}

TEST_CASE("Varispeed of no channels or no samples makes nothing", "[varispeed]") {
    Varispeed<float> none(1, Interp::samplerate_fastest, 0), tape(1, Interp::samplerate_fastest);
    CHECK(none.flush(ArrayXXf(5, 0)) == 0);
    Varispeed<float> silent(2, Interp::samplerate_fastest, 0);
    ArrayXXf nothing(1000, 0);
    const Progress progress = silent.process(nothing, nothing);
    CHECK(progress.consumed == 1000);
    CHECK(progress.produced + silent.flush(nothing) == 500);
    ArrayXXf out(5, 1);
    CHECK(tape.process(ArrayXXf(0, 1), out).produced == 0);
    CHECK(tape.flush(out) == 0);
    const ArrayXXf one = ArrayXXf::Constant(1, 1, 1);
    CHECK(tape.process(one, out).consumed == 1);
    CHECK(tape.flush(out) == 1);
    CHECK(tape.flush(out) == 0);
}

TEST_CASE("NaN ends with the length of the filter", "[varispeed]") {
    ArrayXXf in = ArrayXXf::Random(1000, 1);
    in(100) = std::numeric_limits<float>::quiet_NaN();
    Varispeed<float> tape(1.1, Interp::samplerate_fastest);
    const ArrayXXf out = in_one(tape, in, 2000);
    CHECK(out.isNaN().any());
    CHECK(out.topRows(60).allFinite());
    CHECK(out.bottomRows(600).allFinite());
}

TEST_CASE("Varispeed refuses what it can't play and stays as it is", "[varispeed]") {
    const ArrayXXf in = ArrayXXf::Random(500, 1);
    ArrayXXf out(300, 1), wide(300, 2);
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double rate : {0.0, -1.0, 1. / 257, 257.0, nan})
        CHECK_THROWS_AS(Varispeed<float>(rate, Interp::samplerate_best), ArgumentError);
    CHECK_THROWS_AS(Varispeed<float>(1, Interp::sinc_best), ArgumentError);
    CHECK_THROWS_AS(Varispeed<float>(1, Interp::linear), ArgumentError);
    CHECK_THROWS_AS(Varispeed<float>(1, Interp::samplerate_best, -1), ArgumentError);

    Varispeed<float> tape(1.5, Interp::samplerate_fastest), untouched(1.5, Interp::samplerate_fastest);
    CHECK_THROWS_AS(tape.set_rate(0), ArgumentError);
    CHECK_THROWS_AS(tape.process(in, wide), ArgumentError);
    CHECK_THROWS_AS(tape.process(wide, out), ArgumentError);
    CHECK_THROWS_AS(tape.process(in, out, std::vector<double>(299, 1)), ArgumentError);
    std::vector<double> rates(300, 1);
    rates.back() = -1;
    CHECK_THROWS_AS(tape.process(in, out, rates), ArgumentError);
    CHECK_THROWS_AS(tape.flush(wide), ArgumentError);
    CHECK(tape.rate() == 1.5);
    CHECK((in_one(tape, in, 600) == in_one(untouched, in, 600)).all());
}
