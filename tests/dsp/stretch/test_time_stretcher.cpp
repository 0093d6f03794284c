// SPDX-License-Identifier: MIT
#include <pya/dsp/stretch/time_stretcher.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"
#include "support/turning_threads.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using Catch::Matchers::Contains;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using pya::ArgumentError;
using pya::dsp::Block;
using pya::dsp::Index;
using pya::dsp::time_stretch;
using pya::dsp::TimeStretcher;

static_assert(pya::dsp::RateChanger<TimeStretcher<float>, float>);
static_assert(pya::dsp::RateChanger<TimeStretcher<double>, double>);

namespace {

constexpr double slow = 5000; // Hz: its frames have 512 samples, and 256

ArrayXXd uniform(Index samples, Index channels) {
    std::mt19937 random(1);
    ArrayXXd x(samples, channels);
    for (double& value : x.reshaped()) value = static_cast<double>(random()) / 0x1p31 - 1;
    return x;
}

// x, through blocks of up to `longest` samples, with another factor every 1000 inputs.
ArrayXXd in_blocks(TimeStretcher<double>& stretcher, const ArrayXXd& x, Index longest, unsigned seed,
                   const std::vector<double>& factors) {
    std::mt19937 random(seed);
    const auto some = [&](Index most) { return std::min(most, 1 + static_cast<Index>(random()) % longest); };
    ArrayXXd y(0, x.cols()), block(longest, x.cols());
    const auto keep = [&](Index count) {
        y.conservativeResize(y.rows() + count, Eigen::NoChange);
        y.bottomRows(count) = block.topRows(count);
    };
    for (Index read = 0; read < x.rows();) {
        const auto piece = static_cast<std::size_t>(read / 1000);
        if (read % 1000 == 0) stretcher.set_factor(factors[piece % factors.size()]);
        const Index inputs = some(std::min(x.rows(), (read / 1000 + 1) * 1000) - read);
        const auto [consumed, produced] = stretcher.process(Block<const double>(x).part(read, inputs),
                                                            Block<double>(block).part(0, some(longest)));
        keep(produced);
        read += consumed;
    }
    while (const Index count = stretcher.flush(block)) keep(count);
    return y;
}

} // namespace

TEST_CASE("a factor of 1 gives back the signal, within 50 dB where the bands meet and exactly elsewhere") {
    const ArrayXXd x = uniform(6000, 2);
    CHECK((time_stretch(x, slow, 1) - x).abs().maxCoeff() < 0.003);
    ArrayXXd high(6000, 1);
    for (Index i = 0; i < high.rows(); ++i) high(i, 0) = std::sin(1.5 * static_cast<double>(i));
    const ArrayXXd same = time_stretch(high, slow, 1);
    CHECK((same - high).middleRows(1000, 4000).abs().maxCoeff() < 1e-6);
}

TEST_CASE("lengths of stretched signals are rounded down, as those of resample") {
    for (const Index n : {0, 1, 2, 17, 1000, 1009})
        for (const double factor : {0.05, 0.3, 1., 1.3, 7.}) {
            const auto exact = static_cast<Index>(std::floor(static_cast<double>(n) * factor + 1e-9));
            CHECK(time_stretch(uniform(n, 1), slow, factor).rows() == exact);
        }
    CHECK(time_stretch(uniform(10, 1), slow, 100).rows() == 1000);
}

TEST_CASE("any split into blocks gives the same bits of a stretched signal") {
    const ArrayXXd x = uniform(5000, 2);
    for (const double factor : {0.05, 0.6, 1.7, 20.}) {
        const ArrayXXd whole = time_stretch(x, slow, factor);
        TimeStretcher<double> stretcher(slow, 2, factor);
        for (const unsigned seed : {1u, 2u}) {
            const ArrayXXd y = in_blocks(stretcher, x, 700, seed, {factor});
            REQUIRE(y.rows() == whole.rows());
            CHECK((y == whole).all());
            stretcher.reset();
        }
    }
}

TEST_CASE("a factor that changes gives the same bits for any split, and as many samples as it says") {
    const ArrayXXd x = uniform(6000, 2);
    TimeStretcher<double> stretcher(slow, 2);
    const std::vector<double> factors{1.5, 0.25, 9.3, 1, 0.06};
    const ArrayXXd large = in_blocks(stretcher, x, 5000, 1, factors);
    CHECK(large.rows() == 13610);
    stretcher.reset();
    CHECK(stretcher.factor() == 1);
    const ArrayXXd small = in_blocks(stretcher, x, 90, 2, factors);
    REQUIRE(small.rows() == large.rows());
    CHECK((small == large).all());
}

TEST_CASE("threads may set the factor while a stretcher runs, and a sine stays smooth", "[threads]") {
    TimeStretcher<double> stretcher(44100);
    const TurningThreads threads(8, [&](std::mt19937& random) {
        stretcher.set_factor(0.25 + 3.75 * static_cast<double>(random()) / 0x1p32);
    });
    constexpr double step = 0.06; // radians per sample
    ArrayXXd x(256, 1), y(1024, 1);
    double before = 0, two_before = 0, largest_bend = 0;
    Index made = 0;
    for (Index read = 0; read < 40000; read += x.rows()) {
        for (Index i = 0; i < x.rows(); ++i) x(i, 0) = std::sin(step * static_cast<double>(read + i));
        for (Index first = 0; first < x.rows();) {
            const auto [consumed, produced] =
                stretcher.process(Block<const double>(x).part(first, x.rows() - first), y);
            first += consumed;
            for (Index i = 0; i < produced; ++i, ++made) {
                if (made > 8000) // after the attack
                    largest_bend = std::max(largest_bend, std::abs(y(i, 0) - 2 * before + two_before));
                two_before = before;
                before = y(i, 0);
            }
        }
    }
    CHECK(made > 9000);
    CHECK(largest_bend < 1.2 * step * step);
}

TEST_CASE("an output comes after latency() inputs") {
    for (const double factor : {0.3, 1.5, 10.}) {
        TimeStretcher<double> stretcher(slow, 1, factor);
        const ArrayXXd x = uniform(4000, 1);
        ArrayXXd y(50000, 1);
        for (Index read = 0, written = 0; read < x.rows(); read += 100) {
            written += stretcher
                           .process(Block<const double>(x).part(read, 100),
                                    Block<double>(y).part(written, y.rows() - written))
                           .produced;
            CHECK(static_cast<double>(written) >=
                  std::floor(static_cast<double>(read + 100 - stretcher.latency()) * factor));
        }
    }
}

TEST_CASE("stretched silence, single precision, no channels, no samples") {
    CHECK((time_stretch(ArrayXXd::Zero(3000, 1).eval(), slow, 1.5) == 0).all());
    const ArrayXXf single = uniform(5000, 1).cast<float>();
    const ArrayXXd same = time_stretch(single.cast<double>().eval(), slow, 1.5);
    CHECK((time_stretch(single, slow, 1.5) == same.cast<float>()).all());
    CHECK(time_stretch(ArrayXXd(100, 0), slow, 2).cols() == 0);
    CHECK(time_stretch(ArrayXXd(0, 3), slow, 2).rows() == 0);
}

TEST_CASE("a NaN or infinity stays within the stretched frames that hold it") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double bad : {std::nan(""), infinity, -infinity}) {
        ArrayXXd x = uniform(8000, 2);
        x(4000, 1) = bad;
        const ArrayXXd y = time_stretch(x, slow, 1.5);
        CHECK(y.topRows(6000 - 800).isFinite().all());
        CHECK(y.bottomRows(6000 - 800).isFinite().all());
        CHECK_FALSE(std::isfinite(y(6000, 1)));
    }
}

TEST_CASE("any rate has frames") {
    for (const double sr : {1., 8000., 44100., 192000.})
        CHECK(time_stretch(uniform(300, 1), sr, 1.5).isFinite().all());
}

TEST_CASE("TimeStretcher refuses what is out of range, and goes on") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double factor : {0., -1., 0.049, 100.5, std::nan(""), infinity}) {
        CHECK_THROWS_WITH(TimeStretcher<float>(slow, 1, factor), Contains("0.05 to 100"));
        CHECK_THROWS_WITH(time_stretch(uniform(9, 1), slow, factor), Contains("0.05 to 100"));
    }
    for (const double sr : {0., -1., std::nan(""), infinity})
        CHECK_THROWS_WITH(TimeStretcher<float>(sr), Contains("positive and finite"));
    CHECK_THROWS_AS(TimeStretcher<float>(slow, -1), ArgumentError);
    TimeStretcher<double> stretcher(slow, 2, 2);
    CHECK_THROWS_WITH(stretcher.set_factor(0), Contains("TimeStretcher::set_factor"));
    CHECK(stretcher.factor() == 2);
    ArrayXXd mono(5, 1), stereo(5, 2);
    CHECK_THROWS_AS(stretcher.process(mono, stereo), ArgumentError);
    CHECK_THROWS_AS(stretcher.process(stereo, mono), ArgumentError);
    CHECK_THROWS_AS(stretcher.flush(mono), ArgumentError);
}
