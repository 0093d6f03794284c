// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "asig/reference_signal.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace pya;
using reference::difference;

namespace {

/// The level of a filtered sine in dB, in the middle of its 2 seconds, at a sampling rate of 8 kHz.
double gain(double hz, const std::vector<double>& cutoffs, const IirOptions& options) {
    const Asig out = Ugen::sine({.freq = hz, .dur = 2_s, .sr = 8000}).iirfilter(cutoffs, options);
    return ampdb(out(slice(0.5_s, 1.5_s)).rms()(0) * std::sqrt(2));
}

const IirOptions lowpass{.btype = Btype::lowpass};

} // namespace

TEST_CASE("iirfilter has the numbers of scipy's filters", "[asig]") {
    const Asig a = reference::stereo_signal();
    IirOptions options{.order = 2};
    for (const FilterMethod once : {FilterMethod::lfilter, FilterMethod::sosfilt}) {
        options.filter = once;
        CHECK(difference(a.iirfilter({100, 200}, options), reference::band_lfilter) < 1e-7);
    }
    options.filter = FilterMethod::filtfilt;
    CHECK(difference(a.iirfilter({100, 200}, options), reference::band_filtfilt) < 1e-7);
    options.filter = FilterMethod::sosfiltfilt;
    CHECK(difference(a.iirfilter({100, 200}, options), reference::band_sosfiltfilt) < 1e-7);
}

TEST_CASE("cutoffs are 3 dB down, the passband is flat and the stopband falls", "[asig]") {
    CHECK(gain(100, {1000}, lowpass) == Approx(0).margin(0.01));
    CHECK(gain(1000, {1000}, lowpass) == Approx(-3.01).margin(0.01));
    CHECK(gain(3000, {1000}, lowpass) < -60);
    const IirOptions highpass{.btype = Btype::highpass}, stop{.btype = Btype::bandstop}, band;
    CHECK(gain(3000, {1000}, highpass) == Approx(0).margin(0.01));
    CHECK(gain(200, {1000}, highpass) < -55);
    for (const double edge : {500., 900.}) {
        CHECK(gain(edge, {500, 900}, band) == Approx(-3.01).margin(0.02));
        CHECK(gain(edge, {500, 900}, stop) == Approx(-3.01).margin(0.02));
    }
    CHECK(gain(670, {500, 900}, band) == Approx(0).margin(0.01));
    CHECK(gain(670, {500, 900}, stop) < -80);
}

TEST_CASE("families keep their ripple and their attenuation", "[asig]") {
    CHECK(gain(1000, {1000}, {.btype = Btype::lowpass, .ftype = Ftype::cheby1, .rp = 1}) ==
          Approx(-1).margin(0.01));
    CHECK(gain(1000, {1000}, {.btype = Btype::lowpass, .ftype = Ftype::cheby2, .rs = 40}) ==
          Approx(-40).margin(0.05));
    CHECK(gain(2500, {1000}, {.btype = Btype::lowpass, .ftype = Ftype::ellip, .rp = 1, .rs = 50}) < -49.9);
}

TEST_CASE("cutoffs are in the unit of fs", "[asig]") {
    const Asig a = reference::stereo_signal();
    CHECK(a.iirfilter({0.2, 0.4}, {.fs = 2}) == a.iirfilter({100, 200}));
    CHECK(a.iirfilter(0.1, {.btype = Btype::lowpass, .fs = 1}) == a.iirfilter(100, lowpass));
    CHECK_THROWS_AS(a.iirfilter(100, {.btype = Btype::lowpass, .fs = 2}), ArgumentError);
    CHECK_THROWS_AS(a.iirfilter(100, {.btype = Btype::lowpass, .fs = 0}), ArgumentError);
}

TEST_CASE("forward and backward doubles the attenuation and shifts no phase", "[asig]") {
    const IirOptions twice{.btype = Btype::lowpass, .filter = FilterMethod::filtfilt};
    CHECK(gain(1000, {1000}, twice) == Approx(-6.02).margin(0.02));
    const Asig tone = Ugen::sine({.freq = 300, .dur = 1_s, .sr = 8000});
    const Asig out = tone.iirfilter(1000, twice);
    CHECK((out.sig() - tone.sig()).middleRows(1000, 6000).abs().maxCoeff() < 1e-3);
}

TEST_CASE("what iirfilter makes knows its design, names and rate", "[asig]") {
    const Asig a = reference::stereo_signal();
    const Asig b = a.iirfilter({100, 200}, {.order = 2});
    CHECK(b.label() == "noise_iir");
    CHECK(b.cn() == a.cn());
    CHECK(b.sr() == 1000);
    Eigen::ArrayXd poles = Eigen::Map<const Eigen::ArrayXcd>(b.filter().p.data(), 4).abs();
    std::sort(poles.begin(), poles.end());
    CHECK(difference(poles, reference::band_poles) < 1e-10);
    CHECK_THROWS_AS(a.filter(), ArgumentError);
}

TEST_CASE("filters take no samples, one, silence and many channels", "[asig]") {
    CHECK(Asig(0).iirfilter(100, lowpass).samples() == 0);
    CHECK(Asig({1.f}, {.sr = 1000}).iirfilter(100, lowpass).samples() == 1);
    CHECK(Asig(50, {.channels = 3}).iirfilter(100, lowpass) == Asig(50, {.channels = 3}));
    const Asig wide(Eigen::ArrayXXf::Random(97, 33), {.sr = 1000});
    const Asig out = wide.iirfilter(100, lowpass);
    for (const Index c : {0, 16, 32}) CHECK(wide(all, c).iirfilter(100, lowpass) == out(all, c));
    CHECK(wide.iirfilter(100, {.btype = Btype::lowpass, .threads = 3}) == out);
}

TEST_CASE("filters used in turns, more than are kept, do not change", "[asig]") {
    const Asig a(Eigen::ArrayXXf::Random(200, 1), {.sr = 1000});
    const auto filtered = [&](int cutoff) {
        const Asig y = a.iirfilter(cutoff, {.btype = Btype::highpass, .order = 1 + cutoff % 3});
        CHECK(a.sosfilt(dsp::iirfilter(std::vector{double(cutoff)},
                                       {.btype = Btype::highpass, .order = 1 + cutoff % 3, .fs = 1000})
                            .sos())
                  .sig()
                  .isApprox(y.sig(), 0));
        return y;
    };
    const std::vector<int> cutoffs{10, 20, 10, 30, 40, 50, 60, 10, 20, 60, 60, 10};
    for (const int cutoff : cutoffs) CHECK(filtered(cutoff) == filtered(cutoff));
    CHECK_FALSE(filtered(10) == filtered(20));
    CHECK_FALSE(a.iirfilter(10, {.btype = Btype::highpass}) == a.iirfilter(10, lowpass));
}

TEST_CASE("NaN stays in its channel and leaves what was before it alone", "[asig]") {
    Asig a(Eigen::ArrayXXf::Random(100, 2), {.sr = 1000});
    const Asig whole = a.iirfilter(100, lowpass);
    a.write()(40, 0) = std::numeric_limits<float>::quiet_NaN();
    const Asig out = a.iirfilter(100, lowpass);
    CHECK(out(all, 1) == whole(all, 1));
    CHECK(out(slice(0, 40), 0) == whole(slice(0, 40), 0));
    CHECK(out.sig().col(0).tail(60).isNaN().all());
}

TEST_CASE("impossible filters are refused, and the signal stays", "[asig]") {
    const Asig a = reference::stereo_signal(), before = a;
    CHECK_THROWS_AS(a.iirfilter(100), ArgumentError); // a band needs two cutoffs
    CHECK_THROWS_AS(a.iirfilter({200, 100}), ArgumentError);
    for (const double cutoff : {0., -1., 500., 700., std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(a.iirfilter(cutoff, lowpass), ArgumentError);
    CHECK_THROWS_AS(a.iirfilter(100, {.btype = Btype::lowpass, .ftype = Ftype::cheby1}), ArgumentError);
    CHECK_THROWS_AS(a.iirfilter(100, {.btype = Btype::lowpass, .order = -1}), ArgumentError);
    CHECK_THROWS_AS(a.iirfilter(100, {.btype = Btype::lowpass, .threads = 0}), ArgumentError);
    const Asig brief({1.f, 2.f}, {.sr = 1000});
    CHECK_THROWS_AS(brief.iirfilter(100, {.btype = Btype::lowpass, .filter = FilterMethod::filtfilt}),
                    ArgumentError);
    CHECK(a == before);
}
