// SPDX-License-Identifier: MIT
// Where plots go: into subplots, onto the axes given, onto the axis on the right; and the style arguments.
#include "renderer.hpp"
#include "support/catch.hpp"

#include <pya/pya.hpp>

#include <limits>

using namespace pya;

TEST_CASE("plot_spectrum shares the place of a subplot and leaves the others alone") {
    plot::figure();
    const Asig tone = Ugen::sine({.freq = 1000, .dur = 0.1});
    plot::subplot(1, 2, 1);
    tone.plot();
    plot::subplot(1, 2, 2);
    tone.plot_spectrum();
    tone.plot_spectrum();
    plot::Figure& figure = plot::gcf();
    REQUIRE(figure.size() == 3);
    for (const auto& panel : figure.panels()) {
        CHECK(panel.rows == 1);
        CHECK(panel.cols == 2);
    }
    CHECK(figure.panels()[0].parts == 1);
    CHECK(figure.panels()[1].part == 0);
    CHECK(figure.panels()[2].part == 1);
    CHECK(figure.panels()[2].index == 1);
    CHECK(figure.axes(1).ylabel() == "magnitude");
    CHECK(figure.axes(2).ylabel() == "phase (rad)");
    CHECK(figure.axes(1).curves().size() == 2);
    CHECK(&plot::subplot(1, 2, 2) == &figure.axes(1));
}

TEST_CASE("plot_spectrum draws on the axes it is given and nowhere else") {
    plot::figure();
    plot::Figure figure;
    const Asig tone = Ugen::sine({.freq = 1000, .dur = 0.1});
    tone.plot_spectrum({.ax = &figure.subplot(2, 1, 1), .ax_phase = &figure.subplot(2, 1, 2)});
    CHECK(figure.axes(0).curves().size() == 1);
    CHECK(figure.axes(1).curves().size() == 1);
    tone.plot_spectrum({.ax_phase = &figure.axes(1)});
    CHECK(figure.axes(0).curves().size() == 1);
    CHECK(figure.axes(1).curves().size() == 2);
    CHECK(plot::gcf().size() == 0);
}

TEST_CASE("plot_freqz draws on the axes it is given in the style it is given") {
    plot::figure();
    plot::Figure figure;
    const Asig low = Asig(100, {.sr = 8000}).iirfilter(1000, {.btype = Btype::lowpass});
    low.plot_freqz(100, {.ax = &figure.axes(),
                         .xlim = {100, 4000},
                         .ylim = {-60, 5},
                         .xscale = plot::Scale::log,
                         .style = {.color = "k", .lw = 2, .ls = "--", .label = "low pass"}});
    const plot::Axes& axes = figure.axes();
    CHECK(axes.curves()[0].style.ls == "--");
    CHECK(axes.curves()[0].style.label == "low pass");
    CHECK(axes.ylim().lo == -60.0);
    CHECK(axes.xscale() == plot::Scale::log);
    CHECK(plot::gcf().size() == 0);
    CHECK_THROWS_AS(low.plot_freqz(100, {.style = {.lw = -1}}), ArgumentError);
    CHECK_THROWS_AS(low.plot_freqz(100, {.xlim = {0, 1}, .xscale = plot::Scale::log}), ArgumentError);
    CHECK(plot::gcf().size() == 0);
}

TEST_CASE("After twinx the next plot is on the right") {
    const Renderer renderer;
    plot::figure();
    const Asig band = Ugen::noise({.dur = 0.1, .seed = 1}).iirfilter({2000, 8000});
    band.to_spec().plot({.fn = SpecFn::db});
    plot::twinx();
    band.plot_freqz(200, {.style = {.label = "gain"}});
    plot::ylim(-70, 10);
    plot::Figure& figure = plot::gcf();
    REQUIRE(figure.size() == 1);
    const plot::Axes& left = figure.axes(0);
    REQUIRE(left.twin() != nullptr);
    CHECK(left.curves().size() == 1);
    CHECK(left.twin()->curves().size() == 1);
    CHECK(left.twin()->ylabel() == "gain (dB)");
    CHECK(left.has_legend());
    savefig(renderer.target());
    const std::string script = renderer.script();
    CHECK(script.find("set y2range [-70:10]") != std::string::npos);
    CHECK(script.find(" axes x1y2 with lines lc rgb '#33ff7f0e'") != std::string::npos);
}

TEST_CASE("Axes on the right take no image and have none on their right") {
    plot::figure();
    const Asig tone = Ugen::sine({.dur = 0.1});
    tone.plot();
    plot::twinx();
    CHECK_THROWS_AS(tone.to_stft().plot(), ArgumentError);
    CHECK_THROWS_AS(plot::gca().twinx(), ArgumentError);
    CHECK(plot::gcf().size() == 1);
}

TEST_CASE("A copy of a figure has axes of its own on the right") {
    plot::Figure figure;
    figure.axes().twinx().plot(Eigen::ArrayXd::Zero(3));
    const plot::Figure copy = figure;
    figure.axes().twinx().plot(Eigen::ArrayXd::Zero(3));
    CHECK(copy.axes(0).twin()->curves().size() == 1);
}

TEST_CASE("A transform with an offset has channel c at c times offset plus scale times frequency") {
    plot::Figure figure;
    const Asig two(Eigen::ArrayXXf::Random(2000, 2), {.cn = {"l", "r"}});
    two.to_stft().plot({.offset = 30000.0, .scale = 0.5, .ax = &figure.axes(), .show_bar = false});
    const plot::Axes& axes = figure.axes();
    REQUIRE(axes.images().size() == 2);
    CHECK(axes.images()[0].y0 == 0);
    CHECK(axes.images()[1].y0 == 30000);
    CHECK(axes.images()[1].dy == Approx(0.5 * 44100 / 256));
    CHECK(axes.notes()[1].text == "r");
    CHECK(axes.notes()[1].y == 33000.0);
    CHECK(axes.lanes().empty());
    const Renderer renderer;
    figure.savefig(renderer.target());
    CHECK(renderer.script().find("set colorbox vertical") == std::string::npos);
    CHECK_THROWS_AS(two.to_stft().plot({.scale = 0}), ArgumentError);
}

TEST_CASE("Cepstra are drawn over frames or seconds and by offset") {
    plot::Figure figure;
    const Asig two(Eigen::ArrayXXf::Random(20000, 2));
    const Amfcc mfcc = two.to_mfcc();
    mfcc.plot({.offset = 20.0, .scale = 2, .x_as_time = false, .ax = &figure.axes(), .show_bar = false});
    const plot::Axes& axes = figure.axes();
    CHECK(axes.xlabel() == "frame");
    CHECK(axes.images()[1].x0 == 0);
    CHECK(axes.images()[1].dx == 1);
    CHECK(axes.images()[1].y0 == 20);
    CHECK(axes.images()[1].dy == 2);
    CHECK_FALSE(axes.has_colorbar());
    CHECK_THROWS_AS(mfcc.plot({.nxlabel = -1}), ArgumentError);
}

TEST_CASE("basicplot draws an array as an image") {
    plot::Figure figure;
    Eigen::ArrayXXd data = Eigen::ArrayXXd::Zero(4, 3);
    data(3, 1) = 7;
    const Eigen::ArrayXd ticks = Eigen::ArrayXd::LinSpaced(4, 0, 3);
    plot::Axes& axes = basicplot(data, ticks,
                                 {.ax = &figure.axes(),
                                  .typ = plot::Basic::image,
                                  .yticks = {100, 200, 300},
                                  .cmap = Cmap::gray,
                                  .show_bar = false});
    REQUIRE(axes.images().size() == 1);
    CHECK(axes.images()[0].z(1, 3) == 7);
    CHECK(axes.images()[0].y0 == 100);
    CHECK(axes.images()[0].dy == 100);
    CHECK(axes.cmap() == Cmap::gray);
    CHECK_FALSE(axes.has_colorbar());
    CHECK_THROWS_AS(basicplot(data, ticks, {.typ = plot::Basic::image, .yticks = {1, 2}}), ArgumentError);
    CHECK_THROWS_AS(basicplot(data, ticks, {.typ = plot::Basic::image, .yticks = {1, 2, 4}}), ArgumentError);
    CHECK_THROWS_AS(basicplot(data, -ticks, {.typ = plot::Basic::image}), ArgumentError);
}

TEST_CASE("A figure without axes is not saved") {
    const Renderer renderer;
    try {
        plot::Figure().savefig(renderer.target());
        FAIL("it was saved");
    } catch (const PlotError& error) {
        CHECK(std::string(error.what()).find("nothing in the figure") != std::string::npos);
    }
    CHECK(renderer.kept().names().empty());
}

TEST_CASE("Axes that show nothing say so in the picture and in the log") {
    std::string log;
    const LogHandler before = set_log_handler([&](std::string_view text) { log += text; });
    const Renderer renderer;
    const float nan = std::numeric_limits<float>::quiet_NaN();
    plot::Figure figure;
    Asig({nan, nan}, {.label = "lost"}).plot({.ax = &figure.axes()});
    figure.savefig(renderer.target());
    CHECK(renderer.script().find("set label 'no finite values in view'") != std::string::npos);
    CHECK(log.find("'lost'") != std::string::npos);
    log.clear();
    Asig({0.f, 1.f}).plot({.ax = &figure.axes()});
    figure.savefig(renderer.target());
    CHECK(renderer.script().find("no finite values") == std::string::npos);
    CHECK(log.empty());
    plot::Figure empty;
    empty.axes();
    empty.savefig(renderer.target());
    CHECK(renderer.script().find("set label 'no values'") != std::string::npos);
    set_log_handler(before);
}

TEST_CASE("Control characters vanish from a title and ends of lines become blanks") {
    const Renderer renderer;
    plot::Figure figure;
    figure.axes()
        .title("a\xc2\x9b"
               "b\xc2\x85"
               "c\xe2\x80\xa8"
               "d\x1b"
               "e")
        .plot(Eigen::ArrayXd::Zero(2));
    figure.savefig(renderer.target());
    CHECK(renderer.script().find("set title 'ab c de'") != std::string::npos);
}
