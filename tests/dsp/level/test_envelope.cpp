// SPDX-License-Identifier: MIT
#include <pya/dsp/level/envelope.hpp>
#include <pya/error.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include "reference/interpolation.hpp"
#include "support/catch.hpp"

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using pya::dsp::Adsr;
using pya::dsp::Envelope;
using pya::dsp::envelope;
using pya::dsp::Interp;

static_assert(pya::dsp::Source<Envelope, float> && pya::dsp::Source<Envelope, double>);
static_assert(pya::dsp::Processor<Envelope, float> && pya::dsp::Processor<Envelope, double>);

namespace {

using Vector = std::vector<double>;
const Vector amps{0.2, 1.0, 0.5, 0.9}, ts{0.0, 0.31, 1.2, 2.0};

double distance(const ArrayXd& got, const Vector& want) {
    REQUIRE(got.size() == static_cast<Index>(want.size()));
    return (got - Eigen::Map<const ArrayXd>(want.data(), got.size())).abs().maxCoeff();
}

} // namespace

TEST_CASE("an envelope of every kind has the gains of scipy") {
    for (const auto& [kind, values] : reference::envelopes) {
        CAPTURE(static_cast<int>(kind));
        CHECK(distance(envelope(amps, ts, 40, 20, 1.5, kind), values) < 1e-12);
    }
}

TEST_CASE("an adsr is the envelope of its five breakpoints") {
    CHECK(distance(pya::dsp::adsr({.att = 0.25, .dec = 0.45, .sus = 0.6, .rel = 0.4, .curve = 2}, 40, 20),
                   reference::envelope_adsr) < 1e-12);
}

TEST_CASE("breakpoints that don't reach the ends hold their values there") {
    CHECK(distance(envelope(Vector{0.5, 1, 0.2}, Vector{0.5, 0.8, 1.3}, 40, 20),
                   reference::envelope_extended) < 1e-12);
}

TEST_CASE("without times the amplitudes spread evenly and one per sample are the gains") {
    const ArrayXd spread = envelope(Vector{0, 1}, {}, 11, 10);
    CHECK((spread - ArrayXd::LinSpaced(11, 0, 1)).abs().maxCoeff() < 1e-15);
    const Vector each{0.1, 0.9, 0.3, 0.7, 0.2};
    for (const Interp kind : {Interp::linear, Interp::cubic, Interp::next})
        CHECK(distance(envelope(each, {}, 5, 7, 1, kind), each) == 0);
    CHECK(distance(envelope(each, {}, 5, 7, 2), {0.1 * 0.1, 0.9 * 0.9, 0.3 * 0.3, 0.7 * 0.7, 0.2 * 0.2}) <
          1e-15);
}

TEST_CASE("at a double breakpoint the later value holds, at the start and at the end too") {
    CHECK(pya::dsp::adsr({.att = 0}, 100, 100)[0] == 1);
    const ArrayXd cut = pya::dsp::adsr({.dec = 0.1, .sus = 0.7, .rel = 0}, 100, 100);
    CHECK(cut[98] == Approx(0.7));
    CHECK(cut[99] == 0);
    const ArrayXd jump = envelope(Vector{0, 0, 1, 1}, Vector{0, 0.5, 0.5, 1}, 11, 11);
    CHECK(jump[4] == 0);
    CHECK(jump[5] == 1);
}

TEST_CASE("an envelope applied to a signal multiplies every channel by its gains") {
    const ArrayXXf signal = ArrayXXf::Random(2000, 3);
    for (const double curve : {1., 1.5})
        for (const Interp kind : {Interp::linear, Interp::cubic, Interp::nearest}) {
            ArrayXXf got = signal;
            Envelope(amps, {}, 2000, 1000, curve, kind).process(got, got);
            const ArrayXd gains = envelope(amps, {}, 2000, 1000, curve, kind);
            for (Index c = 0; c < 3; ++c)
                CHECK((got.col(c) == (signal.col(c).cast<double>() * gains).cast<float>()).all());
        }
}

TEST_CASE("any split into blocks gives the same bits") {
    const ArrayXXd signal = ArrayXXd::Random(3001, 2);
    for (const double curve : {1., 2.5})
        for (const Interp kind : {Interp::linear, Interp::quadratic, Interp::previous}) {
            ArrayXXd whole = signal, blocks = signal;
            Envelope(amps, {}, 3001, 1000, curve, kind).process(whole, whole);
            Envelope generator(amps, {}, 3001, 1000, curve, kind);
            for (Index at = 0, size = 1; at < 3001; at += size, size = size * 7 % 613 + 1) {
                auto part = blocks.middleRows(at, std::min(size, 3001 - at));
                generator.process(part, part);
            }
            CHECK((whole == blocks).all());
            CHECK(generator.position() == 3001);
        }
}

TEST_CASE("an envelope can be read from any position and holds its last gain behind the end") {
    for (const Interp kind : {Interp::linear, Interp::cubic}) {
        for (const Vector& times : {ts, Vector{-1, 0.31, 1.2, 5}}) {
            const ArrayXd all = envelope(amps, times, 40, 20, 1, kind);
            Envelope generator(amps, times, 40, 20, 1, kind);
            Vector tail(10);
            generator.seek(35);
            generator.process(tail);
            for (Index i = 0; i < 10; ++i)
                CHECK(tail[static_cast<std::size_t>(i)] ==
                      Approx(all[std::min<Index>(35 + i, 39)]).margin(1e-15));
            generator.seek(0);
            generator.process(tail);
            CHECK(tail[3] == all[3]);
        }
    }
}

TEST_CASE("an envelope gives its gains to all channels, the same for any split") {
    for (const Interp kind : {Interp::linear, Interp::cubic}) {
        const ArrayXd gains = envelope(amps, ts, 3001, 1000, 1.5, kind);
        Envelope generator(amps, ts, 3001, 1000, 1.5, kind);
        ArrayXXf both(3001, 2);
        for (Index at = 0, size = 1; at < 3001; at += size, size = size * 7 % 613 + 1)
            generator.process(both.middleRows(at, std::min(size, 3001 - at)));
        for (Index c = 0; c < 2; ++c) CHECK((both.col(c) == gains.cast<float>()).all());
        generator.reset();
        generator.process(both.col(0));
        CHECK((both.col(0) == both.col(1)).all());
    }
}

TEST_CASE("an envelope can be read at the last position there is") {
    for (const Interp kind : {Interp::linear, Interp::cubic}) {
        Envelope generator(amps, ts, 40, 20, 1, kind);
        generator.seek(std::numeric_limits<Index>::max() - 5);
        Vector tail(100);
        generator.process(tail);
        CHECK(tail.front() == Approx(0.9));
        CHECK(tail.back() == Approx(0.9));
        CHECK(generator.position() == std::numeric_limits<Index>::max());
    }
}

TEST_CASE("an envelope refuses an output of another shape") {
    ArrayXXf x(10, 2), y(10, 1);
    CHECK_THROWS_AS(Envelope(amps, ts, 40, 20).process(x, y), pya::ArgumentError);
}

TEST_CASE("empty and one-sample signals and a single breakpoint have envelopes") {
    CHECK(envelope(amps, ts, 0, 20).size() == 0);
    CHECK(pya::dsp::adsr({}, 0, 20).size() == 0);
    CHECK(envelope(Vector{0.25, 1}, {}, 1, 20)[0] == 0.25);
    CHECK(envelope(amps, ts, 1, 20, 1, Interp::cubic)[0] == Approx(0.2));
    CHECK((envelope(Vector{0.5}, Vector{0.3}, 9, 20) == 0.5).all());
    CHECK((envelope(Vector{0.5}, {}, 9, 20, 2, Interp::cubic) == 0.25).all());
}

TEST_CASE("phases of an adsr that only rounding makes overlap are no error") {
    const ArrayXd gains = pya::dsp::adsr({.att = 0.1, .dec = 0.1, .sus = 0.5, .rel = 0.1}, 300, 1000);
    CHECK(gains[299] == 0);
    CHECK(gains.maxCoeff() <= 1);
}

TEST_CASE("a spline that undershoots zero is zero under a fractional curve") {
    const ArrayXd gains = envelope(Vector{1, 0, 0, 1}, {}, 50, 10, 0.5, Interp::cubic);
    CHECK(gains.minCoeff() == 0);
    CHECK(gains.allFinite());
}

TEST_CASE("an envelope names the argument it can't take") {
    using pya::ArgumentError;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(envelope(Vector{}, {}, 10, 10), ArgumentError);
    CHECK_THROWS_AS(envelope(amps, Vector{0, 1}, 10, 10), ArgumentError);
    CHECK_THROWS_AS(envelope(amps, Vector{0, 1, 0.5, 2}, 10, 10), ArgumentError);
    CHECK_THROWS_AS(envelope(amps, Vector{0, 1, nan, 2}, 10, 10), ArgumentError);
    CHECK_THROWS_AS(envelope(amps, ts, -1, 10), ArgumentError);
    CHECK_THROWS_AS(envelope(amps, ts, 10, 0), ArgumentError);
    CHECK_THROWS_AS(envelope(amps, ts, 10, 10, -1), ArgumentError);
    CHECK_THROWS_AS(envelope(amps, ts, 10, 10, nan), ArgumentError);
    CHECK_THROWS_AS(envelope(Vector{-1, 1}, {}, 10, 10, 0.5), ArgumentError);
    CHECK_THROWS_AS(envelope(amps, ts, 10, 10, 1, Interp::sinc_best), ArgumentError);
    CHECK_THROWS_AS(envelope(Vector{0, 1}, {}, 10, 10, 1, Interp::cubic), ArgumentError);
    CHECK_THROWS_AS(pya::dsp::adsr({.att = 0.5, .dec = 0.4, .rel = 0.3}, 100, 100), ArgumentError);
    CHECK_THROWS_AS(pya::dsp::adsr({.att = -0.1}, 100, 100), ArgumentError);
    CHECK_THROWS_AS(Envelope(amps, ts, 10, 10).seek(-1), ArgumentError);
}
