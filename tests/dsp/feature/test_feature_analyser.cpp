// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/dsp/feature/piptrack.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/window/window.hpp>
#include <pya/error.hpp>

#include "reference/features.hpp"
#include "support/catch.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace pya::dsp;
using Strings = std::vector<std::string>;

static_assert(Analyser<FeatureAnalyser<float>, float> && Analyser<FeatureAnalyser<double>, double>);

namespace {

const Strings all = {"centroid", "bandwidth",          "rolloff", "flatness", "contrast", "flux",
                     "rms",      "zero_crossing_rate", "mel",     "mfcc",     "chroma"};

FrameOptions frames() {
    return {.nperseg = reference::features_nperseg,
            .stride = reference::features_hop,
            .nfft = reference::features_nfft};
}

FeatureOptions options() {
    return {.mel = {.n_mels = 8},
            .mfcc = {.n_mfcc = 5, .lifter = 6, .top_db = {}},
            .chroma = {.tuning = 0.1},
            .contrast = {.fmin = 150, .n_bands = 2, .quantile = 0.2, .top_db = {}}};
}

void check_near(const std::vector<double>& got, const std::vector<double>& want) {
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
        CAPTURE(i);
        CHECK(got[i] == Approx(want[i]).epsilon(1e-10).margin(1e-11));
    }
}

bool is_nan(double x) { return std::isnan(x); }

} // namespace

TEST_CASE("all features of one transform are those of the reference", "[feature]") {
    const FeatureTable table = features(Block<const double>(reference::features_signal),
                                        reference::features_sr, all, frames(), options());
    CHECK(table.frames == 13);
    check_near(table.values, reference::features_rows);
}

TEST_CASE("the decibels of cepstra are held below the loudest of all frames", "[feature]") {
    const FeatureTable table =
        features(Block<const double>(reference::features_signal), reference::features_sr, {"mfcc"}, frames(),
                 {.mel = {.n_mels = 8}, .mfcc = {.n_mfcc = 5, .top_db = 20}});
    check_near(table.values, reference::features_mfcc_held);
}

TEST_CASE("the contrast of a frame is between the means of a share of each band's bins", "[feature]") {
    const double quantile = GENERATE(0.02, 0.03, 0.037, 0.3); // which make it 1 to 15 bins, and more
    const Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(2048, 1);
    const Eigen::ArrayXd magnitudes = rfft(x.col(0) * get_window("hann", 2048)).abs();
    const FeatureTable table =
        features(Block<const double>(x), 22050, {"contrast"}, {.boundary = Boundary::off},
                 {.contrast = {.quantile = quantile, .linear = true}});
    REQUIRE(table.values.size() == 7);
    for (std::size_t band = 1; band < 7; ++band) { // librosa's bins: from the last one below it on
        const double low = 100 * std::exp2(band);
        const auto first = static_cast<Index>(std::ceil(low * 2048 / 22050)) - 1;
        const Index end = band == 6 ? 1025 : static_cast<Index>(std::floor(2 * low * 2048 / 22050)) + 1;
        const double share = quantile * static_cast<double>(end - first);
        const auto few = std::max<Index>(static_cast<Index>(std::nearbyint(share)), 1);
        std::vector<double> bins(magnitudes.begin() + first, magnitudes.begin() + end - (band < 6 ? 1 : 0));
        std::sort(bins.begin(), bins.end());
        const double peak = std::accumulate(bins.end() - few, bins.end(), 0.);
        const double valley = std::accumulate(bins.begin(), bins.begin() + few, 0.);
        CHECK(table.values[band] == Approx((peak - valley) / static_cast<double>(few)));
    }
}

TEST_CASE("contrast is the same with equal bins, with harmonics in one lane, and beside other features",
          "[feature]") {
    const int kind = GENERATE(0, 1, 2, 3);
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(2048, 1);
    for (Eigen::Index i = 0; i < 2048 && kind > 0; ++i) {
        if (kind == 1) x(i) = i == 700; // whose bins are nearly equal
        if (kind == 2) x(i) = 0;
        for (int h = 1; kind == 3 && h < 60; ++h) // 16 bins apart
            x(i) = (h > 1 ? x(i) : 0) + std::cos(static_cast<double>(i * h % 128) * 0x1.921fb54442d18p-5) / h;
    }
    const FrameOptions one = {.window = "boxcar", .boundary = Boundary::off};
    const FeatureOptions linear = {.contrast = {.linear = true}};
    const FeatureTable table = features(Block<const double>(x), 22050, {"contrast"}, one, linear);
    const Eigen::ArrayXd magnitudes = rfft(x.col(0)).abs();
    const Index first[] = {297, 594}, end[] = {594, 1025}, few[] = {6, 9};
    for (std::size_t band = 0; band < 2; ++band) {
        std::vector<double> bins(magnitudes.begin() + first[band], magnitudes.begin() + end[band]);
        std::sort(bins.begin(), bins.end());
        const double peak = std::accumulate(bins.end() - few[band], bins.end(), 0.);
        const double valley = std::accumulate(bins.begin(), bins.begin() + few[band], 0.);
        CHECK(table.values[5 + band] ==
              Approx((peak - valley) / static_cast<double>(few[band])).margin(1e-12));
    }
    const FeatureTable both = features(Block<const double>(x), 22050, {"centroid", "contrast"}, one, linear);
    CHECK(table.values == std::vector<double>(both.values.begin() + 1, both.values.end()));
}

TEST_CASE("a frame with a sample that is infinite or not a number has no contrast", "[feature]") {
    Eigen::ArrayXXd x = Eigen::ArrayXXd::Random(3 * 2048, 1);
    x(3000) = GENERATE(INFINITY, -INFINITY, NAN);
    const FrameOptions apart = {.stride = 2048, .boundary = Boundary::off};
    const std::vector<double> values = features(Block<const double>(x), 22050, {"contrast"}, apart).values;
    CHECK(std::none_of(values.begin(), values.begin() + 7, is_nan));
    CHECK(std::all_of(values.begin() + 7, values.begin() + 14, is_nan));
    CHECK(std::none_of(values.begin() + 14, values.end(), is_nan));
}

TEST_CASE("a signal can be mirrored beyond its ends", "[feature]") {
    FrameOptions mirrored = frames();
    mirrored.boundary = Boundary::even;
    const FeatureTable table = features(Block<const double>(reference::features_signal),
                                        reference::features_sr, {"centroid"}, mirrored);
    check_near(table.values, reference::features_mirrored_centroid);
}

TEST_CASE("an analyser of features gives the bits of the whole signal for any blocks", "[feature]") {
    const Boundary boundary = GENERATE(Boundary::zeros, Boundary::off, Boundary::even, Boundary::constant);
    const Index stride = GENERATE(24, 97);
    const int size = GENERATE(1, 79, 700, 3000);
    FrameOptions cut = frames();
    cut.boundary = boundary;
    cut.stride = stride;
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(3000, 2);
    const FeatureTable whole = features(Block<const float>(x), 8000, all, cut, options());
    FeatureAnalyser<float> analyser(8000, all, cut, options(), 2);
    for (int round = 0; round < 2; ++round) {
        std::vector<double> rows;
        const auto collect = [&](Block<const double> row) {
            rows.insert(rows.end(), row.data(), row.data() + row.samples() * row.channels());
        };
        for (Index at = 0; at < x.rows(); at += size)
            analyser.process(Block<const float>(x).part(at, std::min<Index>(size, x.rows() - at)), collect);
        analyser.finish(collect);
        CHECK(rows == whole.values);
    }
}

TEST_CASE("features with an estimated tuning have the bits of that tuning", "[feature]") {
    const Index samples = GENERATE(3001, 250000); // the powers of the longer signal are not kept
    const Index n_chroma = GENERATE(12, 7);
    const FrameOptions cut = {.nperseg = 256, .stride = 4};
    const Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(samples, 2);
    const Strings names = {"centroid", "chroma", "flux"};
    FeatureOptions given = {.chroma = {.n_chroma = n_chroma}};
    const FeatureTable table = features(Block<const float>(x), 8000, names, cut, given);
    const TuningOptions search = {.bins_per_octave = n_chroma, .power = 2};
    given.chroma.tuning = estimate_tuning(Block<const float>(x), 8000, cut, search);
    CHECK(*given.chroma.tuning != 0);
    CHECK(table.values == features(Block<const float>(x), 8000, names, cut, given).values);
}

TEST_CASE("columns have names and frequencies", "[feature]") {
    const FeatureAnalyser<float> analyser(8000, {"rms", "contrast", "chroma", "mel"}, frames(), options());
    const auto& columns = analyser.columns();
    REQUIRE(columns.size() == 1 + 3 + 12 + 8);
    CHECK(columns[0].name == "rms");
    CHECK(columns[2].name == "contrast1");
    CHECK(columns[4].name == "C");
    CHECK(columns[16].name == "mel0");
    CHECK(columns[17].hz > columns[16].hz);
}

TEST_CASE("silence has numbers for features", "[feature]") {
    const std::vector<double> x(500);
    const FeatureTable table = features(Block<const double>(x), 8000, all, frames(), options());
    CHECK(table.frames == 21);
    CHECK(std::none_of(table.values.begin(), table.values.end(), is_nan));
    CHECK(table.values[0] == 0);         // centroid
    CHECK(table.values[3] == Approx(1)); // flatness
}

TEST_CASE("a NaN makes its frames NaN and no others", "[feature]") {
    std::vector<double> x = reference::features_signal;
    x[150] = NAN;
    const Strings spectral = {"centroid", "bandwidth", "rolloff", "flatness", "contrast",
                              "rms",      "mel",       "mfcc",    "chroma"};
    const FeatureTable table =
        features(Block<const double>(x), reference::features_sr, spectral, frames(), options());
    const std::size_t columns = table.columns.size();
    for (Index t = 0; t < table.frames; ++t) {
        const bool holds = std::abs(static_cast<double>(t * reference::features_hop) - 150) <= 32;
        const double* const row = table.values.data() + static_cast<std::size_t>(t) * columns;
        CAPTURE(t);
        CHECK(std::count_if(row, row + columns, is_nan) ==
              (holds ? static_cast<std::ptrdiff_t>(columns) : 0));
    }
}

TEST_CASE("one sample gives a frame, and none gives none", "[feature]") {
    const std::vector<double> one = {0.5}, none;
    CHECK(features(Block<const double>(one), 192000, {"rms"}).frames == 1);
    CHECK(features(Block<const double>(none), 8000, all, {}, options()).frames == 0);
    CHECK(features(Block<const double>(none), 8000, all, {.boundary = Boundary::off}, options())
              .values.empty());
}

TEST_CASE("a stream refuses what takes the whole signal", "[feature]") {
    const auto refused = [](const char* name, const FeatureOptions& o) {
        CHECK_THROWS_AS(FeatureAnalyser<float>(8000, {name}, {}, o), pya::ArgumentError);
    };
    refused("mfcc", {});
    refused("contrast", {.contrast = {.n_bands = 4}});
    refused("chroma", {});
    CHECK_NOTHROW(
        FeatureAnalyser<float>(8000, {"contrast"}, {}, {.contrast = {.n_bands = 4, .linear = true}}));
}

TEST_CASE("features refuse bad arguments", "[feature]") {
    const Strings names = {"mfcc",     "contrast",           "bandwidth", "rolloff",
                           "flatness", "zero_crossing_rate", "chroma"};
    const std::vector<double> x(100);
    const auto refused = [&](const FrameOptions& f, const FeatureOptions& o, const Strings& n, double sr) {
        CHECK_THROWS_AS(features(Block<const double>(x), sr, n, f, o), pya::ArgumentError);
    };
    refused({}, {}, {}, 8000);
    refused({}, {}, {"brightness"}, 8000);
    for (const double sr : {0., -1., double(NAN), double(INFINITY)}) refused({}, {}, {"rms"}, sr);
    refused({.nperseg = 0}, {}, {"rms"}, 8000);
    refused({.stride = 0}, {}, {"rms"}, 8000);
    refused({.nperseg = 64, .nfft = 32}, {}, {"rms"}, 8000);
    refused({.boundary = Boundary::off}, {}, {"rms"}, 8000);  // a frame is longer than the signal
    refused({.boundary = Boundary::even}, {}, {"rms"}, 8000); // it can't be mirrored
    refused({.window = "rectangle?"}, {}, {"rms"}, 8000);
    refused({}, {}, {"contrast"}, 8000); // bands beyond sr / 2
    CHECK_NOTHROW(features(Block<const double>(x), 44100, names));
    for (const FeatureOptions& o :
         {FeatureOptions{.mel = {.n_mels = 0}}, FeatureOptions{.mel = {.fmin = 5000, .fmax = 4000}},
          FeatureOptions{.mel = {.fmax = 30000}}, FeatureOptions{.mel = {.power = 0}},
          FeatureOptions{.mfcc = {.n_mfcc = 129}}, FeatureOptions{.mfcc = {.dct_type = 4}},
          FeatureOptions{.mfcc = {.lifter = -1}}, FeatureOptions{.mfcc = {.top_db = -1}},
          FeatureOptions{.chroma = {.n_chroma = 0}}, FeatureOptions{.chroma = {.norm = 0.}},
          FeatureOptions{.contrast = {.fmin = 1}}, FeatureOptions{.contrast = {.quantile = 0}},
          FeatureOptions{.bandwidth_order = 0}, FeatureOptions{.roll_percent = 1},
          FeatureOptions{.flatness_amin = 0}, FeatureOptions{.crossing_threshold = -1}})
        refused({}, o, names, 44100);
}
