// SPDX-License-Identifier: MIT
// What works on rows of features, on envelopes and on samples.
#include <pya/dsp/feature/delta.hpp>
#include <pya/dsp/feature/dtw.hpp>
#include <pya/dsp/feature/lpc.hpp>
#include <pya/dsp/feature/pcen.hpp>
#include <pya/dsp/feature/sounding.hpp>
#include <pya/dsp/feature/tempogram.hpp>
#include <pya/dsp/feature/tonnetz.hpp>
#include <pya/error.hpp>

#include "reference/features.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace pya::dsp;
using Frames = FrameArray<double>;

namespace {

Frames rows(const std::vector<double>& values, Index columns) {
    return Eigen::Map<const Frames>(values.data(), std::ssize(values) / columns, columns);
}

void check_near(const std::vector<double>& got, const std::vector<double>& want) {
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
        CAPTURE(i);
        CHECK(got[i] == Approx(want[i]).epsilon(1e-10).margin(1e-11));
    }
}

std::vector<double> flat(const Frames& x) { return {x.data(), x.data() + x.size()}; }

const Frames mel = rows(reference::features_mel, 8);

} // namespace

TEST_CASE("delta has the numbers of scipy.signal.savgol_filter", "[feature]") {
    check_near(flat(delta(mel, {.width = 5})), reference::features_slopes);
    check_near(flat(delta(mel, {.width = 7, .order = 2, .mode = DeltaMode::nearest})),
               reference::features_bends);
}

TEST_CASE("delta of a line is its slope in every mode away from the ends", "[feature]") {
    Frames line(20, 1);
    for (Index i = 0; i < 20; ++i) line(i, 0) = 3. * static_cast<double>(i) - 7;
    for (const DeltaMode mode :
         {DeltaMode::interp, DeltaMode::nearest, DeltaMode::mirror, DeltaMode::constant, DeltaMode::wrap})
        CHECK(delta(line, {.mode = mode})(10, 0) == Approx(3));
    CHECK(delta(line)(0, 0) == Approx(3));
    CHECK(delta(line, {.order = 2}).abs().maxCoeff() < 1e-12);
}

TEST_CASE("delta refuses even widths, orders beyond them, and fewer frames than its width", "[feature]") {
    CHECK_THROWS_AS(delta(mel, {.width = 4}), pya::ArgumentError);
    CHECK_THROWS_AS(delta(mel, {.width = 1}), pya::ArgumentError);
    CHECK_THROWS_AS(delta(mel, {.width = 3, .order = 3}), pya::ArgumentError);
    CHECK_THROWS_AS(delta(mel, {.width = 3, .order = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(delta(mel, {.width = 15}), pya::ArgumentError);
    CHECK(delta(mel, {.width = 15, .mode = DeltaMode::wrap}).rows() == mel.rows());
    CHECK(delta(Frames(0, 3)).rows() == 0);
}

TEST_CASE("Pcen has the numbers of the reference for any split into frames", "[feature]") {
    Frames out = mel;
    Pcen pcen(reference::features_sr, reference::features_hop, 8);
    for (Index t = 0; t < out.rows(); ++t) {
        const Block<double> frame(out.row(t).data(), 8, 1);
        pcen.process(frame, frame);
    }
    check_near(flat(out), reference::features_pcen);
    pcen.reset();
    Frames whole(mel.rows(), 8);
    pcen.process(impl::rows_of(mel), impl::rows_of(whole));
    CHECK((whole == out).all());
}

TEST_CASE("Pcen refuses options out of range and other shapes", "[feature]") {
    CHECK_THROWS_AS(Pcen(0, 512, 8), pya::ArgumentError);
    CHECK_THROWS_AS(Pcen(8000, 0, 8), pya::ArgumentError);
    CHECK_THROWS_AS(Pcen(8000, 512, 0), pya::ArgumentError);
    CHECK_THROWS_AS(Pcen(8000, 512, 8, {.eps = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(Pcen(8000, 512, 8, {.b = 1.5}), pya::ArgumentError);
    CHECK_THROWS_AS(Pcen(8000, 512, 8, {.max_size = 9}), pya::ArgumentError);
    Pcen pcen(8000, 512, 8);
    std::vector<double> x(7);
    CHECK_THROWS_AS(pcen.process(Block<const double>(x), x), pya::ArgumentError);
}

TEST_CASE("tonnetz has the numbers of the reference", "[feature]") {
    const Frames chroma = rows(reference::features_chroma, 12);
    Frames out(chroma.rows(), 6);
    tonnetz(impl::rows_of(chroma), impl::rows_of(out));
    check_near(flat(out), reference::features_tonnetz);
    Frames wide = mel;
    CHECK_THROWS_AS(tonnetz(impl::rows_of(chroma), impl::rows_of(wide)), pya::ArgumentError);
}

TEST_CASE("lpc has the numbers of Burg's method", "[feature]") {
    check_near(lpc(std::span<const double>(reference::features_signal), 6), reference::features_lpc);
    const std::vector<double> silence(10);
    CHECK(lpc(std::span<const double>(silence), 2) == std::vector<double>{1, 0, 0});
    CHECK_THROWS_AS(lpc(std::span<const double>(silence), 10), pya::ArgumentError);
    CHECK_THROWS_AS(lpc(std::span<const double>(silence), 0), pya::ArgumentError);
    CHECK_THROWS_AS(lpc(std::span<const double>(), 1), pya::ArgumentError);
}

TEST_CASE("dtw has the costs of the reference", "[feature]") {
    const Dtw found = dtw(Frames(mel.topRows(6)), Frames(mel.middleRows(3, 7)));
    check_near(found.costs, reference::features_costs);
    CHECK(found.path.front() == DtwPair{0, 0});
    CHECK(found.path.back() == DtwPair{5, 6});
    CHECK(found.cost == found.costs.back());
}

TEST_CASE("dtw finds a sequence in a longer one", "[feature]") {
    const Dtw found = dtw(Frames(mel.middleRows(4, 3)), mel, {.subseq = true});
    CHECK(found.path == std::vector<DtwPair>{{0, 4}, {1, 5}, {2, 6}});
    CHECK(found.cost == 0);
}

TEST_CASE("dtw refuses what has no path", "[feature]") {
    CHECK_THROWS_AS(dtw(Frames(0, 8), mel), pya::ArgumentError);
    CHECK_THROWS_AS(dtw(Frames(3, 2), mel), pya::ArgumentError);
    CHECK_THROWS_AS(dtw(mel, mel, {.steps = {}}), pya::ArgumentError);
    CHECK_THROWS_AS(dtw(mel, mel, {.steps = {{0, 0}}}), pya::ArgumentError);
    CHECK_THROWS_AS(dtw(mel, mel, {.band = 1.5}), pya::ArgumentError);
    CHECK_THROWS_AS(dtw(mel, mel, {.band = 0.}), pya::ArgumentError);
    CHECK_THROWS_AS(dtw(Frames(mel.topRows(2)), mel, {.steps = {{1, 1}}}), pya::ArgumentError);
}

TEST_CASE("the tempogram has the numbers of the reference", "[feature]") {
    check_near(flat(tempogram(reference::features_envelope, {.win_length = 7})),
               reference::features_tempogram);
}

TEST_CASE("the tempogram of pulses peaks at their period", "[feature]") {
    std::vector<double> pulses(200);
    for (std::size_t i = 0; i < pulses.size(); i += 20) pulses[i] = 1;
    const Frames periods = tempogram(pulses, {.win_length = 64});
    CHECK(periods.rows() == 200);
    Index lag = 0;
    periods.row(100).segment(5, 30).maxCoeff(&lag);
    CHECK(lag + 5 == 20);
    CHECK(tempogram(pulses, {.win_length = 64, .center = false}).rows() == 137);
    CHECK(tempogram(std::span<const double>()).rows() == 0);
    CHECK_THROWS_AS(tempogram(pulses, {.center = false}), pya::ArgumentError);
    CHECK_THROWS_AS(tempogram(pulses, {.win_length = 0}), pya::ArgumentError);
}

TEST_CASE("autocorrelate sums products", "[feature]") {
    const std::vector<double> x = {1, 2, 3};
    check_near(autocorrelate(x), {14, 8, 3});
    check_near(autocorrelate(x, 2), {14, 8});
    CHECK(autocorrelate({}).empty());
    CHECK_THROWS_AS(autocorrelate(x, 0), pya::ArgumentError);
}

TEST_CASE("sounding finds what is louder than silence", "[feature]") {
    std::vector<double> x(10000);
    for (std::size_t i = 3000; i < 5000; ++i) x[i] = 0.5;
    const SoundingOptions fine{.nperseg = 100, .stride = 50};
    CHECK(sounding(Block<const double>(x), fine) == std::vector<Event>{{3000, 5050}});
    const std::vector<double> zeros(1000), none;
    CHECK(sounding(Block<const double>(zeros)) == std::vector<Event>{{0, 1000}});
    CHECK(sounding(Block<const double>(zeros), {.ref = 1.}).empty());
    CHECK(sounding(Block<const double>(none)).empty());
    CHECK_THROWS_AS(sounding(Block<const double>(x), {.top_db = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(sounding(Block<const double>(x), {.nperseg = 0}), pya::ArgumentError);
    CHECK_THROWS_AS(sounding(Block<const double>(x), {.stride = 0}), pya::ArgumentError);
}
