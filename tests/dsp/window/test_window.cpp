// SPDX-License-Identifier: MIT
#include <pya/dsp/window/window.hpp>
#include <pya/error.hpp>

#include "reference/windows.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <string>
#include <utility>

using pya::dsp::get_window;
using pya::dsp::Window;

TEST_CASE("every window has the samples scipy gives it", "[window]") {
    for (const WindowCase& c : window_cases) {
        const Eigen::ArrayXd w = get_window(Window(c.name, c.params), c.n, c.fftbins);
        REQUIRE(w.size() == c.n);
        CAPTURE(c.name, c.params, c.n, c.fftbins);
        for (int i = 0; i < c.n; ++i)
            CHECK(w[i] == Approx(c.samples[static_cast<std::size_t>(i)]).margin(1e-11));
    }
}

TEST_CASE("an alias of a window gives the same samples", "[window]") {
    const std::vector<std::pair<const char*, const char*>> aliases{{"brthan", "barthann"},
                                                                   {"bth", "barthann"},
                                                                   {"bart", "bartlett"},
                                                                   {"brt", "bartlett"},
                                                                   {"black", "blackman"},
                                                                   {"blk", "blackman"},
                                                                   {"bkh", "blackmanharris"},
                                                                   {"bman", "bohman"},
                                                                   {"bmn", "bohman"},
                                                                   {"box", "boxcar"},
                                                                   {"ones", "boxcar"},
                                                                   {"rect", "boxcar"},
                                                                   {"rectangular", "boxcar"},
                                                                   {"flat", "flattop"},
                                                                   {"flt", "flattop"},
                                                                   {"halfcosine", "cosine"},
                                                                   {"hamm", "hamming"},
                                                                   {"ham", "hamming"},
                                                                   {"han", "hann"},
                                                                   {"sinc", "lanczos"},
                                                                   {"nutl", "nuttall"},
                                                                   {"nut", "nuttall"},
                                                                   {"parz", "parzen"},
                                                                   {"par", "parzen"},
                                                                   {"taylorwin", "taylor"},
                                                                   {"tri", "triang"},
                                                                   {"triangle", "triang"},
                                                                   {"tuk", "tukey"},
                                                                   {"blackharr", "blackmanharris"},
                                                                   {"poisson", "exponential"}};
    for (const auto& [alias, name] : aliases) CHECK((get_window(alias, 10) == get_window(name, 10)).all());
    CHECK((get_window({"cheb", 80}, 10) == get_window({"chebwin", 80}, 10)).all());
    CHECK((get_window({"gss", 3}, 10) == get_window({"gaussian", 3}, 10)).all());
    CHECK((get_window({"ggs", 1, 3}, 10) == get_window({"general gaussian", 1, 3}, 10)).all());
    CHECK((get_window({"ksr", 3}, 10) == get_window(3, 10)).all());
    CHECK((get_window({"kaiser_bessel_derived", 3}, 10, false) == get_window({"kbd", 3}, 10, false)).all());
}

TEST_CASE("a periodic window is the start of the symmetric one with one sample more", "[window]") {
    const Window window =
        GENERATE(Window("hann"), Window("kaiser", 9), Window("chebwin", 90), Window("dpss", 2));
    const int n = GENERATE(15, 16);
    CHECK((get_window(window, n) == get_window(window, n + 1, false).head(n)).all());
}

TEST_CASE("a symmetric window reads the same from both ends", "[window]") {
    const Window window =
        GENERATE(Window("lanczos"), Window("taylor"), Window("tukey", 0.3), Window("dpss", 3));
    const int n = GENERATE(21, 4096);
    const Eigen::ArrayXd w = get_window(window, n, false);
    CHECK((w - w.reverse()).abs().maxCoeff() < 1e-9);
}

TEST_CASE("the side lobes of a Chebyshev window lie at the attenuation asked for", "[window]") {
    const Eigen::ArrayXd w = get_window({"chebwin", 60}, 32, false);
    double highest = 0;
    for (double f = 0.25; f <= 0.5; f += 0.0005) {
        std::complex<double> sum = 0;
        for (int i = 0; i < 32; ++i) sum += w[i] * std::polar(1.0, -2 * 3.14159265358979 * f * i);
        highest = std::max(highest, std::abs(sum) / w.sum());
    }
    CHECK(20 * std::log10(highest) == Approx(-60).margin(0.05));
}

TEST_CASE("no window gives ones and explicit samples give themselves", "[window]") {
    CHECK(Window().empty());
    CHECK(Window("").empty());
    CHECK((get_window(Window(), 5) == 1).all());
    const Eigen::ArrayXd samples = Eigen::ArrayXd::LinSpaced(5, 0, 1);
    CHECK_FALSE(Window(samples).empty());
    CHECK((get_window(samples, 5) == samples).all());
    CHECK((get_window(std::vector<double>{1, 2}, 2) == Eigen::Array2d(1, 2)).all());
    CHECK_THROWS_AS(get_window(samples, 4), pya::ArgumentError);
}

TEST_CASE("windows of no and of one sample are empty and one", "[window]") {
    const Window window =
        GENERATE(Window("hann"), Window("kaiser", 9), Window("chebwin", 90), Window("dpss", 2));
    CHECK(get_window(window, 0).size() == 0);
    CHECK(get_window(window, 1).size() == 1);
    CHECK(get_window(window, 1)[0] == 1);
    CHECK_THROWS_AS(get_window(window, -1), pya::ArgumentError);
}

TEST_CASE("an exponential window may have its centre anywhere when periodic", "[window]") {
    const Eigen::ArrayXd w = get_window({"exponential", 3, 2}, 8);
    CHECK(w[3] == 1);
    CHECK(w[5] == Approx(std::exp(-1)));
    CHECK_THROWS_AS(get_window({"exponential", 3, 2}, 8, false), pya::ArgumentError);
}

TEST_CASE("an unknown window is answered with the names there are", "[window]") {
    CHECK_THROWS_WITH(get_window("nope", 8), Catch::Contains("'nope'") && Catch::Contains("hann, kaiser"));
}

TEST_CASE("wrong parameters of a window are refused", "[window]") {
    const Window window =
        GENERATE(Window("kaiser"), Window("hann", 1), Window("kaiser", 1, 2), Window("kaiser", NAN),
                 Window(701), Window("gaussian", 0), Window("general_gaussian", 1), Window("general_cosine"),
                 Window("dpss", 8), Window("dpss", 0), Window("kbd", 4), Window("taylor", 2.5),
                 Window("taylor", 4, -1), Window("exponential", NAN, 0), Window("chebwin", INFINITY));
    CAPTURE(window.name);
    CHECK_THROWS_AS(get_window(window, 16), pya::ArgumentError);
}
