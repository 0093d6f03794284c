// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <sstream>

using namespace pya;

namespace {

const double infinite = std::numeric_limits<double>::infinity();
const double undefined = std::numeric_limits<double>::quiet_NaN();

} // namespace

TEST_CASE("the ways to make a signal that the design promises", "[asig]") {
    const Asig hush(44100);
    CHECK(hush.samples() == 44100);
    CHECK(hush.channels() == 1);
    CHECK(hush.sr() == 44100);

    const Asig pause(2.0, {.sr = 48000, .channels = 2, .cn = {"l", "r"}});
    CHECK(pause.samples() == 96000);
    CHECK(pause.channels() == 2);
    CHECK(pause.cn() == std::vector<std::string>{"l", "r"});
    CHECK(pause.dur() == 2.0);

    const Asig data(Eigen::ArrayXXf::Random(1000, 4),
                    {.sr = 1000, .label = "eeg", .cn = {"a", "b", "c", "d"}});
    CHECK(data.samples() == 1000);
    CHECK(data.channels() == 4);
    CHECK(data.label() == "eeg");

    const Asig list({0.f, 0.5f, 1.f}, {.sr = 8});
    CHECK(list.samples() == 3);
    CHECK(list.dur() == 0.375);
    CHECK(list.sig()(1, 0) == 0.5f);

    std::ostringstream out;
    out << pause;
    CHECK(out.str() == "Asig(''): 2 x 96000 @ 48000Hz = 2.000s cn=['l', 'r']");
}

TEST_CASE("an integer counts samples and a floating-point number seconds", "[asig]") {
    CHECK(Asig(3, {.sr = 10}).samples() == 3);
    CHECK(Asig(3u, {.sr = 10}).samples() == 3);
    CHECK(Asig(Index{3}, {.sr = 10}).samples() == 3);
    CHECK(Asig(3.0, {.sr = 10}).samples() == 30);
    CHECK(Asig(3_s, {.sr = 10}).samples() == 30);
    CHECK(Asig(250_ms, {.sr = 8}).samples() == 2);
}

TEST_CASE("seconds that are a whole number of samples are not cut by rounding errors", "[asig]") {
    for (int n = 0; n < 2000; ++n) CHECK(Asig(n / 100.0, {.sr = 100}).samples() == n);
    CHECK(Asig(0.0199, {.sr = 100}).samples() == 1);
}

TEST_CASE("silence is silent", "[asig]") {
    // Memory from the pool still contains old samples.
    for (int i = 0; i < 3; ++i) {
        Asig used(5000, {.channels = 3});
        CHECK((used.sig() == 0).all());
        used.write() = 7;
    }
}

TEST_CASE("samples come from vectors and spans and arrays of either precision", "[asig]") {
    const std::vector<float> floats = {0.25f, -1.f};
    const std::vector<double> doubles = {0.25, -1.0};
    const Asig want({0.25f, -1.f});
    CHECK(Asig(floats) == want);
    CHECK(Asig(doubles) == want);
    CHECK(Asig(std::span<const float>(floats)) == want);
    CHECK(Asig(Eigen::ArrayXf{{0.25f, -1.f}}) == want);
    CHECK(Asig(Eigen::ArrayXd{{0.25, -1.0}}) == want);
    CHECK(Asig(Eigen::MatrixXd{{0.25}, {-1.0}}) == want);
    CHECK(Asig(Eigen::ArrayXf{{0.5f, -2.f}} / 2) == want);
}

TEST_CASE("rows of an array are samples and columns are channels", "[asig]") {
    Eigen::Array<float, 2, 3, Eigen::RowMajor> array;
    array << 1, 2, 3, 4, 5, 6;
    const Asig a(array);
    CHECK(a.samples() == 2);
    CHECK(a.channels() == 3);
    CHECK(a.sig()(1, 0) == 4);
    CHECK(a.sig()(0, 2) == 3);
    CHECK(a.cn() == std::vector<std::string>{"0", "1", "2"});
}

TEST_CASE("each channel begins on a cache line", "[asig]") {
    const Asig a(1001, {.channels = 5});
    for (Index c = 0; c < 5; ++c) CHECK(reinterpret_cast<std::uintptr_t>(a.storage().channel(c)) % 64 == 0);
}

TEST_CASE("many channels have numbers for names", "[asig]") {
    const Asig a(2, {.channels = 300});
    REQUIRE(a.cn().size() == 300);
    CHECK(a.cn().front() == "0");
    CHECK(a.cn().back() == "299");
}

TEST_CASE("a signal without samples is a signal", "[asig]") {
    for (const Asig& empty :
         {Asig(), Asig(0), Asig(0.0), Asig(std::vector<float>()), Asig(Eigen::ArrayXXf(0, 1))}) {
        CHECK(empty.samples() == 0);
        CHECK(empty.channels() == 1);
        CHECK(empty.dur() == 0);
        CHECK(empty.sig().rows() == 0);
        CHECK(empty.get_times().size() == 0);
        CHECK(empty.repr() == "Asig(''): 1 x 0 @ 44100Hz = 0.000s cn=['0']");
    }
    CHECK(Asig(0, {.channels = 7}).sig().cols() == 7);
}

TEST_CASE("construction refuses what can't be a signal", "[asig]") {
    CHECK_THROWS_AS(Asig(-1), ArgumentError);
    CHECK_THROWS_AS(Asig(-0.5), ArgumentError);
    CHECK_THROWS_AS(Asig(undefined), ArgumentError);
    CHECK_THROWS_AS(Asig(infinite), ArgumentError);
    CHECK_THROWS_AS(Asig(1e300), ArgumentError);
    CHECK_THROWS_AS(Asig(std::numeric_limits<Index>::max()), ArgumentError);
    CHECK_THROWS_AS(Asig(10, {.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(Asig(10, {.sr = -44100}), ArgumentError);
    CHECK_THROWS_AS(Asig(0.1, {.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(Asig(10, {.channels = 0}), ArgumentError);
    CHECK_THROWS_AS(Asig(10, {.channels = -2}), ArgumentError);
    CHECK_THROWS_AS(Asig(10, {.channels = 2, .cn = {"a"}}), ArgumentError);
    CHECK_THROWS_AS(Asig(10, {.cn = {"a", "b"}}), ArgumentError);
    CHECK_THROWS_AS(Asig(Eigen::ArrayXXf(10, 0)), ArgumentError);
    CHECK_THROWS_AS(Asig(Eigen::ArrayXXf::Zero(10, 2), {.channels = 3}), ArgumentError);
    CHECK_THROWS_AS(Asig(Eigen::ArrayXXf(0, Index{1} << 46)), ArgumentError); // each would get a name
    CHECK_THROWS_AS(Asig({1.f, 2.f}, {.cn = {"a", "b"}}), ArgumentError);
}

TEST_CASE("an error names the argument and its value", "[asig]") {
    try {
        Asig(10, {.sr = -3});
        FAIL("did not throw");
    } catch (const Error& e) {
        CHECK_THAT(e.what(), Catch::Matchers::Contains("sr is -3"));
    }
}

TEST_CASE("setters change one property and refuse bad values", "[asig]") {
    Asig a({1.f, 2.f}, {.sr = 10});
    a.set_label("x").set_sr(20).set_cn({"only"});
    CHECK(a.label() == "x");
    CHECK(a.sr() == 20);
    CHECK(a.dur() == 0.1);
    CHECK(a.cn() == std::vector<std::string>{"only"});
    CHECK_THROWS_AS(a.set_sr(0), ArgumentError);
    CHECK_THROWS_AS(a.set_cn({"a", "b"}), ArgumentError);
    CHECK(a.sr() == 20);
    CHECK(a.cn() == std::vector<std::string>{"only"});
    a.set_cn({});
    CHECK(a.cn() == std::vector<std::string>{"0"});
}

TEST_CASE("equality looks at rate and shape and samples only", "[asig]") {
    const Asig a({1.f, 2.f}, {.sr = 10, .label = "a", .cn = {"x"}});
    CHECK(a == Asig({1.f, 2.f}, {.sr = 10}));
    CHECK(a != Asig({1.f, 2.f}, {.sr = 11}));
    CHECK(a != Asig({1.f, 2.5f}, {.sr = 10}));
    CHECK(a != Asig({1.f}, {.sr = 10}));
    CHECK(Asig(3) != Asig(3, {.channels = 2}));
    CHECK(Asig(0) != Asig(0, {.channels = 2}));
    CHECK(Asig(0) == Asig());
    const Asig a_nan({std::numeric_limits<float>::quiet_NaN()});
    CHECK(a_nan != a_nan);
}

TEST_CASE("times are sample numbers over the rate", "[asig]") {
    const Eigen::ArrayXd times = Asig(5, {.sr = 8}).get_times();
    REQUIRE(times.size() == 5);
    for (Index i = 0; i < 5; ++i) CHECK(times(i) == Approx(static_cast<double>(i) / 8).margin(1e-15));
    CHECK(Asig(1).get_times()(0) == 0);
    const SigSize size = Asig(16, {.sr = 8, .channels = 2}).get_size();
    CHECK(size.samples == 16);
    CHECK(size.channels == 2);
    CHECK(size.dur == 2);
}
