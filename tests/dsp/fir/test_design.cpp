// SPDX-License-Identifier: MIT
#include <pya/dsp/fir/firwin.hpp>
#include <pya/dsp/fir/remez.hpp>
#include <pya/dsp/iir/freqz.hpp>
#include <pya/error.hpp>

#include "reference/fir.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <vector>

using namespace pya;
using namespace pya::dsp;

namespace {

const double nan_value = std::numeric_limits<double>::quiet_NaN();
const double infinite = std::numeric_limits<double>::infinity();

double furthest(const Eigen::ArrayXd& taps, const std::vector<double>& wanted) {
    REQUIRE(taps.size() == static_cast<Index>(wanted.size()));
    return (taps - Eigen::Map<const Eigen::ArrayXd>(wanted.data(), taps.size())).abs().maxCoeff();
}

/// The gain at frequencies in cycles per sample.
Eigen::ArrayXd gains(const Eigen::ArrayXd& taps, const Eigen::ArrayXd& f) {
    return freqz(taps, Eigen::ArrayXd::Ones(1), f * (2 * std::numbers::pi)).abs();
}

} // namespace

TEST_CASE("firwin has the taps of scipy") {
    for (const auto& row : reference::fir::firwin_rows) {
        CAPTURE(row.numtaps, row.cutoffs);
        CHECK(furthest(firwin(row.numtaps, row.cutoffs, row.options), row.taps) < 1e-12);
    }
}

TEST_CASE("firwin2 has the taps of scipy") {
    for (const auto& row : reference::fir::firwin2_rows) {
        CAPTURE(row.numtaps, row.freq);
        CHECK(furthest(firwin2(row.numtaps, row.freq, row.gain, row.options), row.taps) < 1e-12);
    }
}

TEST_CASE("remez has the taps of scipy") {
    for (const auto& row : reference::fir::remez_rows) {
        CAPTURE(row.numtaps, row.bands, row.desired);
        RemezOptions options;
        options.weight = row.weight;
        options.type = row.type;
        options.grid_density = row.grid_density;
        options.fs = row.fs;
        CHECK(furthest(remez(row.numtaps, row.bands, row.desired, options), row.taps) < 1e-9);
    }
}

TEST_CASE("firwin scales the gain to 1 at 0, at Nyquist, or in the middle of the first band") {
    const Eigen::ArrayXd f = (Eigen::ArrayXd(3) << 0, 0.2, 0.5).finished();
    CHECK(gains(firwin(31, 0.3), f)[0] == Approx(1).epsilon(1e-13));
    CHECK(gains(firwin(31, 0.3, {.pass_zero = Btype::highpass}), f)[2] == Approx(1).epsilon(1e-13));
    CHECK(gains(firwin(31, {0.3, 0.5}, {.pass_zero = Btype::bandpass}), f)[1] == Approx(1).epsilon(1e-13));
}

TEST_CASE("a long remez design is equiripple in its bands") {
    const Eigen::ArrayXd taps =
        remez(401, {0, 0.2, 0.21, 0.5}, {1, 0}, {.weight = {1, 10}, .grid_density = 64});
    const double in_pass = (gains(taps, Eigen::ArrayXd::LinSpaced(9000, 0, 0.2)) - 1).abs().maxCoeff();
    const double in_stop = gains(taps, Eigen::ArrayXd::LinSpaced(9000, 0.21, 0.5)).maxCoeff();
    CHECK(in_pass == Approx(10 * in_stop).epsilon(0.01));
    CHECK(in_stop < 1e-3);
    CHECK((taps - taps.reverse()).abs().maxCoeff() == 0);
}

TEST_CASE("a remez design holds in its bands, even if its gain is enormous between them") {
    const double pass = 0.067, rise = 0.1415, stop = 0.3024;
    const Eigen::ArrayXd taps = remez(56, {0, pass, rise, stop}, {1, 0}, {.weight = {14, 18}});
    CHECK(taps.abs().maxCoeff() > 1e6);
    for (int i = 0; i <= 200; ++i)
        for (const bool low : {true, false}) {
            const double f = low ? pass * i / 200 : rise + (stop - rise) * i / 200;
            std::complex<double> gain = 0;
            for (pya::dsp::Index k = 0; k < taps.size(); ++k)
                gain += taps(k) * std::polar(1., -2 * std::numbers::pi * f * static_cast<double>(k));
            CHECK(std::abs(std::abs(gain) - (low ? 1 : 0)) < 1e-3);
        }
}

TEST_CASE("remez finds gains that it can reach exactly, and silence") {
    CHECK(furthest(remez(7, {0, 0.5}, {1}), {0, 0, 0, 1, 0, 0, 0}) < 1e-12);
    CHECK(remez(8, {0, 0.2, 0.3, 0.5}, {0, 0}).isZero());
}

TEST_CASE("firwin refuses what it can't design") {
    CHECK_THROWS_AS(firwin(0, 0.3), ArgumentError);
    CHECK_THROWS_AS(firwin(-3, 0.3), ArgumentError);
    CHECK_THROWS_AS(firwin(21, std::vector<double>{}), ArgumentError);
    for (const double bad : {0., 1., -0.1, 1.5, nan_value, infinite}) {
        CHECK_THROWS_AS(firwin(21, bad), ArgumentError);
        CHECK_THROWS_AS(firwin(21, {0.3, bad}), ArgumentError);
    }
    CHECK_THROWS_AS(firwin(21, {0.3, 0.3}), ArgumentError);
    CHECK_THROWS_AS(firwin(21, {0.4, 0.3}), ArgumentError);
    CHECK_THROWS_AS(firwin(21, {0.3, 0.4}, {.pass_zero = Btype::lowpass}), ArgumentError);
    CHECK_THROWS_AS(firwin(21, {0.3, 0.4}, {.pass_zero = Btype::highpass}), ArgumentError);
    CHECK_THROWS_AS(firwin(21, 0.3, {.pass_zero = Btype::bandpass}), ArgumentError);
    CHECK_THROWS_AS(firwin(21, 0.3, {.pass_zero = Btype::bandstop}), ArgumentError);
    for (const double bad : {0., -1., nan_value, infinite}) {
        CHECK_THROWS_AS(firwin(21, 0.3, {.fs = bad}), ArgumentError);
        CHECK_THROWS_AS(firwin(21, 0.3, {.width = bad}), ArgumentError);
    }
    CHECK_THROWS_AS(firwin(21, 0.3, {.window = "none of them"}), ArgumentError);
    CHECK_THROWS_AS(firwin(21, 0.3, {.window = std::vector<double>{1, 2}}), ArgumentError);
    CHECK_THROWS_AS(firwin(2, 0.3, {.window = std::vector<double>{0, 0}}), ArgumentError);
}

TEST_CASE("an even number of taps can't pass Nyquist in firwin and firwin2") {
    CHECK_THROWS_AS(firwin(20, 0.3, {.pass_zero = Btype::highpass}), ArgumentError);
    CHECK_THROWS_AS(firwin(20, {0.3, 0.5}, {.pass_zero = true}), ArgumentError);
    CHECK_THROWS_AS(firwin(20, {0.3, 0.4, 0.5}, {.pass_zero = false}), ArgumentError);
    CHECK_THROWS_AS(firwin2(20, {0, 0.5, 1}, {1, 1, 1}), ArgumentError);
}

TEST_CASE("firwin2 refuses what it can't design") {
    CHECK_THROWS_AS(firwin2(0, {0, 1}, {1, 1}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {}, {}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0}, {1}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 1}, {1}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.9}, {1, 1}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0.1, 1}, {1, 1}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.6, 0.5, 1}, {1, 1, 0, 0}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.5, 0.5, 0.5, 1}, {1, 1, 0, 0, 0}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0, 1}, {1, 0, 0}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 1, 1}, {1, 0, 0}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.5, 0.5, std::nextafter(0.5, 1), 1}, {1, 1, 0, 0, 0}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, nan_value, 1}, {1, 1, 0}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.5, 1}, {1, nan_value, 0}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.5, 1}, {1, 1, 0}, {.nfreqs = 21}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.5, 1}, {1, 1, 0}, {.fs = nan_value}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.5, 1}, {1, 1, 0}, {.window = "none of them"}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.5, 1}, {1, 1, 0}, {.antisymmetric = true}), ArgumentError);
    CHECK_THROWS_AS(firwin2(21, {0, 0.5, 1}, {0, 1, 1}, {.antisymmetric = true}), ArgumentError);
    CHECK_THROWS_AS(firwin2(20, {0, 0.5, 1}, {1, 1, 0}, {.antisymmetric = true}), ArgumentError);
}

TEST_CASE("remez refuses what it can't design") {
    const std::vector<double> bands{0, 0.2, 0.3, 0.5}, desired{1, 0};
    CHECK_THROWS_AS(remez(0, bands, desired), ArgumentError);
    CHECK_THROWS_AS(remez(1, bands, desired), ArgumentError);
    CHECK_THROWS_AS(remez(21, {}, {}), ArgumentError);
    CHECK_THROWS_AS(remez(21, {0, 0.2, 0.3}, desired), ArgumentError);
    CHECK_THROWS_AS(remez(21, bands, {1, 0, 1}), ArgumentError);
    CHECK_THROWS_AS(remez(21, {0, 0.3, 0.2, 0.5}, desired), ArgumentError);
    CHECK_THROWS_AS(remez(21, {0, 0.2, 0.2, 0.5}, desired), ArgumentError);
    CHECK_THROWS_AS(remez(21, {0, 0.2, 0.3, 0.6}, desired), ArgumentError);
    CHECK_THROWS_AS(remez(21, {-0.1, 0.2, 0.3, 0.5}, desired), ArgumentError);
    CHECK_THROWS_AS(remez(21, {0, nan_value, 0.3, 0.5}, desired), ArgumentError);
    CHECK_THROWS_AS(remez(21, bands, {1, infinite}), ArgumentError);
    CHECK_THROWS_AS(remez(21, bands, desired, {.weight = {1}}), ArgumentError);
    for (const double bad : {0., -1., nan_value, infinite}) {
        CHECK_THROWS_AS(remez(21, bands, desired, {.weight = {1, bad}}), ArgumentError);
        CHECK_THROWS_AS(remez(21, bands, desired, {.fs = bad}), ArgumentError);
    }
    CHECK_THROWS_AS(remez(21, bands, desired, {.maxiter = 0}), ArgumentError);
    CHECK_THROWS_AS(remez(21, bands, desired, {.grid_density = 0}), ArgumentError);
    CHECK_THROWS_AS(remez(21, {0.1, 0.1, 0.3, 0.3}, desired), ArgumentError);
}

TEST_CASE("remez says when it has not converged") {
    CHECK_THROWS_AS(remez(41, {0, 0.2, 0.3, 0.5}, {1, 0}, {.maxiter = 2}), ArgumentError);
    CHECK_NOTHROW(remez(41, {0, 0.2, 0.3, 0.5}, {1, 0}, {.maxiter = 20}));
}
