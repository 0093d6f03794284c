// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/resample.hpp>
#include <pya/dsp/rate/sinc_spectra.hpp>
#include <pya/dsp/rate/sinc_stage.hpp>
#include <pya/error.hpp>

#include <Eigen/Cholesky>

#include <cmath>
#include <limits>
#include <numbers>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using pya::dsp::Interp;
using pya::dsp::resample;
using pya::dsp::SincResampler;

static_assert(pya::dsp::RateChanger<SincResampler<float>, float>);
static_assert(pya::dsp::RateChanger<SincResampler<double>, double>);
static_assert(std::is_copy_constructible_v<pya::dsp::impl::SincStage>); // so resamplers are values
static_assert(std::is_copy_constructible_v<pya::dsp::impl::SincSpectra>);

namespace {

struct Quality {
    Interp kind;
    double band; // flat to 0.15 dB
    double level;
};
constexpr Quality qualities[] = {
    {Interp::sinc_fastest, 0.80, -97}, {Interp::sinc_medium, 0.90, -121}, {Interp::sinc_best, 0.96, -144}};

struct Rates {
    double from, to, rate;
};
constexpr Rates conversions[] = {{44100, 48000, 1},         {48000, 44100, 1},
                                 {44100, 22050, 1},         {22050, 44100, 1},
                                 {8000, 48000, 1},          {44100, 16000, 1},
                                 {96000, 44100, 1},         {44100, 48000, 1.0594630943592953},
                                 {44100, 44100, 1.3731234}, {44100, 44100, 0.31415926},
                                 {44100, 44100, 1.0123456}};

constexpr Index length = 12'000, margin = 2'000; // inputs; outputs without the edges

double nyquist(const Rates& r) { return std::min(r.from, r.to / r.rate) / 2; }

ArrayXd sine(double frequency, double sr, Index samples, Index first = 0, double phase = 0) {
    ArrayXd x(samples);
    for (Index i = 0; i < samples; ++i)
        x[i] = std::sin(2 * std::numbers::pi * frequency / sr * static_cast<double>(first + i) + phase);
    return x;
}

double db(double level) { return 20 * std::log10(level); }
double rms(const ArrayXd& x) { return std::sqrt(x.square().mean()); }

template <class Scalar>
ArrayXd converted_sine(const Rates& r, Interp kind, double frequency) {
    const Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic> in =
        sine(frequency, r.from, length).cast<Scalar>();
    const ArrayXXd out = resample<Scalar>(in, r.from, r.to, r.rate, kind).template cast<double>();
    return out.col(0).segment(margin, out.rows() - 2 * margin);
}

// The sine in the output (its sine part and cosine part), and everything else, relative to the sine in the
// input.
struct Tone {
    double in_phase, quadrature, rest;
};

template <class Scalar>
Tone measure(const Rates& r, Interp kind, double frequency) {
    const ArrayXd got = converted_sine<Scalar>(r, kind, frequency);
    Eigen::MatrixXd basis(got.size(), 2);
    basis.col(0) = sine(frequency, r.to / r.rate, got.size(), margin);
    basis.col(1) = sine(frequency, r.to / r.rate, got.size(), margin, std::numbers::pi / 2);
    const Eigen::Vector2d part = (basis.transpose() * basis).ldlt().solve(basis.transpose() * got.matrix());
    return {part[0], part[1], rms(got - (basis * part).array()) * std::numbers::sqrt2};
}

} // namespace

TEST_CASE("tones within the band of each quality keep level and phase and gain no images") {
    for (const Rates& r : conversions)
        for (const auto& [kind, band, level] : qualities)
            for (const double share : {0.013, 0.21, 0.5, 0.77, 1.}) {
                const Tone tone = measure<double>(r, kind, share * band * nyquist(r));
                CAPTURE(r.from, r.to, r.rate, static_cast<int>(kind), share);
                CHECK(std::abs(db(tone.in_phase)) < (share < 0.9 ? 0.001 : 0.15));
                CHECK(std::abs(tone.quadrature) < 1e-6);
                CHECK(db(tone.rest) < level);
            }
}

TEST_CASE("tones above the new band vanish down to the level of each quality") {
    for (const Rates& r : conversions) {
        if (r.to / r.rate >= r.from) continue;
        for (const auto& [kind, band, level] : qualities)
            for (const double share : {0.001, 0.01, 0.1, 0.3, 0.6, 0.95}) {
                const double tone = nyquist(r) + share * (r.from / 2 - nyquist(r));
                CAPTURE(r.from, r.to, r.rate, static_cast<int>(kind), share);
                CHECK(db(rms(converted_sine<double>(r, kind, tone)) * std::numbers::sqrt2) < level);
            }
    }
}

TEST_CASE("float signals lose no more than their own rounding") {
    CHECK(db(measure<float>({44100, 48000, 1}, Interp::sinc_best, 997).rest) < -145);
    CHECK(db(measure<float>({48000, 44100, 1}, Interp::sinc_best, 997).rest) < -145);
    CHECK(db(measure<float>({44100, 44100, std::numbers::phi}, Interp::sinc_best, 997).rest) < -145);
    CHECK(db(measure<float>({44100, 44100, 1 / std::numbers::phi}, Interp::sinc_best, 997).rest) < -145);
}

TEST_CASE("an impulse stays centred on its time") {
    for (const auto& quality : qualities) {
        ArrayXXd in = ArrayXXd::Zero(2401, 1);
        in(1470, 0) = 1;
        const ArrayXXd out = resample<double>(in, 44100, 48000, 1, quality.kind);
        Index peak = 0;
        out.col(0).maxCoeff(&peak);
        REQUIRE(peak == 1600);
        for (Index i = 1; i < 900; ++i) CHECK(std::abs(out(1600 - i, 0) - out(1600 + i, 0)) < 1e-12);
    }
}

TEST_CASE("head and tail are those of the signal between silences") {
    const ArrayXXd in = ArrayXXd::Random(500, 2);
    ArrayXXd padded = ArrayXXd::Zero(500 + 2 * 1470, 2);
    padded.middleRows(1470, 500) = in;
    for (const auto& quality : qualities) {
        const ArrayXXd want = resample<double>(padded, 44100, 48000, 1, quality.kind);
        const ArrayXXd got = resample<double>(in, 44100, 48000, 1, quality.kind);
        REQUIRE(got.rows() == 544);
        CHECK((got - want.middleRows(1600, 544)).abs().maxCoeff() < 1e-15);
    }
}

TEST_CASE("head and tail are right where two stages follow each other") {
    for (const auto& [sr, target_sr] : {std::pair(44100, 44101), std::pair(44101, 44100),
                                        std::pair(9000, 54000), std::pair(96000, 44100)}) {
        const ArrayXXd in = ArrayXXd::Random(500, 2);
        ArrayXXd padded = ArrayXXd::Zero(500 + 2 * sr, 2);
        padded.middleRows(sr, 500) = in;
        for (const auto& quality : qualities) {
            const ArrayXXd want = resample<double>(padded, sr, target_sr, 1, quality.kind);
            const ArrayXXd got = resample<double>(in, sr, target_sr, 1, quality.kind);
            CAPTURE(sr, static_cast<int>(quality.kind));
            CHECK((got - want.middleRows(target_sr, got.rows())).abs().maxCoeff() < 1e-12);
        }
    }
}

TEST_CASE("any split of input and output gives the same bits") {
    for (const Rates& r :
         {Rates{44100, 48000, 1}, Rates{48000, 44100, 1}, Rates{44100, 48000, 1.0594630943592953},
          Rates{96000, 44100, 1}, Rates{22050, 44100, 1}, Rates{44100, 22050, 1}, Rates{96000, 8000, 1},
          Rates{1000, 1000, 1}, Rates{44100, 44101, 1}, Rates{44100, 44100, 1.3731234}, Rates{8000, 48000, 1},
          Rates{44100, 44100, 0.11415926}, Rates{44100, 44100, 31.415926}}) {
        for (const Interp kind : {Interp::sinc_fastest, Interp::sinc_best}) {
            const ArrayXXf in = ArrayXXf::Random(9000, 2);
            const ArrayXXf whole = resample<float>(in, r.from, r.to, r.rate, kind);
            SincResampler<float> resampler(r.from, r.to, r.rate, kind, 2);
            for (const Index seed : {1, 64, 500}) {
                ArrayXXf blocks(whole.rows() + 1, 2);
                Index read = 0, written = 0;
                for (Index size = seed; read < 9000; size = size * 7 % 1013 + 1) {
                    const auto progress = resampler.process(
                        in.middleRows(read, std::min(size, 9000 - read)),
                        blocks.middleRows(written, std::min(size / 2 + 1, blocks.rows() - written)));
                    read += progress.consumed;
                    written += progress.produced;
                }
                for (Index more = 1; more > 0; written += more)
                    more = resampler.flush(
                        blocks.middleRows(written, std::min<Index>(37, blocks.rows() - written)));
                CAPTURE(r.from, r.to, r.rate, static_cast<int>(kind), seed);
                REQUIRE(written == whole.rows());
                CHECK((blocks.topRows(written) == whole).all());
                resampler.reset();
            }
        }
    }
}

TEST_CASE("an output comes out once the latency's inputs from its time on are there") {
    for (const Rates& r : conversions) {
        SincResampler<float> resampler(r.from, r.to, r.rate);
        ArrayXXf out(100'000, 1);
        Index read = 0, written = 0, first = 0; // first: inputs before the first output
        const ArrayXXf block = ArrayXXf::Zero(7, 1);
        for (int i = 0; i < 700; ++i) {
            const auto progress = resampler.process(block, out);
            if (written == 0) first = read;
            read += progress.consumed;
            written += progress.produced;
            REQUIRE(static_cast<double>(written) * (r.from * r.rate / r.to) >=
                    static_cast<double>(read - resampler.latency()));
        }
        CAPTURE(r.from, r.to, r.rate, resampler.latency());
        CHECK(written > 0);
        CHECK(static_cast<double>(first) > 0.85 * static_cast<double>(resampler.latency()) - 7);
    }
}

TEST_CASE("what is processed after a flush makes no flush too long") {
    SincResampler<float> resampler(44100, 48000);
    const ArrayXXf in = ArrayXXf::Random(100, 1), none(0, 1);
    ArrayXXf out(10'000, 1);
    CHECK(resampler.process(in, out).produced + resampler.flush(out) == 108);
    resampler.process(none, out);
    CHECK(resampler.flush(out) == 0);
}

TEST_CASE("what is left of a resampler takes no channels and makes nothing") {
    for (const double rate : {1., std::numbers::phi}) {
        SincResampler<float> resampler(44100, 48000, rate);
        const SincResampler<float> other = std::move(resampler);
        ArrayXXf none(100, 0);
        CHECK(resampler.process(none, none).produced == 0);
        CHECK(resampler.flush(none) == 0);
        CHECK(resampler.max_output(100) == 0);
        CHECK(other.latency() > 0);
    }
}

TEST_CASE("a call never makes more than the announced outputs") {
    for (const Rates& r : conversions)
        for (const Interp kind : {Interp::sinc_fastest, Interp::sinc_best}) {
            SincResampler<float> resampler(r.from, r.to, r.rate, kind);
            ArrayXXf out(20'000, 1);
            for (Index size = 1, read = 0; read < 30'000; read += size, size = size * 7 % 1013 + 1)
                CHECK(resampler.process(std::vector<float>(static_cast<std::size_t>(size)), out).produced <=
                      resampler.max_output(size));
        }
}

TEST_CASE("float and double inputs that hold the same values give the same signal") {
    const ArrayXXf in = ArrayXXf::Random(3000, 1);
    for (const double rate : {1., std::numbers::phi, std::numbers::inv_pi}) {
        const ArrayXXf single = resample<float>(in, 44100, 48000, rate, Interp::sinc_best);
        const ArrayXXd twice = resample<double>(in.cast<double>(), 44100, 48000, rate, Interp::sinc_best);
        CHECK((twice.cast<float>() == single).all());
    }
}

TEST_CASE("a constant stays one and silence stays silent") {
    const ArrayXXd out = resample<double>(ArrayXXd::Ones(5000, 1), 44100, 48000, 1, Interp::sinc_best);
    CHECK((out.middleRows(1000, 3000) - 1).abs().maxCoeff() < 1e-7);
    for (const double rate : {0.71234567, 1.31234567}) {
        const ArrayXXd between =
            resample<double>(ArrayXXd::Ones(5000, 1), 44100, 44100, rate, Interp::sinc_best);
        CHECK((between.middleRows(1000, 2000) - 1).abs().maxCoeff() < 1e-7);
    }
    CHECK((resample<float>(ArrayXXf::Zero(5000, 1), 44100, 48000, 1, Interp::sinc_best) == 0).all());
}

TEST_CASE("a single NaN reaches only as far as the filter") {
    ArrayXXf in = ArrayXXf::Random(4000, 1);
    in(2000, 0) = std::numeric_limits<float>::quiet_NaN();
    const ArrayXXf out = resample<float>(in, 44100, 44100, 0.5, Interp::sinc_fastest);
    CHECK(std::isnan(out(4000, 0)));
    CHECK(out.topRows(3800).allFinite());
    CHECK(out.bottomRows(3800).allFinite());
    for (const double rate : {0.51234567, 1.51234567}) {
        const ArrayXXf between = resample<float>(in, 44100, 44100, rate, Interp::sinc_fastest);
        const auto middle = static_cast<Index>(2000 / rate);
        CHECK(std::isnan(between(middle, 0)));
        CHECK(between.topRows(middle - 200).allFinite());
        CHECK(between.bottomRows(between.rows() - middle - 200).allFinite());
    }
}

TEST_CASE("a NaN reaches no farther than inputs wait at the best quality, and does not stay") {
    ArrayXXf in = ArrayXXf::Random(8000, 1);
    in(4000, 0) = std::numeric_limits<float>::quiet_NaN();
    for (const Rates& r : conversions) {
        const Index reach = SincResampler<float>(r.from, r.to, r.rate).latency();
        const ArrayXXf out = resample<float>(in, r.from, r.to, r.rate, Interp::sinc_best);
        const auto at = [&](Index input) {
            return static_cast<Index>(static_cast<double>(input) * r.to / (r.from * r.rate));
        };
        CAPTURE(r.from, r.to, r.rate, reach);
        CHECK(std::isnan(out(at(4000), 0)));
        CHECK(out.topRows(at(4000 - reach)).allFinite());
        CHECK(out.bottomRows(out.rows() - at(4000 + reach) - 1).allFinite());
    }
}

TEST_CASE("extreme ratios are possible") {
    const ArrayXXd slow =
        resample<double>(sine(1, 1'000'000, 300'000), 1'000'000, 1000, 1, Interp::sinc_fastest);
    REQUIRE(slow.rows() == 300);
    CHECK((slow.col(0).segment(60, 180) - sine(1, 1000, 180, 60)).abs().maxCoeff() < 1e-4);
    const ArrayXXd fast = resample<double>(sine(1, 10, 300), 10, 48000, 1, Interp::sinc_fastest);
    REQUIRE(fast.rows() == 1'440'000);
    CHECK((fast.col(0).segment(600'000, 50'000) - sine(1, 48000, 50'000, 600'000)).abs().maxCoeff() < 1e-4);
    const ArrayXXd slowest =
        resample<double>(sine(1, 400'000, 1'500'000), 400'000, 97.656789, 1, Interp::sinc_fastest);
    REQUIRE(slowest.rows() == 366);
    CHECK((slowest.col(0).segment(60, 240) - sine(1, 97.656789, 240, 60)).abs().maxCoeff() < 1e-4);
    const ArrayXXd fastest = resample<double>(sine(1, 10, 300), 10, 48000.1234567, 1, Interp::sinc_fastest);
    CHECK(
        (fastest.col(0).segment(600'000, 50'000) - sine(1, 48000.1234567, 50'000, 600'000)).abs().maxCoeff() <
        1e-4);
}

TEST_CASE("a resampler names the argument it can't take") {
    using pya::ArgumentError;
    CHECK_THROWS_AS(SincResampler<float>(0, 48000), ArgumentError);
    CHECK_THROWS_AS(SincResampler<float>(44100, std::nan("")), ArgumentError);
    CHECK_THROWS_AS(SincResampler<float>(44100, 48000, -1), ArgumentError);
    CHECK_THROWS_AS(SincResampler<float>(44100, 48000, 1, Interp::linear), ArgumentError);
    CHECK_THROWS_AS(SincResampler<float>(44100, 48000, 1, Interp::sinc_best, -1), ArgumentError);
    CHECK_THROWS_AS(SincResampler<float>(1e6, 1, 1), ArgumentError);
    SincResampler<float> stereo(44100, 48000, 1, Interp::sinc_best, 2);
    const ArrayXXf mono = ArrayXXf::Zero(5, 1);
    ArrayXXf out(5, 2);
    CHECK_THROWS_AS(stereo.process(mono, out), ArgumentError);
}
