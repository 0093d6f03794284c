// SPDX-License-Identifier: MIT
#include "renderer.hpp"
#include "support/catch.hpp"

#include <pya/pya.hpp>

using namespace pya;

TEST_CASE("gridplot titles its plots with class and label in 30 characters") {
    const Asig word(Ugen::noise({.n_rows = 2000}).sig(), {.label = std::string(40, 'x')});
    plot::Figure figure = gridplot({word, word.to_spec(), word.to_stft(), word.to_mfcc()}, {.colwrap = 2});
    REQUIRE(figure.size() == 4);
    CHECK(figure.axes(0).title() == "Asig: " + std::string(24, 'x') + "...");
    CHECK(figure.axes(1).title() == "Aspec: " + std::string(23, 'x') + "...");
    CHECK(figure.axes(2).title() == "Astft: " + std::string(23, 'x') + "...");
    CHECK(figure.axes(3).title() == "Amfcc: " + std::string(23, 'x') + "...");
    CHECK(figure.grid().rows == 2);
    CHECK(figure.grid().cols == 4);
    CHECK(figure.grid().width_ratios == std::vector<double>{100, 4, 100, 4});
}

TEST_CASE("gridplot draws features") {
    const Asig word = Ugen::noise({.n_rows = 8000, .label = "word"});
    const plot::Figure figure = gridplot({word, word.norm().to_mel({.n_mels = 20}), word.norm().pitch()});
    REQUIRE(figure.size() == 3);
    CHECK(figure.axes(1).title() == "Afeature: word"); // without what methods add
    CHECK(figure.axes(2).title() == "Afeature: word");
    CHECK(figure.axes(1).images().size() == 1);
    CHECK(figure.axes(2).curves().size() == 3);
}

TEST_CASE("gridplot leaves the current figure alone") {
    plot::figure();
    gridplot({Asig(10), Asig(10)});
    CHECK(plot::gcf().size() == 0);
}

TEST_CASE("gridplot of nothing or in no columns is an ArgumentError") {
    CHECK_THROWS_AS(gridplot({}), ArgumentError);
    CHECK_THROWS_AS(gridplot({Asig(10)}, {.colwrap = 0}), ArgumentError);
    CHECK_THROWS_AS(gridplot({Asig(10)}, {.cbar_ratio = 0}), ArgumentError);
}

TEST_CASE("gridplot shortens a title at whole characters") {
    std::string label;
    for (int i = 0; i < 40; ++i) label += "\xc3\xa4";
    const plot::Figure figure = gridplot({Asig({1.f}, {.label = label})});
    CHECK(figure.axes(0).title().size() == 6 + 24 * 2 + 3);
}

TEST_CASE("basicplot draws on the axes it is given") {
    plot::Figure figure;
    plot::Axes& axes = figure.subplot(1, 2, 2);
    const Eigen::ArrayXXd data = Eigen::ArrayXXd::Random(5, 2);
    basicplot(data, Eigen::ArrayXd::LinSpaced(5, 0, 1), {.cn = {"a", "b"}, .ax = &axes, .ylabel = "height"});
    CHECK(axes.curves().size() == 2);
    CHECK(axes.lanes() == std::vector<std::string>{"a", "b"});
    CHECK(axes.ylabel() == "height");
    CHECK_THROWS_AS(basicplot(data, Eigen::ArrayXd::Zero(4), {.ax = &axes}), ArgumentError);
    CHECK_THROWS_AS(basicplot(data, Eigen::ArrayXd::Zero(5), {.cn = {"a"}, .ax = &axes}), ArgumentError);
}

TEST_CASE("A spectrogram is drawn where its frames and bins are") {
    plot::Figure figure;
    const Asig sig = Ugen::sine({.freq = 11025, .dur = 0.5});
    const Astft stft = sig.to_stft({.nperseg = 512});
    stft.plot({.fn = PlotFn::db, .ax = &figure.axes()});
    const plot::Image& image = figure.axes().images()[0];
    Index row = 0;
    image.z.col(20).maxCoeff(&row);
    CHECK(image.y0 + static_cast<double>(row) * image.dy == Approx(11025));
    CHECK(image.x0 + 20 * image.dx == Approx(stft.times()[20]));
    CHECK(figure.axes().clabel() == "level (dB)");
}

TEST_CASE("A two-sided transform is drawn with ascending frequencies") {
    plot::Figure figure;
    const Asig sig = Ugen::sine({.freq = 11025, .dur = 0.1});
    sig.to_stft({.nperseg = 64, .return_onesided = false}).plot({.ax = &figure.axes()});
    const plot::Image& image = figure.axes().images()[0];
    CHECK(image.y0 == Approx(-22050));
    CHECK(image.z(48, 20) == Approx(image.z(16, 20)).epsilon(1e-3));
    CHECK(image.z(48, 20) > 100 * image.z(32, 20));
}
