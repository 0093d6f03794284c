// SPDX-License-Identifier: MIT
// Titles and legends show what a person has named, and stand beside the data.
#include "renderer.hpp"
#include "support/catch.hpp"

#include <pya/pya.hpp>

#include <sstream>

using namespace pya;

namespace {

std::string script_of(const plot::Figure& figure) {
    const Renderer renderer;
    figure.savefig(renderer.target());
    return renderer.script();
}

bool has(const std::string& script, const std::string& text) {
    return script.find(text) != std::string::npos;
}

// How often a text is in another.
int count_of(const std::string& script, const std::string& text) {
    int count = 0;
    for (std::size_t at = 0; (at = script.find(text, at)) != std::string::npos; at += text.size()) ++count;
    return count;
}

} // namespace

TEST_CASE("Titles and legends leave out what methods have added to a label") {
    plot::figure();
    const Asig word = Ugen::noise({.dur = 0.1, .label = "word"});
    const Asig other = Ugen::noise({.dur = 0.1, .label = "other"});
    word(slice(0, 2000)).norm().fade_in(0.01).plot();
    CHECK(plot::gcf().axes(0).title() == "word");
    other.pad(10).mono().plot();
    word.to_spec().plot();
    word(slice(0, 3000)).to_stft().plot();
    word.norm().to_mfcc().plot();
    word.iirfilter(1000, {.btype = Btype::lowpass}).plot_freqz();
    const std::string script = script_of(plot::gcf());
    for (const char* added : {"_arrayindexed", "_normalised", "_fadein", "_padded", "_blended", "_spec",
                              "_stft", "_mfccs", "_iir"})
        CHECK_FALSE(has(script, added));
    CHECK(has(script, " title 'word'"));
    CHECK(has(script, " title 'other'"));
}

TEST_CASE("A legend is for different labels") {
    plot::Figure figure;
    plot::Axes& axes = figure.axes();
    const Asig tone = Ugen::sine({.dur = 0.1});
    tone.plot({.ax = &axes}).gain(-6_dB).plot({.ax = &axes});
    CHECK_FALSE(axes.has_legend());
    CHECK(has(script_of(figure), "set title 'sine'"));
    tone.plot({.ax = &axes, .style = {.label = "again"}});
    CHECK(axes.has_legend());
    CHECK(has(script_of(figure), "set title ''")); // it was that of one of them
    axes.legend(false);
    CHECK_FALSE(axes.has_legend());
}

TEST_CASE("The label of a style is the title too") {
    plot::Figure figure;
    Ugen::sine({.dur = 0.1}).plot({.ax = &figure.axes(), .style = {.label = "a tone"}});
    CHECK(figure.axes().title() == "a tone");
}

TEST_CASE("A legend names channels alone, or after their labels where there are several") {
    plot::Figure figure;
    plot::Axes& axes = figure.axes();
    const Asig two(Eigen::ArrayXXf::Random(20, 2), {.label = "a", .cn = {"l", "r"}});
    two.plot({.offset = 0.0, .ax = &axes});
    CHECK(has(script_of(figure), " title 'l'"));
    Asig(two).set_label("b").plot({.offset = 0.0, .ax = &axes});
    const std::string script = script_of(figure);
    for (const char* text : {"a: l", "a: r", "b: l", "b: r"})
        CHECK(count_of(script, std::string(" title '") + text + "'") == 1);
}

TEST_CASE("Each channel has a colour of its own, stacked or laid over another") {
    for (const std::optional<double> offset : {std::optional<double>(), std::optional<double>(0.0)}) {
        plot::Figure figure;
        Asig(Eigen::ArrayXXf::Random(20, 3)).plot({.offset = offset, .ax = &figure.axes()});
        const std::string script = script_of(figure);
        for (const char* color : {"1f77b4'", "ff7f0e'", "2ca02c'"}) CHECK(count_of(script, color) == 1);
    }
}

TEST_CASE("A legend stands above the axes") {
    plot::Figure figure;
    plot::Axes& axes = figure.axes();
    const auto top = [&] {
        const std::string script = script_of(figure);
        const std::string words = "set tmargin at screen ";
        return std::stod(script.substr(script.find(words) + words.size()));
    };
    const Eigen::ArrayXd line = Eigen::ArrayXd::LinSpaced(10, 0, 1);
    axes.plot(line, {.label = "first"});
    const double before = top();
    axes.plot(line, {.label = "second"});
    const double with_legend = top();
    CHECK(with_legend < before - 0.03);
    const std::string script = script_of(figure);
    const std::size_t key = script.find("set key at screen ");
    REQUIRE(key != std::string::npos);
    CHECK(std::stod(script.substr(script.find(", screen ", key) + 9)) > with_legend);
    for (int i = 0; i < 12; ++i) axes.plot(line, {.label = std::string(30, static_cast<char>('a' + i))});
    CHECK(top() < with_legend - 0.1); // in several rows
}
