// SPDX-License-Identifier: MIT
#include "renderer.hpp"
#include "support/catch.hpp"

#include <pya/pya.hpp>

#include <cmath>

using namespace pya;

namespace {

Asig noise(Index channels = 1) {
    Asig sig = Ugen::noise({.dur = 0.5, .sr = 22050, .channels = channels});
    return sig.set_label("noise");
}

std::vector<std::string> names(const std::vector<plot::Tick>& ticks) {
    std::vector<std::string> list;
    for (const plot::Tick& tick : ticks) list.push_back(tick.text);
    return list;
}

} // namespace

TEST_CASE("Each feature is drawn on axes of its own") {
    plot::figure();
    noise().features({"centroid", "contrast", "rms", "mel"}).plot();
    REQUIRE(plot::gcf().size() == 4);
    CHECK(plot::gcf().axes(0).ylabel() == "centroid (Hz)");
    CHECK(plot::gcf().axes(1).curves().size() == 7);
    CHECK(plot::gcf().axes(2).ylabel() == "rms");
    CHECK(plot::gcf().axes(3).images().size() == 1);
}

TEST_CASE("Channels of a curve share axes and those of an image are stacked") {
    plot::figure();
    const Afeature f = noise(2).set_cn({"l", "r"}).features({"rms", "chroma"}, {}, {.chroma = {.tuning = 0}});
    f.plot();
    REQUIRE(plot::gcf().size() == 2);
    CHECK(plot::gcf().axes(0).curves()[1].style.label == "r:rms");
    CHECK(plot::gcf().axes(1).lanes() == std::vector<std::string>{"l", "r"});
    plot::figure();
    f.plot({.ch = 1});
    CHECK(plot::gcf().axes(0).curves().size() == 1);
    CHECK(plot::gcf().axes(1).lanes().empty());
}

TEST_CASE("Beside an image are frequencies, notes or pitch classes") {
    plot::figure();
    noise().to_mel().to_db().plot();
    CHECK(plot::gca().ylabel() == "frequency (Hz)");
    CHECK(plot::gca().clabel() == "level (dB)");
    CHECK(names(plot::gca().yticks()).back() == "10000");
    plot::figure();
    noise().to_chroma({.tuning = 0}).plot();
    CHECK(plot::gca().ylabel() == "pitch class");
    CHECK(names(plot::gca().yticks()) == std::vector<std::string>{"C", "D", "E", "F", "G", "A", "B"});
    plot::figure();
    std::vector<double> freqs;
    for (int k = 0; k < 36; ++k) freqs.push_back(440 * std::exp2((k - 33) / 12.)); // from C2
    Afeature(Eigen::ArrayXXd::Random(5, 36), {.freqs = freqs}).plot();
    CHECK(plot::gca().ylabel() == "note");
    CHECK(names(plot::gca().yticks()) == std::vector<std::string>{"C2", "C3", "C4"});
    CHECK(plot::gca().yticks()[1].at == Approx(12));
}

TEST_CASE("A feature is drawn over a spectrogram") {
    const Renderer renderer;
    plot::figure();
    const Asig tone = Ugen::sawtooth({.freq = 200, .dur = 0.3});
    tone.to_stft().plot({.ylim = {0, 1000}});
    tone.pitch()("f0").plot({.ax = &plot::gca(), .style = {.color = "white"}});
    REQUIRE(plot::gcf().size() == 1);
    CHECK(plot::gca().images().size() == 1);
    CHECK(plot::gca().curves().size() == 1);
    savefig(renderer.target());
}

TEST_CASE(
    "Features that can't be drawn are refused before anything is drawn, and nothing is drawn as nothing") {
    plot::figure();
    const Afeature mel = noise().to_mel();
    CHECK_THROWS_AS(mel.plot({.ch = 1}), ArgumentError);
    CHECK_THROWS_AS(mel({0, 1, 5}).plot(), ArgumentError);
    CHECK_THROWS_AS(mel.plot({.clim = {NAN, 1}}), ArgumentError);
    CHECK(plot::gca().empty());
    CHECK_NOTHROW(mel(slice(0, 0)).plot());
    CHECK_NOTHROW(Afeature(Eigen::ArrayXXd(0, 0)).plot());
    CHECK(mel(slice(0, 1)).plot().frames() == 1);
}
