// SPDX-License-Identifier: MIT
#include <pya/dsp/iir.hpp>
#include <pya/pya.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

using namespace pya;

namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();
constexpr float infinite = std::numeric_limits<float>::infinity();

Asig random(Index samples, Index channels = 1, int sr = 1000) {
    return Asig(Eigen::ArrayXXf::Random(samples, channels), {.sr = sr, .label = "a"});
}

} // namespace

TEST_CASE("the samples of a channel are a span", "[asig][words]") {
    const Asig a = random(7, 2);
    CHECK(a.channel(1).data() == a.sig().col(1).data());
    CHECK(a.channel(0).size() == 7);
    CHECK(a.channel(-1)[3] == a.sig()(3, 1));
    CHECK_THROWS_AS(a.channel(2), ArgumentError);
    CHECK_THROWS_AS(a.channel(-3), ArgumentError);
    const Asig nothing(0);
    CHECK(nothing.channel(0).empty());
}

TEST_CASE("a signal of one channel is a range of its samples", "[asig][words]") {
    Asig a = random(100);
    float sum = 0;
    for (const float x : a) sum += x;
    CHECK(sum == Approx(a.sig().sum()).margin(1e-4));
    CHECK(*std::max_element(a.begin(), a.end()) == a.sig().maxCoeff());
    CHECK(std::span<const float>(a).size() == 100);
}

TEST_CASE("several channels are no range of samples", "[asig][words]") {
    const Asig a = random(4, 2);
    CHECK_THROWS_AS(a.begin(), ArgumentError);
    CHECK_THROWS_AS(a.end(), ArgumentError);
}

TEST_CASE("the peak is the largest magnitude of all channels", "[asig][words]") {
    CHECK(Asig({0.5f, -0.75f, 0.25f}).peak() == 0.75);
    CHECK(Asig({0.5f, 0.f}).shift_channel(1).peak() == 0.5);
    CHECK(Asig(0).peak() == 0);
    CHECK(std::isnan(Asig({0.5f, not_a_number}).peak()));
    CHECK(std::isinf(Asig({0.5f, -infinite}).peak()));
}

TEST_CASE("reverse puts the last sample first", "[asig][words]") {
    const Asig a = random(101, 2);
    const Asig b = a.reverse();
    CHECK((b.sig() == a.sig().colwise().reverse()).all());
    CHECK(b.reverse() == a);
    CHECK(b.label() == "a_reversed");
    CHECK(b.cn() == a.cn());
    CHECK(Asig(0).reverse().samples() == 0);
    CHECK(random(1).reverse().samples() == 1);
    Asig marked(100);
    marked.set_events({{10, 20}, {50, 80}});
    CHECK(marked.reverse().events() == std::vector<dsp::Event>{{20, 50}, {80, 90}});
}

TEST_CASE("repeat puts the signal in a row", "[asig][words]") {
    const Asig a = random(7, 2);
    CHECK(a.repeat(3) == a.append(a).append(a));
    CHECK(a.repeat(1) == a);
    CHECK(a.repeat(0).samples() == 0);
    CHECK(a.repeat(0).channels() == 2);
    CHECK(Asig(0).repeat(1000).samples() == 0);
    CHECK(a.repeat(2).cn() == a.cn());
    Asig marked(100);
    marked.set_events({{10, 20}, {90, 300}});
    CHECK(marked.repeat(2).events() == std::vector<dsp::Event>{{10, 20}, {90, 100}, {110, 120}, {190, 200}});
    CHECK_THROWS_AS(a.repeat(-1), ArgumentError);
    CHECK_THROWS_AS(a.repeat(std::numeric_limits<Index>::max()), ArgumentError);
    CHECK_THROWS_AS(a.repeat(Index{1} << 42), MemoryError);
}

TEST_CASE("trim takes the silence off the ends, but none from the middle", "[asig][words]") {
    Asig a(1000, {.sr = 1000, .channels = 2});
    a(200, 0) = 0.5;
    a(700, 1) = -0.01;
    a(100, 0) = 0.0009;
    CHECK(a.trim() == a(slice(200, 701)));
    CHECK(a.trim({.sil_thr = -20}) == a(slice(200, 201)));
    CHECK(a.trim({.sil_thr = -70}) == a(slice(100, 701)));
    CHECK(a.trim({.sil_pad = 50_ms}) == a(slice(150, 751)));
    CHECK(a.trim({.sil_pad = {0_s, 10_s}}) == a(slice(200, none)));
    CHECK(a.trim().storage().shares_with(a.storage()));
    CHECK(a.trim().label() == "_trimmed");
    a.set_events({{190, 300}});
    CHECK(a.trim().events() == std::vector<dsp::Event>{{0, 100}});
}

TEST_CASE("silence and nothing are trimmed to nothing, and NaN is sound", "[asig][words]") {
    CHECK(Asig(100, {.channels = 2}).trim().samples() == 0);
    CHECK(Asig(100, {.channels = 2}).trim({.sil_pad = 1}).samples() == 0);
    CHECK(Asig(0).trim().samples() == 0);
    Asig a(100);
    a(40, 0) = not_a_number;
    CHECK(a.trim().samples() == 1);
    CHECK_THROWS_AS(a.trim({.sil_pad = -1}), ArgumentError);
    CHECK_THROWS_AS(a.trim({.sil_thr = std::numeric_limits<double>::quiet_NaN()}), ArgumentError);
}

TEST_CASE("crossfade is fade_out and fade_in, one over the other", "[asig][words]") {
    const Asig a = random(500, 2), b = random(300, 2).set_label("b");
    for (const double curve : {0.5, 1., 2.}) {
        Asig want = a.fade_out(0.1, curve).pad(200);
        want.add(b.fade_in(0.1, curve), {.pos = 400});
        const Asig got = a.crossfade(b, 0.1, curve);
        CHECK(got.samples() == 700);
        CHECK(got.allclose(want, {.atol = 1e-7}));
        CHECK(got.label() == "a+b");
    }
    CHECK(a.crossfade(b, 0) == a.append(b));
    CHECK(a == Asig(a));
}

TEST_CASE("a crossfade keeps the sum of gains with a curve of 1, and their power with 0.5", "[asig][words]") {
    const Asig ones(Eigen::ArrayXf::Ones(200), {.sr = 1000});
    CHECK((ones.crossfade(ones, 0.1, 1).sig() - 1).abs().maxCoeff() < 1e-6f);
    const Asig left = ones.shift_channel(1), right = ones.shift_channel(1).rewire({{{1, 0}, 1}, {{0, 1}, 1}});
    const Asig both = left.crossfade(right, 0.1);
    CHECK((both.sig().square().rowwise().sum() - 1).abs().maxCoeff() < 1e-6f);
}

TEST_CASE("crossfades of other rates, longer than a signal, and of nothing", "[asig][words]") {
    const Asig a = random(500), b = random(300, 1, 500);
    CHECK(a.crossfade(b).allclose(a.crossfade(b.resample(1000, {.kind = Interp::sinc_best}))));
    Warnings warnings;
    CHECK(a.crossfade(random(30), 0.1).samples() == 500);
    CHECK(warnings.seen.size() == 1);
    CHECK(a.crossfade(Asig(0, {.sr = 1000}), 0) == a);
    CHECK(Asig(0, {.sr = 1000}).crossfade(a, 0) == a);
    CHECK_THROWS_AS(a.crossfade(random(30, 2)), ArgumentError);
    CHECK_THROWS_AS(a.crossfade(a, -1), ArgumentError);
    CHECK_THROWS_AS(a.crossfade(a, 0.1, -1), ArgumentError);
    Asig marked = random(500);
    marked.set_events({{450, 500}});
    CHECK(marked.crossfade(marked).events() == std::vector<dsp::Event>{{450, 500}, {850, 900}});
}

TEST_CASE("lfilter and sosfilt are those of the kernels, channel by channel", "[asig][words]") {
    const Asig a = random(600, 3);
    const std::vector<double> b{0.2, 0.3}, den{1, -0.5, 0.1};
    const Eigen::ArrayXd bs = Eigen::Map<const Eigen::ArrayXd>(b.data(), 2);
    const Eigen::ArrayXd as = Eigen::Map<const Eigen::ArrayXd>(den.data(), 3);
    CHECK((a.lfilter(b, den).sig() == dsp::lfilter(bs, as, Eigen::ArrayXXf(a.sig()))).all());
    CHECK(a.lfilter({1}) == a);
    CHECK(a.lfilter({0, 1})(slice(1, none)) == a(slice(0, -1)));
    CHECK(a.lfilter({1}).label() == "a_lfilter");
    const Asig filtered = a.iirfilter(100, {.btype = Btype::lowpass});
    CHECK(a.sosfilt(filtered.filter().sos()) == filtered);
    CHECK(a.sosfilt(filtered.filter().sos()).label() == "a_sosfilt");
    CHECK(a.sosfilt(filtered.filter().sos()).cn() == a.cn());
    CHECK(Asig(0).lfilter({1}).samples() == 0);
    CHECK_THROWS_AS(a.lfilter({}), ArgumentError);
    CHECK_THROWS_AS(a.lfilter({1}, {0, 1}), ArgumentError);
    CHECK_THROWS_AS(a.sosfilt(Sos(0, 6)), ArgumentError);
}

TEST_CASE("allclose is numpy's", "[asig][words]") {
    const Asig a({1.f, 100.f, 0.f}, {.sr = 8});
    CHECK(a.allclose(a));
    CHECK(a.allclose(Asig({1.000009f, 100.0009f, 1e-9f}, {.sr = 8})));
    CHECK_FALSE(a.allclose(Asig({1.00002f, 100.f, 0.f}, {.sr = 8})));
    CHECK_FALSE(a.allclose(Asig({1.f, 100.f, 1e-7f}, {.sr = 8})));
    CHECK(a.allclose(Asig({1.f, 100.f, 1e-7f}, {.sr = 8}), {.atol = 1e-6}));
    CHECK(a.allclose(Asig({1.1f, 110.f, 0.f}, {.sr = 8}), {.rtol = 0.1}));
    CHECK_FALSE(a.allclose(Asig({1.f, 100.f, 0.f}, {.sr = 9})));
    CHECK_FALSE(a.allclose(Asig({1.f, 100.f}, {.sr = 8})));
    CHECK_FALSE(a.allclose(a.shift_channel(1)));
    CHECK(Asig(0).allclose(Asig(0)));
    CHECK_THROWS_AS(a.allclose(a, {.rtol = -1}), ArgumentError);
    CHECK_THROWS_AS(a.allclose(a, {.atol = std::numeric_limits<double>::quiet_NaN()}), ArgumentError);
}

TEST_CASE("NaN is close to nothing unless it is meant, infinities are close to themselves", "[asig][words]") {
    const Asig odd({not_a_number, infinite});
    CHECK_FALSE(odd.allclose(odd));
    CHECK(odd.allclose(odd, {.equal_nan = true}));
    CHECK(Asig({infinite}).allclose(Asig({infinite})));
    CHECK_FALSE(Asig({infinite}).allclose(Asig({-infinite})));
    CHECK_FALSE(Asig({1.f}).allclose(Asig({infinite})));
    CHECK_FALSE(Asig({not_a_number}).allclose(Asig({1.f}), {.equal_nan = true}));
}

TEST_CASE("a window is periodic or symmetric", "[asig][words]") {
    const Asig ones(Eigen::ArrayXf::Ones(9));
    const auto window = [](bool fftbins) { return dsp::get_window("hann", 9, fftbins).cast<float>().eval(); };
    CHECK((ones.window("hann").sig().col(0) == window(true)).all());
    CHECK((ones.window("hann", {.fftbins = false}).sig().col(0) == window(false)).all());
    CHECK((ones.window(dsp::Window("kaiser", 8.6), {.fftbins = false}).sig().col(0) ==
           dsp::get_window({"kaiser", 8.6}, 9, false).cast<float>())
              .all());
    CHECK(ones.window("hann", {.fftbins = false}).sig()(8, 0) == 0);
}
