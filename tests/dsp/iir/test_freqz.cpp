// SPDX-License-Identifier: MIT
#include <pya/dsp/iir/freqz.hpp>
#include <pya/error.hpp>

#include "reference/iir.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <numbers>
#include <vector>

using namespace pya;
using namespace pya::dsp;

namespace {

Eigen::ArrayXd array(const std::vector<double>& v) {
    return Eigen::Map<const Eigen::ArrayXd>(v.data(), static_cast<Eigen::Index>(v.size()));
}

} // namespace

TEST_CASE("freqz agrees with scipy on its grid") {
    const Eigen::ArrayXd w = dsp::freqz_grid(16);
    CHECK(w[0] == 0);
    CHECK(w[8] == Approx(std::numbers::pi / 2));
    const Eigen::ArrayXcd h = dsp::freqz(array(reference::iir::b), array(reference::iir::a), w);
    CHECK((h.real() - array(reference::iir::freqz_real)).abs().maxCoeff() < 1e-12);
    CHECK((h.imag() - array(reference::iir::freqz_imag)).abs().maxCoeff() < 1e-12);
}

TEST_CASE("group delay agrees with scipy") {
    const Eigen::ArrayXd w = dsp::freqz_grid(16);
    const Eigen::ArrayXd delay = dsp::group_delay(array(reference::iir::b), array(reference::iir::a), w);
    CHECK((delay - array(reference::iir::group_delay)).abs().maxCoeff() < 1e-9);
}

TEST_CASE("group delay of a pure delay and of a symmetric window is constant") {
    const Eigen::ArrayXd w = dsp::freqz_grid(33);
    const Eigen::ArrayXd one = Eigen::ArrayXd::Ones(1);
    const Eigen::ArrayXd delayed = (Eigen::ArrayXd(4) << 0, 0, 0, 2).finished();
    CHECK((dsp::group_delay(delayed, one, w) - 3).abs().maxCoeff() < 1e-12);
    const Eigen::ArrayXd symmetric = (Eigen::ArrayXd(5) << 1, 3, 9, 3, 1).finished();
    CHECK((dsp::group_delay(symmetric, one, w) - 2).abs().maxCoeff() < 1e-12);
}

TEST_CASE("group delay is 0 where the response is") {
    const Eigen::ArrayXd difference = (Eigen::ArrayXd(2) << 1, -1).finished();
    const Eigen::ArrayXd delay = dsp::group_delay(difference, Eigen::ArrayXd::Ones(1), dsp::freqz_grid(4));
    CHECK(delay[0] == 0);
    CHECK(delay[1] == Approx(0.5));
}

TEST_CASE("zeros and poles and sections and polynomials have one response") {
    const std::vector<double> wn{0.2, 0.5};
    const auto band = dsp::iirfilter(wn, {.ftype = Ftype::cheby2, .order = 3, .rs = 40});
    const Eigen::ArrayXd w = dsp::freqz_grid(50);
    CHECK((dsp::sosfreqz(band.sos(), w) - dsp::freqz(band, w)).abs().maxCoeff() < 1e-12);
    CHECK((dsp::freqz(band.b(), band.a(), w) - dsp::freqz(band, w)).abs().maxCoeff() < 1e-11);
    CHECK((dsp::group_delay(band.b(), band.a(), w) - dsp::group_delay(band, w)).tail(49).abs().maxCoeff() <
          1e-8);
}

TEST_CASE("frequency responses refuse empty polynomials and cascades and a negative grid") {
    const Eigen::ArrayXd none;
    const Eigen::ArrayXd one = Eigen::ArrayXd::Ones(1);
    CHECK_THROWS_AS(dsp::freqz(none, one, one), ArgumentError);
    CHECK_THROWS_AS(dsp::freqz(one, none, one), ArgumentError);
    CHECK_THROWS_AS(dsp::group_delay(one, none, one), ArgumentError);
    CHECK_THROWS_AS(dsp::sosfreqz(Sos(0, 6), one), ArgumentError);
    CHECK_THROWS_AS(dsp::freqz_grid(-1), ArgumentError);
    CHECK(dsp::freqz_grid(0).size() == 0);
    CHECK(dsp::freqz(one, one, none).size() == 0);
}
