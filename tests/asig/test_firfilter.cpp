// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/fir.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/error.hpp>
#include <pya/plot/current.hpp>

#include "support/catch.hpp"

#include <limits>
#include <vector>

using namespace pya;

namespace {

Asig two_channels(Index samples) {
    Eigen::ArrayXXf x(samples, 2);
    for (Index i = 0; i < samples; ++i) x.row(i) << static_cast<float>(i % 7) - 3, static_cast<float>(i % 5);
    return Asig(x, {.sr = 1000, .label = "a", .cn = {"l", "r"}});
}

} // namespace

TEST_CASE("firfilter is lfilter with a = 1, and keeps names and events", "[asig]") {
    Asig a = two_channels(500);
    a.set_events({{10, 20}});
    const Eigen::ArrayXd taps = dsp::firwin(31, 100, {.fs = 1000});
    const Asig y = a.firfilter(taps);
    CHECK((y.sig() == dsp::lfilter(taps, Eigen::ArrayXd::Ones(1), Eigen::ArrayXXf(a.sig()))).all());
    CHECK(y == a.firfilter(std::vector<double>(taps.begin(), taps.end())));
    CHECK(y == a.lfilter(std::vector<double>(taps.begin(), taps.end())));
    CHECK(y.label() == "a_fir");
    CHECK(y.cn() == a.cn());
    CHECK(y.events() == a.events());
    CHECK(Asig(0).firfilter({1, 2}).samples() == 0);
}

TEST_CASE("lfilter with one coefficient a divides by it", "[asig]") {
    const Asig a = two_channels(50);
    CHECK(a.lfilter({1, 3}, {2}) == a.firfilter({0.5, 1.5}));
}

TEST_CASE("plot_freqz draws the gain of firfilter", "[asig][plot]") {
    const Asig y = two_channels(100).firfilter({0.5, 0.5});
    CHECK_NOTHROW(y.plot_freqz(64));
    CHECK_THROWS_AS(two_channels(100).plot_freqz(64), ArgumentError);
    CHECK_THROWS_AS(y.filter(), ArgumentError);
}

TEST_CASE("savgol_filter is that of the kernel", "[asig]") {
    const Asig a = two_channels(60);
    const SavgolOptions options{.deriv = 1, .mode = SavgolMode::mirror};
    Eigen::ArrayXXf y = a.sig();
    dsp::savgol_filter_into(dsp::Block<const float>(y), dsp::Block<float>(y), 9, 3, options);
    CHECK((a.savgol_filter(9, 3, options).sig() == y).all());
    CHECK(a.savgol_filter(9, 3).label() == "a_savgol");
}

TEST_CASE("firfilter and savgol_filter refuse bad arguments", "[asig]") {
    const Asig a = two_channels(10);
    CHECK_THROWS_AS(a.firfilter(std::vector<double>{}), ArgumentError);
    CHECK_THROWS_AS(a.firfilter({1, std::numeric_limits<double>::quiet_NaN()}), ArgumentError);
    CHECK_THROWS_AS(a.savgol_filter(11, 2), ArgumentError);
    CHECK_THROWS_AS(a.savgol_filter(5, 5), ArgumentError);
}
