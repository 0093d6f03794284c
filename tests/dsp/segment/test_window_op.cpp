// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/window_op.hpp>

#include <pya/error.hpp>

#include "reference/window_op.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <numbers>

using namespace pya::dsp;
using Eigen::ArrayXd;
using Eigen::ArrayXf;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using Eigen::Index;
using pya::dsp::Pad;

namespace {

ArrayXXd noise() {
    return Eigen::Map<const ArrayXd>(reference::noise.data(), static_cast<Index>(reference::noise.size()));
}

ArrayXd hann(Index n) {
    return 0.5 - 0.5 * (ArrayXd::LinSpaced(n, 0, static_cast<double>(n - 1)) *
                        (2 * std::numbers::pi / static_cast<double>(n)))
                           .cos();
}

template <class Got>
double worst(const Got& got, const std::vector<double>& want) {
    REQUIRE(got.size() == static_cast<Index>(want.size()));
    return (got.col(0).template cast<double>() - Eigen::Map<const ArrayXd>(want.data(), got.size()))
        .abs()
        .maxCoeff();
}

double op(const SegmentOptions& options, const WindowFunction& window, Reduction fn,
          const std::vector<double>& want) {
    const ArrayXXd x = noise();
    const ArrayXXf xf = x.cast<float>();
    const Segments segments(x.rows(), options, window);
    CHECK(worst(window_op(xf, segments, fn), want) < 4e-6);
    return worst(window_op(x, segments, fn), want);
}

} // namespace

TEST_CASE("window_op gives numpy's values with every padding") {
    CHECK(op({32, 8, Pad::mirror}, {}, Reduction::rms, reference::rms_mirror) < 1e-11);
    CHECK(op({32, 8, Pad::zeros}, {}, Reduction::rms, reference::rms_zeros) < 1e-11);
    CHECK(op({32, 8, Pad::off}, {}, Reduction::rms, reference::rms_none) < 1e-11);
    CHECK(op({25, 10, Pad::mirror}, hann, Reduction::rms, reference::hann_rms_mirror) < 1e-11);
    CHECK(op({25, 10, Pad::zeros}, hann, Reduction::rms, reference::hann_rms_zeros) < 1e-11);
    CHECK(op({25, 10, Pad::off}, hann, Reduction::rms, reference::hann_rms_none) < 1e-11);
}

TEST_CASE("window_op gives numpy's values with every reduction") {
    const SegmentOptions options{.nperseg = 20, .stride = 7};
    CHECK(op(options, hann, reduction("mean"), reference::hann_mean) < 1e-11);
    CHECK(op(options, hann, reduction("sum"), reference::hann_sum) < 1e-10);
    CHECK(op(options, hann, reduction("std"), reference::hann_std) < 1e-11);
    CHECK(op(options, hann, reduction("var"), reference::hann_var) < 1e-11);
    CHECK(op(options, hann, reduction("min"), reference::hann_min) < 1e-11);
    CHECK(op(options, hann, reduction("max"), reference::hann_max) < 1e-11);
    CHECK(reduction("rms") == Reduction::rms);
}

TEST_CASE("A segment longer than the signal is mirrored again and again") {
    CHECK(op({400, 50, Pad::mirror}, {}, Reduction::rms, reference::rms_wide) < 1e-11);
}

TEST_CASE("window_op with a function of one's own agrees with the reduction of the same name") {
    const ArrayXXd x = noise();
    for (const Pad pad : {Pad::mirror, Pad::zeros, Pad::off}) {
        const Segments segments(x.rows(), {25, 10, pad}, hann);
        const ArrayXXd got =
            window_op(x, segments, [](const ArrayXd& s) { return std::sqrt(s.square().mean()); });
        CHECK((got - window_op(x, segments)).abs().maxCoeff() < 1e-12);
    }
}

TEST_CASE("Every channel is taken by itself") {
    const ArrayXXd x = noise();
    ArrayXXd both(x.rows(), 2);
    both << x, -2 * x.colwise().reverse();
    const Segments segments(x.rows(), {16, 5}, hann);
    const ArrayXXd got = window_op(both, segments, Reduction::max);
    CHECK(got.rows() == segments.count());
    CHECK((got.col(0) == window_op(x, segments, Reduction::max).col(0)).all());
    CHECK((got.col(1) == window_op(both.col(1), segments, Reduction::max).col(0)).all());
}

TEST_CASE("Segments say where they begin and how long they are") {
    const Segments padded(100, {20, 30});
    CHECK(padded.count() == 4);
    CHECK(padded.begin(0) == -10);
    CHECK(padded.size(3) == 20);
    const Segments cut(100, {20, 30, Pad::off});
    CHECK(cut.begin(0) == 0);
    CHECK(cut.size(0) == 10);
    CHECK(cut.size(1) == 20);
    const Segments odd(92, {5, 30, Pad::off});
    CHECK(odd.begin(3) == 88);
    CHECK(odd.size(3) == 4);
}

TEST_CASE("One sample and none have their segments") {
    const ArrayXXf one = ArrayXXf::Constant(1, 1, -3);
    CHECK(window_op(one, Segments(1, {64, 32}))(0, 0) == 3);
    CHECK(window_op(one, Segments(1, {64, 32, Pad::zeros}))(0, 0) == Approx(3 / 8.0));
    CHECK(window_op(one, Segments(1, {64, 32, Pad::off}, hann))(0, 0) == 0); // hann(1) of this test is 0
    CHECK(window_op(ArrayXXf(0, 2), Segments(0, {64, 32})).rows() == 0);
}

TEST_CASE("A NaN makes the values of its segments NaN and no others") {
    ArrayXXf x = noise().cast<float>();
    x(80) = std::numeric_limits<float>::quiet_NaN();
    const Segments segments(x.rows(), {20, 10});
    for (const Reduction fn :
         {Reduction::rms, Reduction::mean, Reduction::std, Reduction::min, Reduction::max}) {
        const ArrayXXf got = window_op(x, segments, fn);
        for (Index k = 0; k < got.rows(); ++k) CHECK(std::isnan(got(k)) == (k == 8 || k == 9));
    }
}

TEST_CASE("Segments reject sizes below one and windows of another length") {
    CHECK_THROWS_AS(Segments(100, {0, 32}), pya::ArgumentError);
    CHECK_THROWS_AS(Segments(100, {64, 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Segments(-1, {64, 32}), pya::ArgumentError);
    CHECK_THROWS_AS(Segments(100, {64, 32}, [](Index) { return hann(3); }), pya::ArgumentError);
    CHECK_THROWS_AS(window_op(ArrayXXf(ArrayXXf::Zero(50, 1)), Segments(51)), pya::ArgumentError);
    CHECK_THROWS_AS(
        window_op(ArrayXXf(ArrayXXf::Zero(50, 1)), Segments(51), [](const ArrayXf&) { return 0; }),
        pya::ArgumentError);
    CHECK_THROWS_AS(reduction("loudness"), pya::ArgumentError);
}

TEST_CASE("overlap_add gives numpy's values for strides that stretch and squeeze and leave gaps") {
    const Eigen::Map<const ArrayXd> window(reference::hann_24.data(), 24);
    const ArrayXXd x = noise();
    CHECK(worst(overlap_add(x, {24, 12, 17}, window), reference::ola_stretched) < 1e-10);
    CHECK(worst(overlap_add(x, {24, 12, 5}, window), reference::ola_squeezed) < 1e-10);
    CHECK(worst(overlap_add(x, {10, 11, 30}), reference::ola_gaps) < 1e-10);
    const ArrayXXf xf = x.cast<float>();
    CHECK(worst(overlap_add(xf, {24, 12, 5}, window), reference::ola_squeezed) < 4e-6);
}

TEST_CASE("The jitter of overlap_add is that of numpy's randint") {
    const OverlapAddOptions options{24, 12, 12, 9, 40, 3};
    CHECK(worst(overlap_add(noise(), options, Eigen::Map<const ArrayXd>(reference::hann_24.data(), 24)),
                reference::ola_jittered) < 1e-10);
}

TEST_CASE("All channels share the jitter") {
    ArrayXXd both(157, 2);
    both << noise(), 2 * noise();
    const ArrayXXd got = overlap_add(both, {24, 12, 12, 9, 40, 3});
    CHECK((got.col(1) - 2 * got.col(0)).abs().maxCoeff() < 1e-12);
}

TEST_CASE("overlap_add takes what a grain has beyond the ends from the reflected signal, or zeros") {
    const ArrayXXd x = noise().topRows(60);
    const ArrayXd w = hann(24);
    for (const pya::dsp::Pad pad : {pya::dsp::Pad::mirror, pya::dsp::Pad::zeros, pya::dsp::Pad::off}) {
        const bool mirror = pad == pya::dsp::Pad::mirror;
        ArrayXXd expected = ArrayXXd::Zero(5 * 7, 1);
        for (Index g = 0; g < 5; ++g)
            for (Index k = 0; k < 24; ++k) {
                const Index from = g * 12 - 12 + k, to = g * 7 - 12 + k;
                const Index seen = from < 0 ? -from : from > 59 ? 118 - from : from;
                if (to >= 0 && to < 35 && (mirror || seen == from)) expected(to, 0) += w[k] * x(seen, 0);
            }
        const ArrayXXd got = overlap_add(x, {.nperseg = 24, .stride_in = 12, .stride_out = 7, .pad = pad}, w);
        CHECK((got - expected).abs().maxCoeff() < 1e-14);
    }
}

TEST_CASE("overlap_add with equal strides and windows that add up to one is the identity") {
    const ArrayXXd x = noise();
    const ArrayXXd got = overlap_add(x, {24, 12, 12}, hann(24));
    REQUIRE(got.rows() == 156);
    CHECK((got - x.topRows(156)).topRows(144).abs().maxCoeff() < 1e-12);
}

TEST_CASE("overlap_add writes the memory it is given and no more") {
    const ArrayXXf x = noise().cast<float>();
    ArrayXXf room = ArrayXXf::Constant(200, 3, 7);
    Eigen::Ref<ArrayXXf, 0, Eigen::OuterStride<>> out = room.block(10, 1, 156, 1);
    overlap_add(x, {24, 12, 12, 30, 500, 1}, hann(24), out);
    CHECK((room.block(10, 1, 156, 1) == overlap_add(x, {24, 12, 12, 30, 500, 1}, hann(24))).all());
    CHECK((room.col(0) == 7).all());
    CHECK((room.col(2) == 7).all());
    CHECK((room.col(1).head(10) == 7).all());
    CHECK((room.col(1).tail(34) == 7).all());
}

TEST_CASE("A signal shorter than a stride has no grains") {
    CHECK(overlap_add(ArrayXXf(ArrayXXf::Zero(31, 2)), {64, 32, 32}).rows() == 0);
    CHECK(overlap_add(ArrayXXf(0, 2), {64, 32, 32}).cols() == 2);
}

TEST_CASE("overlap_add rejects sizes out of range and windows of another length") {
    const ArrayXXf x = ArrayXXf::Zero(100, 1);
    CHECK_THROWS_AS(overlap_add(x, {.nperseg = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.stride_in = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.stride_out = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.jitter_in = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {.jitter_out = Index(1) << 40}), pya::ArgumentError);
    CHECK_THROWS_AS(overlap_add(x, {}, hann(63)), pya::ArgumentError);
    ArrayXXf small = ArrayXXf::Zero(95, 1);
    CHECK_THROWS_AS(overlap_add(x, {}, hann(64), small), pya::ArgumentError);
}
