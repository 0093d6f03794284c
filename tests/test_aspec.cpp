// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "asig/reference_signal.hpp"
#include "support/catch.hpp"

#include <limits>
#include <numbers>

using namespace pya;
using reference::difference;

namespace {

Asig noise(Index samples, Index channels = 1) {
    return Asig(Eigen::ArrayXXf::Random(samples, channels), {.sr = 1000, .label = "a"});
}

} // namespace

TEST_CASE("a spectrum has the bins of the Fourier sum", "[aspec]") {
    const Asig a = noise(9, 2);
    const Aspec spec(a);
    REQUIRE(spec.nr_freqs() == 5);
    for (Index c = 0; c < 2; ++c)
        for (Index k = 0; k < 5; ++k) {
            std::complex<double> sum;
            for (Index i = 0; i < 9; ++i)
                sum += static_cast<double>(a.sig()(i, c)) *
                       std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(i * k) / 9);
            CHECK(std::abs(spec.rfftspec()(k, c) - sum) < 1e-12);
        }
    CHECK(spec.freqs()(4) == Approx(4000.0 / 9));
    CHECK(spec.magnitude()(1, 1) == Approx(std::abs(spec.rfftspec()(1, 1))));
    CHECK(spec.phase()(1, 1) == Approx(std::arg(spec.rfftspec()(1, 1))));
    CHECK(spec.db()(1, 1) == Approx(ampdb(std::abs(spec.rfftspec()(1, 1)))));
}

TEST_CASE("a spectrum gives back its signal at odd and even lengths", "[aspec]") {
    for (const Index n : {1, 2, 9, 10}) {
        const Asig a = noise(n, 2);
        const Asig back = a.to_spec().to_sig();
        REQUIRE(back.samples() == n);
        CHECK((back.sig() - a.sig()).abs().maxCoeff() < 1e-6f);
        CHECK(back.cn() == a.cn());
        CHECK(back.label() == "a_spec_2sig");
    }
    CHECK_THROWS_AS(Asig(0).to_spec(), ArgumentError);
}

TEST_CASE("bins are edited in place and keep their number", "[aspec]") {
    Aspec spec = noise(10).to_spec();
    spec.rfftspec().topRows(2) = 0;
    CHECK(spec.rfftspec()(1, 0) == 0.0);
    spec.rfftspec() = Aspec(noise(10)).rfftspec() * 2;
    const Aspec before = spec;
    CHECK_THROWS_AS(spec.rfftspec() = Eigen::ArrayXXcd::Zero(7, 1), ArgumentError);
    CHECK_THROWS_AS(spec.rfftspec() = Eigen::ArrayXXcd::Zero(6, 2), ArgumentError);
    CHECK((spec.rfftspec() == before.rfftspec()).all());
}

TEST_CASE("a spectrum is made from bins if they belong to the length", "[aspec]") {
    const Asig a = noise(9);
    const Eigen::ArrayXXcd bins = a.to_spec().rfftspec();
    const Aspec spec(bins, {.sr = 1000, .label = "mine", .samples = 9});
    CHECK(spec.label() == "mine");
    CHECK((spec.to_sig().sig() - a.sig()).abs().maxCoeff() < 1e-6f);
    CHECK(Aspec(bins).samples() == 8);
    CHECK(Aspec(bins.matrix()).channels() == 1);
    CHECK_THROWS_AS(Aspec(bins, {.samples = 7}), ArgumentError);
    CHECK_THROWS_AS(Aspec(bins, {.samples = 10}), ArgumentError);
    CHECK_THROWS_AS(Aspec(bins, {.samples = std::numeric_limits<Index>::max()}), ArgumentError);
    CHECK_THROWS_AS(Aspec(bins, {.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(Aspec(bins, {.cn = {"l", "r"}}), ArgumentError);
    CHECK_THROWS_AS(Aspec(Eigen::ArrayXXcd(0, 1)), ArgumentError);
    CHECK_THROWS_AS(Aspec(Eigen::ArrayXXcd(3, 0)), ArgumentError);
}

TEST_CASE("a label that is given to a spectrum is kept, and one of the signal gets a suffix", "[aspec]") {
    CHECK(Aspec(noise(8)).label() == "a_spec");
    CHECK(Aspec(noise(8), {.label = "square"}).label() == "square");
    CHECK(Aspec(Eigen::ArrayXf::Ones(8), {.label = "square"}).label() == "square");
}

TEST_CASE("spectra are added, multiplied and scaled bin by bin", "[aspec]") {
    const Aspec a = noise(9, 2).to_spec(), b = noise(9, 2).to_spec();
    const Eigen::ArrayXXcd x = a.rfftspec(), y = b.rfftspec();
    CHECK(((a + b).rfftspec() - (x + y)).abs().maxCoeff() < 1e-12);
    CHECK(((a - b).rfftspec() - (x - y)).abs().maxCoeff() < 1e-12);
    CHECK(((a * b).rfftspec() - (x * y)).abs().maxCoeff() < 1e-12);
    CHECK(((a / b).rfftspec() - (x / y)).abs().maxCoeff() < 1e-9);
    CHECK(((a * 2).rfftspec() - x * 2).abs().maxCoeff() < 1e-12);
    CHECK(((2 * a).rfftspec() - x * 2).abs().maxCoeff() < 1e-12);
    CHECK(((a / 2).rfftspec() - x / 2).abs().maxCoeff() < 1e-12);
    CHECK_THROWS_AS(a + noise(8, 2).to_spec(), ArgumentError);
    CHECK_THROWS_AS(a + noise(9).to_spec(), ArgumentError);
}

TEST_CASE("weights hold beyond their ends and lie between their points", "[aspec]") {
    const Aspec spec(Eigen::ArrayXXcd::Ones(5, 2), {.sr = 8});
    CHECK(spec.weight({0, 1, 2, 3, 4}).magnitude()(3, 1) == 3);
    CHECK(spec.weight({0, 1}, {1, 3}).magnitude()(2, 0) == Approx(0.5));
    CHECK(spec.weight({0, 1}, {1, 3}).magnitude()(4, 0) == 1);
    CHECK(spec.weight({2}, {}, {.curve = 2}).magnitude()(0, 0) == 4);
    CHECK_THROWS_AS(spec.weight({}), ArgumentError);
    CHECK_THROWS_AS(spec.weight({1, 2}, {1}), ArgumentError);
    CHECK_THROWS_AS(spec.weight({1, 2}, {2, 1}), ArgumentError);
}

TEST_CASE("a weighted spectrum is the signal that numpy makes of it", "[aspec]") {
    const Aspec spec = reference::stereo_signal().to_spec();
    CHECK(difference(spec.to_sig(), reference::stereo) < 1e-7);
    const Aspec weighted = spec.weight({0, 1, 0.25}, {50, 200, 400}, {.curve = 2});
    CHECK(difference(weighted.to_sig(), reference::weighted) < 1e-7);
}

TEST_CASE("a moved-from spectrum is empty, and every method works", "[aspec]") {
    Aspec a = noise(9, 2).to_spec();
    const Aspec copy = a;
    const Aspec b = std::move(a);
    CHECK((b.rfftspec() == copy.rfftspec()).all());
    CHECK(a.nr_freqs() == 0);
    CHECK(a.samples() == 0);
    CHECK(a.cn().empty());
    CHECK(a.rfftspec().size() == 0);
    CHECK(a.freqs().size() == 0);
    CHECK(a.magnitude().size() == 0);
    CHECK(a.repr() == "Aspec(''): 0 x 0 @ 44100 Hz = 0.000 s");
    CHECK(a.to_sig().samples() == 0);
    CHECK(a.weight({1, 2}).nr_freqs() == 0);
    CHECK((a + a).nr_freqs() == 0);
    CHECK_THROWS_AS(a * b, ArgumentError);
    const Aspec again = a;
    CHECK(again.nr_freqs() == 0);
    a = b;
    CHECK((a.rfftspec() == b.rfftspec()).all());
}

TEST_CASE("what a temporary spectrum returns outlives it", "[aspec]") {
    const Asig a = noise(64);
    const auto bins = a.to_spec().rfftspec();
    const auto& names = a.to_spec().cn();
    const auto& label = a.to_spec().label();
    CHECK((bins == a.to_spec().rfftspec()).all());
    CHECK(names == a.cn());
    CHECK(label == "a_spec");
}
