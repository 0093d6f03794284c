// SPDX-License-Identifier: MIT
// Reads pictures back, pixel by pixel, to see what they show.
#include "support/catch.hpp"

#include <pya/pya.hpp>

#include <png.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <vector>

using namespace pya;
namespace fs = std::filesystem;

namespace {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<unsigned char> rgb;

    // True if a pixel has a colour, unlike the black, grey and white of axes, grids and paper.
    bool coloured(int x, int y) const {
        const unsigned char* p = &rgb[static_cast<std::size_t>(3 * (y * width + x))];
        return std::max({p[0], p[1], p[2]}) - std::min({p[0], p[1], p[2]}) > 60;
    }

    // The coloured pixels of each column.
    std::vector<int> lit() const {
        std::vector<int> columns(static_cast<std::size_t>(width));
        for (int x = 0; x < width; ++x)
            for (int y = 0; y < height; ++y) columns[static_cast<std::size_t>(x)] += coloured(x, y);
        return columns;
    }
};

Picture drawn(const plot::Figure& figure) {
    const std::string path =
        (fs::temp_directory_path() / ("pya_pixels_" + std::to_string(getpid()) + ".png")).string();
    figure.savefig(path);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, path.c_str()) != 0);
    image.format = PNG_FORMAT_RGB;
    Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    picture.rgb.resize(PNG_IMAGE_SIZE(image));
    REQUIRE(png_image_finish_read(&image, nullptr, picture.rgb.data(), 0, nullptr) != 0);
    fs::remove(path);
    return picture;
}

Picture drawn(const Asig& sig) {
    plot::Figure figure;
    sig.plot({.ax = &figure.axes()});
    return drawn(figure);
}

} // namespace

TEST_CASE("A click in a minute of silence lights its own column from top to bottom") {
    Asig sig(60_s, {.sr = 44100});
    sig(Index{45} * 44100) = 1;
    const Picture picture = drawn(sig);
    CHECK(picture.width == 800);
    CHECK(picture.height == 400);
    const std::vector<int> lit = picture.lit();
    const auto tallest = std::max_element(lit.begin(), lit.end());
    CHECK(*tallest > 200);
    // Three quarters along the axis, which spans most of the picture.
    const double at = static_cast<double>(tallest - lit.begin()) / picture.width;
    CHECK(at > 0.7);
    CHECK(at < 0.8);
    // One or two columns for the click; silence is a thin line everywhere else.
    CHECK(std::count_if(lit.begin(), lit.end(), [](int n) { return n > 20; }) <= 3);
    CHECK(std::count_if(lit.begin(), lit.end(), [](int n) { return n > 0; }) > 600);
}

TEST_CASE("A burst lights the columns that it lasts and no others") {
    Asig sig(1_s, {.sr = 8000});
    sig(slice(0.25_s, 0.5_s)) = Ugen::noise({.dur = 0.25, .sr = 8000, .seed = 1});
    const std::vector<int> lit = drawn(sig).lit();
    std::vector<std::size_t> tall;
    for (std::size_t x = 0; x < lit.size(); ++x)
        if (lit[x] > 40) tall.push_back(x);
    REQUIRE(tall.size() > 100);
    CHECK(tall.back() - tall.front() + 1 <= tall.size() + 5);
    CHECK(static_cast<double>(tall.size()) / 800 == Approx(0.22).margin(0.03));
}

TEST_CASE("A spectrogram of a tone is brightest along one row") {
    plot::Figure figure;
    Ugen::sine({.freq = 2000, .dur = 1.0, .sr = 8000})
        .to_stft()
        .plot({.fn = PlotFn::db, .ax = &figure.axes()});
    const Picture picture = drawn(figure);
    std::vector<int> bright(static_cast<std::size_t>(picture.height));
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width * 8 / 10; ++x) {
            const unsigned char* p = &picture.rgb[static_cast<std::size_t>(3 * (y * picture.width + x))];
            bright[static_cast<std::size_t>(y)] += p[0] > 180 && p[1] > 180 && p[2] < 120; // viridis' yellow
        }
    const auto row = std::max_element(bright.begin(), bright.end());
    CHECK(*row > 400);
    CHECK(static_cast<double>(row - bright.begin()) / picture.height == Approx(0.48).margin(0.08));
}
