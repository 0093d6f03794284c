// SPDX-License-Identifier: MIT
#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/iir/freqz.hpp>
#include <pya/error.hpp>

#include "reference/iir.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

using namespace pya;
using namespace pya::dsp;
using dsp::IirOptions;

namespace {

FilterDesign design(std::vector<double> wn, const IirOptions& options) { return dsp::iirfilter(wn, options); }

/// Gain in dB at fractions of the Nyquist frequency.
Eigen::ArrayXd gain(const FilterDesign& filter, double from, double to) {
    const Eigen::ArrayXd w = std::numbers::pi * Eigen::ArrayXd::LinSpaced(2000, from, to);
    return 20 * dsp::sosfreqz(filter.sos(), w).abs().log10();
}

void check_rejected(std::vector<double> wn, const IirOptions& options) {
    CHECK_THROWS_AS(dsp::iirfilter(wn, options), ArgumentError);
}

} // namespace

TEST_CASE("designs up to order 20 agree with scipy in gain and in sections row by row") {
    for (const auto& want : reference::iir::designs) {
        INFO("ftype " << static_cast<int>(want.ftype) << " btype " << static_cast<int>(want.btype)
                      << " order " << want.order);
        const auto got = design(want.wn, {.btype = want.btype,
                                          .ftype = want.ftype,
                                          .order = want.order,
                                          .rp = want.rp,
                                          .rs = want.rs,
                                          .norm = want.norm});
        CHECK(got.k == Approx(want.k).epsilon(1e-9));
        const Sos sos = got.sos();
        REQUIRE(static_cast<std::size_t>(sos.size()) == want.sos.size());
        const Eigen::Map<const Sos> reference(want.sos.data(), sos.rows(), 6);
        for (Eigen::Index row = 0; row < sos.rows(); ++row) {
            const double scale = reference.row(row).head<3>().abs().maxCoeff();
            CHECK((sos.row(row).head<3>() - reference.row(row).head<3>()).abs().maxCoeff() <= 1e-9 * scale);
            CHECK((sos.row(row).tail<3>() - reference.row(row).tail<3>()).abs().maxCoeff() <= 1e-9);
        }
    }
}

TEST_CASE("a Butterworth filter is 3 dB down at its cutoffs at every order") {
    for (const int order : {1, 2, 3, 8, 20, dsp::max_iir_order}) {
        const auto band = design({0.2, 0.4}, {.order = order});
        CHECK(gain(band, 0.2, 0.4).head(1)[0] == Approx(-10 * std::log10(2.0)).margin(1e-9));
        CHECK(gain(band, 0.2, 0.4).tail(1)[0] == Approx(-10 * std::log10(2.0)).margin(1e-9));
    }
}

TEST_CASE("an elliptic filter uses all of its ripple and keeps its attenuation") {
    for (const int order : {3, 4, 7, 12, 20}) {
        INFO("order " << order);
        const auto low = design(
            {0.3}, {.btype = Btype::lowpass, .ftype = Ftype::ellip, .order = order, .rp = 2, .rs = 30});
        const auto pass = gain(low, 0, 0.3);
        CHECK(pass.minCoeff() == Approx(-2).margin(1e-6));
        CHECK(pass.maxCoeff() == Approx(0).margin(1e-3));
        CHECK(gain(low, 0.6, 1 - 1e-9).maxCoeff() <= -30 + 1e-6);
    }
}

TEST_CASE("a wide elliptic filter is equiripple where the nome is close to 1") {
    const auto low =
        design({0.44}, {.btype = Btype::lowpass, .ftype = Ftype::ellip, .order = 20, .rp = 3, .rs = 20});
    CHECK(gain(low, 0, 0.44).minCoeff() == Approx(-3).margin(1e-6));
    CHECK(gain(low, 0.4401, 1 - 1e-9).maxCoeff() == Approx(-20).margin(1e-3));
}

TEST_CASE("Chebyshev filters keep ripple and attenuation in all four kinds of band") {
    for (const int order : {1, 3, 6, 11}) {
        const auto high =
            design({0.5}, {.btype = Btype::highpass, .ftype = Ftype::cheby1, .order = order, .rp = 1});
        CHECK(gain(high, 0.5, 1).minCoeff() == Approx(-1).margin(1e-9));
        const auto stop =
            design({0.3, 0.6}, {.btype = Btype::bandstop, .ftype = Ftype::cheby2, .order = order, .rs = 50});
        CHECK(gain(stop, 0.3, 0.6).maxCoeff() == Approx(-50).margin(1e-6));
        const auto pass = design({0.3, 0.6}, {.ftype = Ftype::cheby1, .order = order, .rp = 1});
        CHECK(gain(pass, 0.3, 0.6).minCoeff() == Approx(-1).margin(1e-9));
    }
}

TEST_CASE("a Bessel filter normalised by magnitude is 3 dB down at its cutoff") {
    for (const int order : {1, 4, 13, 20, dsp::max_bessel_order}) {
        const auto low = design(
            {0.25},
            {.btype = Btype::lowpass, .ftype = Ftype::bessel, .order = order, .norm = BesselNorm::mag});
        CHECK(gain(low, 0, 0.25).tail(1)[0] == Approx(-10 * std::log10(2.0)).margin(1e-9));
        CHECK(gain(low, 0, 0.25)[0] == Approx(0).margin(1e-9));
    }
}

TEST_CASE("a Bessel filter normalised by delay delays low frequencies by the inverse of its warped cutoff") {
    const double cutoff = 0.02;
    for (const int order : {2, 5, 20}) {
        const auto low = design(
            {cutoff},
            {.btype = Btype::lowpass, .ftype = Ftype::bessel, .order = order, .norm = BesselNorm::delay});
        const Eigen::ArrayXd delay = dsp::group_delay(low, Eigen::ArrayXd::Constant(1, 1e-4));
        CHECK(delay[0] == Approx(0.5 / std::tan(std::numbers::pi * cutoff / 2)).epsilon(1e-5));
    }
}

TEST_CASE("polynomials of a design have its response") {
    const auto band = design({0.2, 0.5}, {.ftype = Ftype::ellip, .order = 4, .rp = 1, .rs = 40});
    const Eigen::ArrayXd w = dsp::freqz_grid(64);
    CHECK(band.a()[0] == 1);
    CHECK(band.b().size() == 9);
    CHECK((dsp::freqz(band.b(), band.a(), w) - dsp::freqz(band, w)).abs().maxCoeff() < 1e-10);
}

TEST_CASE("cutoffs are in the unit of fs") {
    const auto hz = design({1000, 3000}, {.fs = 44100});
    const auto fraction = design({1000 / 22050., 3000 / 22050.}, {});
    CHECK((hz.sos() - fraction.sos()).abs().maxCoeff() < 1e-14);
}

TEST_CASE("sections of a first order filter and of a plain gain are padded with zeros") {
    FilterDesign gain_only;
    gain_only.k = 3;
    CHECK((gain_only.sos() == (Sos(1, 6) << 3, 0, 0, 1, 0, 0).finished()).all());
    const auto low = design({0.5}, {.btype = Btype::lowpass, .order = 1});
    CHECK(low.sos().rows() == 1);
    CHECK(low.sos()(0, 2) == 0);
    CHECK(low.sos()(0, 5) == 0);
}

TEST_CASE("zeros on the unit circle make numerators of 1, something and exactly 1") {
    for (const Ftype ftype : {Ftype::butter, Ftype::cheby2, Ftype::ellip})
        for (const Btype btype : {Btype::bandpass, Btype::bandstop}) {
            const Sos sos =
                design({0.1, 0.3}, {.btype = btype, .ftype = ftype, .order = 8, .rp = 1, .rs = 60}).sos();
            CHECK((sos.bottomRows(7).col(0) == 1).all());
            CHECK((sos.bottomRows(7).col(2) == 1).all());
        }
}

TEST_CASE("zpk2sos refuses a complex root without its conjugate") {
    FilterDesign lopsided;
    lopsided.p = Eigen::ArrayXcd::Constant(1, {0.1, 0.5});
    CHECK_THROWS_AS(lopsided.sos(), ArgumentError);
    lopsided.p = Eigen::ArrayXcd::Constant(1, std::numeric_limits<double>::quiet_NaN());
    CHECK_THROWS_AS(lopsided.sos(), ArgumentError);
}

TEST_CASE("a cutoff in Hz without a rate is told of .fs") {
    CHECK_THROWS_WITH(iirfilter(std::vector{1000.0}, {.btype = Btype::lowpass}), Catch::Contains("give .fs"));
    CHECK_THROWS_WITH(iirfilter(std::vector{9000.0}, {.btype = Btype::lowpass, .fs = 16000}),
                      !Catch::Contains("give .fs"));
}

TEST_CASE("cutoffs outside the open range from 0 to Nyquist are refused") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double cutoff : {0.0, -0.1, 1.0, 1.5, nan, std::numeric_limits<double>::infinity()}) {
        check_rejected({cutoff}, {.btype = Btype::lowpass});
        check_rejected({0.2, cutoff}, {});
    }
    check_rejected({4000}, {.btype = Btype::lowpass, .fs = 8000});
    check_rejected({0.5}, {.btype = Btype::lowpass, .fs = 0});
    check_rejected({0.5}, {.btype = Btype::lowpass, .fs = nan});
}

TEST_CASE("the wrong number or order of band edges is refused") {
    check_rejected({}, {});
    check_rejected({0.2}, {});
    check_rejected({0.1, 0.2, 0.3}, {.btype = Btype::bandstop});
    check_rejected({0.1, 0.2}, {.btype = Btype::highpass});
    check_rejected({0.4, 0.2}, {});
    check_rejected({0.4, 0.4}, {});
}

TEST_CASE("orders outside the documented range are refused") {
    for (const int order : {-1, 0, dsp::max_iir_order + 1, 500}) check_rejected({0.2, 0.4}, {.order = order});
    check_rejected({0.2, 0.4}, {.ftype = Ftype::bessel, .order = dsp::max_bessel_order + 1});
}

TEST_CASE("a missing or absurd ripple is refused by the types that need it") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    check_rejected({0.2, 0.4}, {.ftype = Ftype::cheby1});
    check_rejected({0.2, 0.4}, {.ftype = Ftype::cheby2});
    check_rejected({0.2, 0.4}, {.ftype = Ftype::ellip, .rp = 1});
    check_rejected({0.2, 0.4}, {.ftype = Ftype::ellip, .rs = 40});
    check_rejected({0.2, 0.4}, {.ftype = Ftype::ellip, .rp = 40, .rs = 40});
    for (const double ripple : {0.0, -1.0, 1e9, nan}) {
        check_rejected({0.2, 0.4}, {.ftype = Ftype::cheby1, .rp = ripple});
        check_rejected({0.2, 0.4}, {.ftype = Ftype::cheby2, .rs = ripple});
    }
    CHECK(design({0.2, 0.4}, {.ftype = Ftype::butter, .rp = nan}).p.size() == 8);
}

TEST_CASE("a filter that double precision can't hold is refused rather than made unstable") {
    check_rejected({1e-17}, {.btype = Btype::lowpass, .order = 2});
}

TEST_CASE("every design is stable down to very low cutoffs") {
    for (const double cutoff : {1e-5, 1e-3, 0.5, 0.999, 0.99999})
        for (const auto ftype : {Ftype::butter, Ftype::cheby1, Ftype::cheby2, Ftype::ellip, Ftype::bessel}) {
            const auto low =
                design({cutoff}, {.btype = Btype::lowpass, .ftype = ftype, .order = 10, .rp = 1, .rs = 60});
            CHECK(low.p.abs().maxCoeff() < 1);
            CHECK(dsp::sosfreqz(low.sos(), Eigen::ArrayXd::Zero(1)).abs()[0] > 0.85);
        }
}
