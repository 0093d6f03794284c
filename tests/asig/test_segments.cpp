// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "asig/reference_signal.hpp"
#include "support/catch.hpp"

#include <limits>

using namespace pya;
using reference::difference;

namespace {

Asig ones(Index samples, Index channels = 1) {
    return Asig(Eigen::ArrayXXf::Ones(samples, channels), {.sr = 1000, .label = "a"});
}

} // namespace

TEST_CASE("window_op reduces windowed segments of each channel", "[asig]") {
    const Asig a = reference::stereo_signal();
    const Asig out = a.window_op({.nperseg = 16, .stride = 10, .win = "hann"});
    CHECK(out.sr() == 100);
    CHECK(out.label() == "window_oped");
    CHECK(out.cn() == a.cn());
    CHECK(difference(out, reference::hann_rms) < 1e-7);
}

TEST_CASE("window_op has one value for each stride that begins in the signal", "[asig]") {
    for (const Index samples : {1, 31, 32, 33, 64, 97}) {
        const Asig out = ones(samples).window_op();
        CHECK(out.samples() == (samples + 31) / 32);
        CHECK((out.sig() - 1).abs().maxCoeff() < 1e-6f);
    }
    CHECK(ones(0).window_op().samples() == 0);
    CHECK(ones(10).window_op({.stride = 5000}).sr() == 1);
    CHECK(ones(1).window_op({.nperseg = 1, .stride = 1}) == ones(1));
}

TEST_CASE("window_op takes a named reduction or a function of the segment as a signal", "[asig]") {
    const Asig a = reference::stereo_signal();
    const WindowOpOptions options{.nperseg = 15, .stride = 7, .win = "hann", .fn = "max"};
    std::vector<std::string> names;
    const Asig out = a.window_op(options, [&](const Asig& segment) {
        CHECK(segment.sr() == 1000);
        names.push_back(segment.cn()[0]);
        return static_cast<double>(segment.sig().maxCoeff());
    });
    CHECK(out == a.window_op(options));
    CHECK(names.front() == "l");
    CHECK(names.back() == "r");
    CHECK(a.window_op({.fn = "mean"}).sig()(0, 0) == Approx(a.window_op({.fn = "sum"}).sig()(0, 0) / 64));
}

TEST_CASE("a reduction meets NaN and silence as numbers do", "[asig]") {
    CHECK(Asig(100, {.sr = 1000}).window_op().sig().isZero());
    Asig a = ones(200);
    a.write()(150, 0) = std::numeric_limits<float>::quiet_NaN();
    const Asig out = a.window_op();
    CHECK(out.sig()(0, 0) == Approx(1));
    CHECK(out.sig().isNaN().any());
}

TEST_CASE("overlap_add places windowed grains at the other stride", "[asig]") {
    const Asig a = reference::stereo_signal();
    const Asig out = a.overlap_add({.nperseg = 16, .stride_in = 8, .stride_out = 12, .win = "hann"});
    CHECK(difference(out, reference::stretched) < 1e-6);
    CHECK(out.sr() == 1000);
    CHECK(out.label() == "noise_ola");
    CHECK(out.cn() == a.cn());
}

TEST_CASE("overlap_add with equal strides and a window that sums to 1 is the signal itself", "[asig]") {
    const Asig a(Eigen::ArrayXXf::Random(640, 2), {.sr = 1000});
    const Asig out = a.overlap_add({.nperseg = 64, .stride_in = 32, .stride_out = 32, .win = "hann"});
    REQUIRE(out.samples() == 640);
    CHECK((out.sig() - a.sig()).topRows(600).abs().maxCoeff() < 1e-6f);
}

TEST_CASE("jitter repeats with its seed", "[asig]") {
    const Asig a(Eigen::ArrayXXf::Random(500, 1), {.sr = 1000});
    const auto jittered = [&](std::uint32_t seed) {
        return a.overlap_add({.jitter_in = 20, .jitter_out = 20, .win = "hann", .seed = seed});
    };
    CHECK(jittered(1) == jittered(1));
    CHECK_FALSE(jittered(1) == jittered(2));
    CHECK(Asig(0).overlap_add().samples() == 0);
    CHECK(Asig(100).overlap_add() == Asig(96));
}

TEST_CASE("segments of no length are refused, and the signal stays", "[asig]") {
    const Asig a = ones(100), before = a;
    CHECK_THROWS_AS(a.window_op({.nperseg = 0}), ArgumentError);
    CHECK_THROWS_AS(a.window_op({.stride = 0}), ArgumentError);
    CHECK_THROWS_AS(a.window_op({.fn = "median"}), ArgumentError);
    CHECK_THROWS_AS(a.window_op({.win = "bogus"}), ArgumentError);
    CHECK_THROWS_AS(a.window_op({}, nullptr), ArgumentError);
    CHECK_THROWS_AS(a.overlap_add({.nperseg = -1}), ArgumentError);
    CHECK_THROWS_AS(a.overlap_add({.stride_in = 0}), ArgumentError);
    CHECK_THROWS_AS(a.overlap_add({.stride_out = 0}), ArgumentError);
    CHECK_THROWS_AS(a.overlap_add({.jitter_in = -1}), ArgumentError);
    CHECK(a == before);
}
