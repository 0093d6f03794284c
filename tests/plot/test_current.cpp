// SPDX-License-Identifier: MIT
#include "renderer.hpp"
#include "support/catch.hpp"

#include <pya/pya.hpp>

#include <thread>

using namespace pya;

TEST_CASE("A chain of plots draws into one figure and goes on") {
    plot::figure();
    const Asig tone = Ugen::sine({.dur = 0.1});
    const Asig last = tone.plot().norm(0.5).set_label("at half the level").plot();
    CHECK(last.sig().maxCoeff() == Approx(0.5f));
    REQUIRE(plot::gcf().size() == 1);
    CHECK(plot::gcf().axes(0).curves().size() == 2);
    CHECK(plot::gcf().axes(0).has_legend());
}

TEST_CASE("A plot of other quantities gets axes below") {
    plot::figure();
    const Asig tone = Ugen::sine({.dur = 0.1});
    tone.plot();
    tone.plot({.fn = PlotFn::db});
    tone.to_stft().plot();
    tone.to_spec().plot();
    tone.to_mfcc().plot();
    REQUIRE(plot::gcf().size() == 5);
    CHECK(plot::gcf().panels()[4].rows == 5);
    CHECK(plot::gcf().axes(1).ylabel() == "level (dB)");
    CHECK(plot::gcf().axes(2).ylabel() == "frequency (Hz)");
    CHECK(plot::gcf().axes(3).xlabel() == "frequency (Hz)");
    CHECK(plot::gcf().axes(4).images().size() == 1);
}

TEST_CASE("A saved figure can be saved again and the next plot begins a new one") {
    const Renderer renderer;
    plot::figure();
    const Asig tone = Ugen::sine({.dur = 0.1});
    tone.plot();
    savefig(renderer.target("a.png"));
    savefig(renderer.target("a.pdf"));
    CHECK(plot::gcf().axes(0).curves().size() == 1);
    plot::title("next");
    tone.plot();
    CHECK(plot::gcf().axes(0).curves().size() == 1);
    CHECK(plot::gcf().axes(0).title() == "next");
}

TEST_CASE("A figure that could not be saved stays the current one") {
    const Renderer renderer("exit 1");
    plot::figure();
    Ugen::sine({.dur = 0.1}).plot();
    CHECK_THROWS_AS(savefig(renderer.target()), PlotError);
    Ugen::sine({.dur = 0.1}).plot();
    CHECK(plot::gcf().axes(0).curves().size() == 2);
}

TEST_CASE("After subplot everything goes where it was said") {
    plot::figure();
    plot::Axes& right = plot::subplot(1, 2, 2);
    Ugen::sine({.dur = 0.1}).plot().plot({.fn = PlotFn::db});
    CHECK(right.curves().size() == 2);
    CHECK(plot::gcf().size() == 1);
    CHECK(&plot::subplot(1, 2, 2) == &right);
}

TEST_CASE("Each thread has a current figure of its own") {
    plot::figure();
    Ugen::sine({.dur = 0.1}).plot();
    Index others = -1;
    std::thread([&] { others = plot::gcf().size(); }).join();
    CHECK(others == 0);
    CHECK(plot::gcf().size() == 1);
}

TEST_CASE("A bad option leaves the current figure as it was") {
    plot::figure();
    const Asig tone = Ugen::sine({.dur = 0.1});
    CHECK_THROWS_AS(tone.plot({.style = {.color = "no colour"}}), ArgumentError);
    CHECK_THROWS_AS(tone.plot({.style = {.lw = 0}}), ArgumentError);
    CHECK_THROWS_AS(tone.plot({.style = {.ls = "~"}}), ArgumentError);
    CHECK_THROWS_AS(tone.plot({.xlim = {2, 1}}), ArgumentError);
    CHECK_THROWS_AS(tone.to_stft().plot({.ch = 1}), ArgumentError);
    CHECK_THROWS_AS(tone.plot_freqz(), ArgumentError);
    CHECK(plot::gcf().size() == 0);
}

TEST_CASE("plot_spectrum shows magnitude above phase") {
    plot::figure();
    const Asig tone = Ugen::sine({.freq = 1000, .dur = 0.1});
    tone.plot_spectrum();
    REQUIRE(plot::gcf().size() == 2);
    CHECK(plot::gcf().axes(0).ylabel() == "magnitude");
    CHECK(plot::gcf().axes(1).ylabel() == "phase (rad)");
    const auto& magnitude = plot::gcf().axes(0).curves()[0].y;
    Index peak = 0;
    magnitude.maxCoeff(&peak);
    CHECK(static_cast<double>(peak) * plot::gcf().axes(0).curves()[0].dx == Approx(1000));
}

TEST_CASE("plot_events shades and numbers each event") {
    plot::figure();
    Asig sig(1000, {.sr = 100});
    sig.set_events({{100, 200}, {500, 700}}).plot_events();
    const plot::Axes& axes = plot::gcf().axes(0);
    REQUIRE(axes.marks().size() == 2);
    CHECK(axes.marks()[1].from == 5);
    CHECK(axes.marks()[1].to == 7);
    CHECK(axes.notes()[1].text == "1");
}

TEST_CASE("plot_freqz draws the gain of the filter in Hz and dB") {
    plot::figure();
    const Asig low = Asig(100, {.sr = 8000}).iirfilter(1000, {.btype = Btype::lowpass, .order = 2});
    low.plot_freqz({0.0, EIGEN_PI / 4});
    const plot::Curve& curve = plot::gcf().axes(0).curves()[0];
    CHECK(curve.x[1] == Approx(1000));
    CHECK(curve.fn(curve.y[0]) == Approx(0).margin(1e-9));
    CHECK(curve.fn(curve.y[1]) == Approx(-3.0103).margin(1e-4));
}
