// SPDX-License-Identifier: MIT
// Logarithmic and mel axes, and the numbers beside axes.
#include "renderer.hpp"
#include "support/catch.hpp"

#include <pya/pya.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

using namespace pya;

namespace {

// What the axis that `set` names is told: the rest of that line of the script.
std::string setting(const plot::Figure& figure, const std::string& set) {
    const Renderer renderer;
    figure.savefig(renderer.target());
    const std::string script = "\n" + renderer.script();
    const std::size_t at = script.find("\nset " + set + " ");
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + set.size() + 6;
    return script.substr(begin, script.find('\n', begin) - begin);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("Short times are written in milliseconds and microseconds") {
    plot::Figure figure;
    plot::Axes& axes = figure.axes();
    const Asig noise = Ugen::noise({.n_rows = 10});
    noise.plot({.ax = &axes});
    CHECK(setting(figure, "xlabel") == "'time (ms)'");
    axes.xlim(0, 9e-5);
    CHECK(setting(figure, "xlabel") == "'time (\xc2\xb5s)'");
    const std::string tics = setting(figure, "xtics");
    CHECK(has(tics, "'50' "));
    CHECK_FALSE(has(tics, "e-05'"));
    axes.xlim(0, 2);
    CHECK(setting(figure, "xlabel") == "'time (s)'");
    CHECK(axes.xlabel() == "time (s)");
}

TEST_CASE("Levels of samples have an axis from -96 to 0 dB") {
    plot::Figure figure;
    (0.5 * Ugen::sine({.dur = 0.1})).plot({.fn = PlotFn::db, .ax = &figure.axes()});
    const std::string tics = setting(figure, "ytics");
    CHECK(has(tics, "'-90' -90"));
    CHECK(has(tics, "'0' 0"));
    CHECK_FALSE(has(tics, "'10'"));
    CHECK_FALSE(has(tics, "'90'"));
}

TEST_CASE("A logarithmic axis puts a value at its logarithm") {
    const Renderer renderer;
    plot::Figure figure;
    const Eigen::ArrayXd x{{1, 10, 1000}}, y{{1, 2, 3}};
    figure.axes().xscale(plot::Scale::log).plot(x, y);
    figure.savefig(renderer.target());
    const std::vector<double> sent = renderer.numbers();
    REQUIRE(sent.size() == 6);
    CHECK(sent[0] == Approx(0).margin(1e-12));
    CHECK(sent[2] == Approx(1));
    CHECK(sent[4] == Approx(3));
    CHECK(has(renderer.script(), "'100' 2"));
}

TEST_CASE("What is not above zero is nowhere on a logarithmic axis") {
    const Renderer renderer;
    plot::Figure figure;
    const Eigen::ArrayXd x{{-1, 0, 10, 100}}, y{{1, 2, 0, 4}};
    figure.axes().xscale(plot::Scale::log).yscale(plot::Scale::log).plot(x, y);
    figure.savefig(renderer.target());
    const std::vector<double> sent = renderer.numbers();
    REQUIRE(sent.size() == 4);
    CHECK(std::isnan(sent[1]));
    CHECK(sent[3] == Approx(std::log10(4)));
}

TEST_CASE("A mel axis puts a frequency at its mel") {
    const Renderer renderer;
    plot::Figure figure;
    const Eigen::ArrayXd x{{0, 1000, 8000}};
    figure.axes().xscale(plot::Scale::mel).plot(x, x);
    figure.savefig(renderer.target());
    CHECK(renderer.numbers()[2] == Approx(hz2mel(1000.0)));
    CHECK(renderer.numbers()[4] == Approx(hz2mel(8000.0)));
}

TEST_CASE("A long spectrum on a logarithmic axis keeps its peak in its place") {
    const Renderer renderer;
    plot::Figure figure;
    Ugen::sine({.freq = 1000, .dur = 4.0}).to_spec().plot({.ax = &figure.axes(), .xscale = plot::Scale::log});
    figure.savefig(renderer.target());
    const std::vector<double> sent = renderer.numbers();
    std::size_t peak = 1;
    for (std::size_t i = 1; i < sent.size(); i += 2)
        if (sent[i] > sent[peak]) peak = i;
    CHECK(sent[peak - 1] == Approx(3).margin(0.01));
    CHECK(sent[peak] == Approx(4 * 44100 / 2.0).epsilon(1e-6));
    CHECK(figure.axes().xlim().lo == 20.0);
}

TEST_CASE("A spectrogram has its tone at the same place of any scale") {
    for (const plot::Scale scale : {plot::Scale::log, plot::Scale::mel}) {
        const Renderer renderer;
        plot::Figure figure;
        Ugen::sine({.freq = 2000, .dur = 0.5})
            .to_stft({.nperseg = 1024})
            .plot({.ax = &figure.axes(), .yscale = scale});
        figure.savefig(renderer.target());
        const std::string script = renderer.script();
        const std::size_t array = script.find("array=(");
        REQUIRE(array != std::string::npos);
        const auto after = [&](const std::string& word) {
            return std::stod(script.substr(script.find(word, array) + word.size()));
        };
        const auto columns = static_cast<std::size_t>(after("array=("));
        const std::vector<float> cells = renderer.floats();
        const std::size_t rows = cells.size() / columns;
        // The rows in which the tone is at its loudest are those of one bin.
        double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
        const std::string origin = script.substr(script.find("origin=(", array));
        const double start = std::stod(origin.substr(origin.find(',') + 1));
        const double step = after(" dy=");
        float most = 0;
        for (std::size_t r = 0; r < rows; ++r) most = std::max(most, cells[r * columns + columns / 2]);
        for (std::size_t r = 0; r < rows; ++r)
            if (cells[r * columns + columns / 2] == most) {
                lowest = std::min(lowest, start + step * static_cast<double>(r));
                highest = std::max(highest, start + step * static_cast<double>(r));
            }
        const auto place = [&](double f) { return scale == plot::Scale::log ? std::log10(f) : hz2mel(f); };
        const double bin = 44100.0 / 1024, centre = std::round(2000 / bin) * bin;
        CHECK(lowest >= place(centre - bin / 2) - step);
        CHECK(highest <= place(centre + bin / 2) + step);
    }
}

TEST_CASE("A logarithmic axis refuses limits that are not above zero") {
    plot::Figure figure;
    plot::Axes& axes = figure.axes();
    axes.xscale(plot::Scale::log);
    CHECK_THROWS_AS(axes.xlim(0, 100), ArgumentError);
    axes.ylim(-1, 1);
    CHECK_THROWS_AS(axes.yscale(plot::Scale::log), ArgumentError);
    const Asig tone = Ugen::sine({.dur = 0.1});
    plot::figure();
    CHECK_THROWS_AS(tone.to_spec().plot({.xlim = {0, 1000}, .xscale = plot::Scale::log}), ArgumentError);
    CHECK_THROWS_AS(tone.plot_spectrum({.xlim = {0, 1000}, .xscale = plot::Scale::log}), ArgumentError);
    CHECK_THROWS_AS(tone.to_stft().plot({.ylim = {0, 1000}, .yscale = plot::Scale::log}), ArgumentError);
    CHECK(plot::gcf().size() == 0);
}

TEST_CASE("nxlabel is the number of tics below the axes") {
    plot::Figure figure;
    Ugen::sine({.dur = 1.0}).to_mfcc().plot({.nxlabel = 5, .ax = &figure.axes()});
    CHECK(setting(figure, "xtics") ==
          "out nomirror scale 0.5 ('0' 0, '0.25' 0.25, '0.5' 0.5, '0.75' 0.75, '1' 1)");
    CHECK_THROWS_AS(figure.axes().nxlabel(-1), ArgumentError);
}
