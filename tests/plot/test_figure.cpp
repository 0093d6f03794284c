// SPDX-License-Identifier: MIT
#include "renderer.hpp"
#include "support/catch.hpp"

#include <pya/pya.hpp>

#include <chrono>
#include <cmath>
#include <limits>

using namespace pya;

namespace {

plot::Figure figure_of(const Asig& sig, PlotOptions options = {}) {
    plot::Figure figure;
    options.ax = &figure.axes();
    sig.plot(options);
    return figure;
}

plot::Figure some_figure() { return figure_of(Asig({0.5f, -0.5f})); }

unsigned big_endian(const std::string& bytes, std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::string message_of(const plot::Figure& figure, const std::string& path,
                       const plot::SavefigOptions& options = {}) {
    try {
        figure.savefig(path, options);
    } catch (const PlotError& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("A short signal is sent sample by sample") {
    const Renderer renderer;
    figure_of(Asig({0.f, 0.5f, -1.f}, {.sr = 4})).savefig(renderer.target());
    CHECK(renderer.numbers() == std::vector<double>{0, 0, 0.25, 0.5, 0.5, -1});
}

TEST_CASE("A long signal is sent as the extremes of each pixel column") {
    const Renderer renderer;
    const Index n = 100000;
    const Asig noise = Ugen::noise({.n_rows = n, .seed = 3});
    figure_of(noise, {.x_as_time = false}).savefig(renderer.target());
    const auto sent = renderer.numbers();
    const auto columns = static_cast<Index>(sent.size() / 4);
    REQUIRE(columns > 600);
    REQUIRE(columns < 800);
    const double width = static_cast<double>(n) / static_cast<double>(columns);
    for (Index c = 0; c < columns; ++c) {
        const auto from = static_cast<Index>(std::ceil(static_cast<double>(c) * width));
        const auto to = std::min(n, static_cast<Index>(std::ceil(static_cast<double>(c + 1) * width)));
        const auto column = noise.sig().col(0).segment(from, to - from);
        const auto at = static_cast<std::size_t>(4 * c);
        CHECK(std::min(sent[at + 1], sent[at + 3]) == static_cast<double>(column.minCoeff()));
        CHECK(std::max(sent[at + 1], sent[at + 3]) == static_cast<double>(column.maxCoeff()));
        CHECK(sent[at] == Approx((static_cast<double>(c) + 0.5) * width));
    }
}

TEST_CASE("One click in an hour reaches the picture") {
    const Renderer renderer;
    Asig hour(8000 * 3600, {.sr = 8000});
    hour.write()(8000 * 1200 + 7, 0) = 0.75f;
    figure_of(hour).savefig(renderer.target());
    const auto sent = renderer.numbers();
    Index lit = 0;
    for (std::size_t i = 0; i < sent.size(); i += 2)
        if (sent[i + 1] != 0) {
            ++lit;
            CHECK(sent[i + 1] == 0.75);
            CHECK(sent[i] == Approx(1200).margin(3600.0 / 700));
        }
    CHECK(lit == 1);
    CHECK(sent.size() < 4000);
}

TEST_CASE("Levels of samples are drawn below full scale") {
    const Renderer renderer;
    figure_of(Asig({0.f, 1.f, -1.f, 0.5f}), {.fn = PlotFn::db}).savefig(renderer.target());
    const auto sent = renderer.numbers();
    CHECK(sent[1] == Approx(-20 * std::log10(65537.0)));
    CHECK(sent[3] == Approx(0).margin(1e-5));
    CHECK(sent[5] == Approx(0).margin(1e-5));
    CHECK(PlotFn(PlotFn::db)(0.5) == Approx(20 * std::log10(32769.0)));
}

TEST_CASE("A function that does not rise is applied before the reduction") {
    const Renderer renderer;
    Asig sig(100000);
    sig.write()(50000, 0) = -0.5f;
    figure_of(sig, {.fn = [](double x) { return x * x; }}).savefig(renderer.target());
    const auto sent = renderer.numbers();
    double highest = 0, lowest = 0;
    for (std::size_t i = 1; i < sent.size(); i += 2) {
        highest = std::max(highest, sent[i]);
        lowest = std::min(lowest, sent[i]);
    }
    CHECK(highest == 0.25);
    CHECK(lowest == 0);
}

TEST_CASE("Channels are stacked without touching") {
    const Renderer renderer;
    figure_of(Asig(Eigen::ArrayXXf::Random(50, 3), {.cn = {"a", "b", "c"}})).savefig(renderer.target());
    double floor = std::numeric_limits<double>::infinity();
    for (int channel = 0; channel < 3; ++channel) {
        const auto sent = renderer.numbers(channel);
        double lo = floor, hi = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 1; i < sent.size(); i += 2) {
            lo = std::min(lo, sent[i]);
            hi = std::max(hi, sent[i]);
        }
        CHECK(hi < floor);
        floor = lo;
    }
    CHECK(renderer.script().find("set label 'b'") != std::string::npos);
}

TEST_CASE("An offset puts channel c at c times offset plus scale times the sample") {
    const Renderer renderer;
    figure_of(Asig(Eigen::ArrayXXf::Constant(3, 2, 0.5f)), {.offset = 10.0, .scale = 4})
        .savefig(renderer.target());
    CHECK(renderer.numbers(0)[1] == 2);
    CHECK(renderer.numbers(1)[1] == 12);
}

TEST_CASE("NaN leaves a gap and infinity is drawn beyond the edge") {
    const Renderer renderer;
    const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
    figure_of(Asig({0.f, nan, inf, -1.f, 1.f}, {.sr = 1})).savefig(renderer.target());
    const auto sent = renderer.numbers();
    REQUIRE(sent.size() == 10);
    CHECK(std::isnan(sent[3]));
    CHECK(std::isfinite(sent[5]));
    CHECK(sent[5] > 1.1);
}

TEST_CASE("A spectrogram longer than the page is sent as the largest value of each cell") {
    const Renderer renderer;
    plot::Figure figure;
    plot::Image image;
    image.z = Eigen::ArrayXXf::Zero(10, 20000);
    image.z(3, 12345) = 7;
    figure.axes().add(image);
    figure.savefig(renderer.target());
    const auto cells = renderer.floats();
    CHECK(cells.size() % 10 == 0);
    CHECK(cells.size() < 10000);
    const std::size_t columns = cells.size() / 10;
    std::vector<std::size_t> lit;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (cells[i] != 0) lit.push_back(i);
    REQUIRE(lit.size() == 1);
    CHECK(cells[lit[0]] == 7);
    CHECK(lit[0] / columns == 3);
    CHECK(static_cast<double>(lit[0] % columns) / static_cast<double>(columns) ==
          Approx(12345.0 / 20000).margin(0.003));
}

TEST_CASE("Curves and images that don't fit together are refused and change nothing") {
    plot::Figure figure;
    plot::Axes& axes = figure.axes();
    const auto refused = [&](auto part, const std::string& why) {
        CHECK_THROWS_WITH(axes.add(std::move(part)), Catch::Matchers::Contains(why));
        CHECK(axes.empty());
    };
    const Eigen::ArrayXd three = Eigen::ArrayXd::Zero(3), two = Eigen::ArrayXd::Zero(2);
    const auto samples = storage::Samples::zeros(2, 1);
    refused(plot::Curve{.y = three, .x = two}, "3 values and 2 places");
    refused(plot::Curve{.x = two}, "0 values and 2 places");
    refused(plot::Curve{.y = three, .samples = samples, .x = three}, "2 values and 3 places");
    refused(plot::Curve{.samples = storage::Samples::zeros(2, 0)}, "no channel");
    for (const double bad : {0., -1., double(INFINITY), double(NAN)}) {
        refused(plot::Curve{.y = three, .dx = bad}, "dx");
        refused(plot::Image{.z = Eigen::ArrayXXf::Zero(2, 2), .dx = bad}, "step");
        refused(plot::Image{.z = Eigen::ArrayXXf::Zero(2, 2), .dy = bad}, "step");
    }
    axes.add(plot::Curve{.y = three, .samples = samples}); // the samples are what is drawn
    CHECK(axes.curves()[0].size() == 2);
    const Renderer renderer;
    figure.savefig(renderer.target());
    CHECK(renderer.numbers().size() == 4);
}

TEST_CASE("Text of any kind stays inside single quotes") {
    const Renderer renderer;
    plot::Figure figure;
    figure.axes().title("it's `date` \"q\"\n'; system('x') \\").xlabel("'").ylabel("\x01\x7f{a}_b@c\xff");
    figure.savefig(renderer.target());
    const std::string script = renderer.script();
    const std::string quote = "'.\"\\047\".'";
    CHECK(script.find("set title 'it" + quote + "s `date` \"q\" " + quote + "; system(" + quote + "x" +
                      quote + ") \\' offset") != std::string::npos);
    CHECK(script.find("set xlabel '" + quote + "'\n") != std::string::npos);
    CHECK(script.find("'{a}_b@c\xef\xbf\xbd'") != std::string::npos);
}

TEST_CASE("Nothing is left behind whether drawing succeeds or fails") {
    for (const char* body : {"echo drawn > picture", "exit 1", "exit 0", "kill -9 $$"}) {
        const Renderer renderer(body);
        message_of(some_figure(), renderer.target());
        CHECK(renderer.temporary().names().empty());
        CHECK(renderer.kept().names().size() ==
              (std::string(body).front() == 'e' && body[1] == 'c' ? 1u : 0u));
    }
}

TEST_CASE("What the renderer complains of is in the PlotError") {
    const Renderer renderer("echo 'warp core breach' >&2; exit 3");
    CHECK(message_of(some_figure(), renderer.target()).find("warp core breach") != std::string::npos);
}

TEST_CASE("A renderer that hangs is ended after the time limit") {
    const Renderer renderer("sleep 30");
    const auto begin = std::chrono::steady_clock::now();
    CHECK(message_of(some_figure(), renderer.target(), {.timeout = 0.2}).find("0.2 s") != std::string::npos);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("Without gnuplot the message names its package") {
    const Folder folder;
    const Variable path("PATH", folder / "");
    CHECK(message_of(some_figure(), folder / "a.png").find("gnuplot-nox") != std::string::npos);
    CHECK(folder.names().empty());
}

TEST_CASE("An unknown ending or a wrong option is an ArgumentError") {
    const plot::Figure figure;
    CHECK_THROWS_AS(figure.savefig("figure.bmp"), ArgumentError);
    CHECK_THROWS_AS(figure.savefig("figure"), ArgumentError);
    CHECK_THROWS_WITH(figure.savefig(std::string("figure.png\0", 11)),
                      Catch::Matchers::Contains("zero byte"));
    CHECK_THROWS_AS(figure.savefig("figure.png", {.dpi = 1}), ArgumentError);
    CHECK_THROWS_AS(figure.savefig("figure.png", {.timeout = 0}), ArgumentError);
    CHECK_THROWS_AS(plot::Figure({.width = -1}), ArgumentError);
    CHECK_THROWS_AS(plot::Figure().subplot(2, 2, 5), ArgumentError);
    CHECK_THROWS_AS(plot::Figure().axes(0), ArgumentError);
}

TEST_CASE("A folder that can't be written is a PlotError") {
    const Renderer renderer;
    CHECK(message_of(some_figure(), "/nowhere/at/all.png").find("/nowhere/at/all.png") != std::string::npos);
}

TEST_CASE("Without a display show says how to save instead") {
    const Variable x11("DISPLAY", {}), wayland("WAYLAND_DISPLAY", {});
    try {
        some_figure().show();
        FAIL("it opened a window");
    } catch (const PlotError& error) {
        CHECK(std::string(error.what()).find("savefig") != std::string::npos);
    }
}

TEST_CASE("show draws into a window where there is a display") {
    const Renderer renderer(
        "if grep -q GPVAL script; then echo 'x11 qt' >&2; else cp script \"$PYA_TEST_KEPT\"; fi");
    const Variable display("DISPLAY", ":0");
    some_figure().show();
    CHECK(renderer.script().find("set terminal qt") != std::string::npos);
    CHECK(renderer.script().find("pause mouse close") != std::string::npos);
}

TEST_CASE("gnuplot draws every format and any signal") {
    if (!has_gnuplot()) {
        WARN("gnuplot is not installed");
        return;
    }
    const Folder folder;
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (const Asig& sig : {Asig(0), Asig({0.5f}), Asig({nan}), Asig({nan, 1.f, nan}), Asig(44100),
                            Ugen::sine({.dur = 0.5}) * 1e38, Ugen::sine({.dur = 0.5}) * 1e-38,
                            Asig(Eigen::ArrayXXf::Random(20, 40))}) {
        const plot::Figure figure = figure_of(sig);
        figure.savefig(folder / "a.png").savefig(folder / "a.svg").savefig(folder / "A.PDF");
        const std::string png = read_text(folder / "a.png");
        REQUIRE(png.size() > 1000);
        CHECK(png.substr(1, 3) == "PNG");
        CHECK(big_endian(png, 16) == static_cast<unsigned>(figure.width()));
        CHECK(big_endian(png, 20) == static_cast<unsigned>(figure.height()));
        CHECK(read_text(folder / "a.svg").find("</svg>") != std::string::npos);
        CHECK(read_text(folder / "A.PDF").substr(0, 4) == "%PDF");
    }
    CHECK(folder.names().size() == 3);
}

TEST_CASE("gnuplot shows hostile labels literally and runs nothing") {
    if (!has_gnuplot()) {
        WARN("gnuplot is not installed");
        return;
    }
    const Folder folder;
    const std::string victim = folder / "victim";
    for (const std::string& text :
         {"`touch " + victim + "`", "'`touch " + victim + "`'", "\"`touch " + victim + "`\"",
          "';system('touch " + victim + "');'", "\n!touch " + victim + "\n",
          "'.system('touch " + victim + "').'", "\\'`touch " + victim + "`\\", "< touch " + victim,
          "| touch " + victim, "$(touch " + victim + ")", std::string("'"), std::string("''"),
          std::string("\\"), std::string("@x {/=50 y}_z^2 %s \xff \xe6\x97\xa5")}) {
        const Asig sig(Eigen::ArrayXXf::Random(20, 2), {.label = text, .cn = {text, text}});
        plot::Figure figure = figure_of(sig, {.style = {.label = text}});
        figure.axes().xlabel(text).ylabel(text).legend().text(0, 0, text);
        figure.suptitle(text).savefig(folder / "a.svg");
    }
    CHECK(folder.names() == std::vector<std::string>{"a.svg"});
    plot::Figure figure;
    figure.axes().title("a'b `c` \"d\" @e_{f}^g");
    figure.savefig(folder / "a.svg");
    CHECK(read_text(folder / "a.svg").find("a'b `c` \"d\" @e_{f}^g") != std::string::npos);
}
