// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/stft.hpp>
#include <pya/error.hpp>

#include "reference/stft.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace pya::dsp;
using Eigen::ArrayXXd;
using Eigen::ArrayXXf;
using pya::dsp::Boundary;
using pya::dsp::StftOptions;

namespace {

ArrayXXd reference_signal() {
    return Eigen::Map<const Eigen::ArrayXd>(stft_signal.data(),
                                            static_cast<Eigen::Index>(stft_signal.size()));
}

void check_axis(const Eigen::ArrayXd& axis, const std::vector<double>& expected) {
    REQUIRE(axis.size() == static_cast<Eigen::Index>(expected.size()));
    for (Eigen::Index i = 0; i < axis.size(); ++i)
        CHECK(axis[i] == Approx(expected[static_cast<std::size_t>(i)]).margin(1e-12));
}

} // namespace

TEST_CASE("the transform of a signal is the one of scipy", "[stft]") {
    for (const StftCase& c : stft_cases) {
        const StftResult<double> result = stft(reference_signal(), 100, c.options);
        check_axis(result.freqs, c.freqs);
        check_axis(result.times, c.times);
        const Eigen::ArrayXXcd& z = result.channels.at(0);
        REQUIRE(z.size() == static_cast<Eigen::Index>(c.real.size()));
        for (Eigen::Index i = 0; i < z.size(); ++i) {
            CHECK(z.data()[i].real() == Approx(c.real[static_cast<std::size_t>(i)]).margin(1e-12));
            CHECK(z.data()[i].imag() == Approx(c.imag[static_cast<std::size_t>(i)]).margin(1e-12));
        }
    }
}

TEST_CASE("the inverse with the parameters of the transform is the one of scipy", "[stft]") {
    for (const StftCase& c : stft_cases) {
        const StftResult<double> result = stft(reference_signal(), 100, c.options);
        const ArrayXXd x = istft(result.channels, result.options);
        REQUIRE(x.rows() == static_cast<Eigen::Index>(c.istft.size()));
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            CHECK(x(i, 0) == Approx(c.istft[static_cast<std::size_t>(i)]).margin(1e-12));
    }
}

TEST_CASE("a signal comes back from its transform with any invertible parameters", "[stft]") {
    const int samples = GENERATE(1, 2, 17, 64, 301);
    const auto boundary = GENERATE(Boundary::zeros, Boundary::even, Boundary::odd, Boundary::constant);
    const StftOptions options = GENERATE(
        StftOptions{.nperseg = 32},
        StftOptions{.nperseg = 31, .window = "hamming", .noverlap = 7, .nfft = 40},
        StftOptions{.nperseg = 16, .window = "boxcar", .noverlap = 0}, StftOptions{.nperseg = 1},
        StftOptions{.nperseg = 64, .window = {"kaiser", 8}, .noverlap = 60, .return_onesided = false});
    if (*resolve(StftOptions{.nperseg = options.nperseg}, samples).nfft <= options.noverlap.value_or(0))
        return;
    StftOptions used = options;
    used.boundary = boundary;
    const ArrayXXd x = ArrayXXd::Random(samples, 2);
    const StftResult<double> z = stft(x, 8000, used);
    if (!check_NOLA(z.options)) return;
    const ArrayXXd y = istft(z);
    REQUIRE(y.rows() == samples);
    CHECK((x - y).abs().maxCoeff() < 1e-12);
    const ArrayXXf xf = x.cast<float>();
    CHECK((xf - istft(stft(xf, 8000, used))).abs().maxCoeff() < 1e-5f);
}

TEST_CASE("the inverse into given rows is cut to them or filled up with zeros", "[stft]") {
    const ArrayXXf x = ArrayXXf::Random(300, 2);
    const auto z = stft(x, 1, {.nperseg = 64});
    const ArrayXXf whole = istft(z.channels, z.options);
    ArrayXXf part(100, 2), more(400, 2), mono(100, 1);
    istft(z.channels, z.options, part);
    CHECK((part == whole.topRows(100)).all());
    istft(z.channels, z.options, more);
    CHECK((more.topRows(whole.rows()) == whole).all());
    CHECK((more.bottomRows(400 - whole.rows()) == 0).all());
    CHECK_THROWS_AS(istft(z.channels, z.options, mono), pya::ArgumentError);
}

TEST_CASE("a bin of a stationary sine is half its amplitude", "[stft]") {
    ArrayXXd x(4096, 1);
    for (int i = 0; i < x.rows(); ++i) x(i, 0) = 0.6 * std::cos(2 * 3.14159265358979 * i * 8 / 64);
    const StftResult<double> z = stft(x, 64, {.nperseg = 64});
    CHECK(z.freqs[8] == 8);
    CHECK(std::abs(z.channels[0](8, 10)) == Approx(0.3));
}

TEST_CASE("the transform is linear and treats channels alike", "[stft]") {
    const ArrayXXd x = ArrayXXd::Random(500, 2);
    ArrayXXd y(500, 3);
    y << x, 2 * x.col(0) - x.col(1);
    const auto z = stft(y, 1, {.nperseg = 50, .window = "blackman"});
    CHECK((z.channels[0] == stft(x.leftCols(1), 1, {.nperseg = 50, .window = "blackman"}).channels[0]).all());
    CHECK((2 * z.channels[0] - z.channels[1] - z.channels[2]).abs().maxCoeff() < 1e-14);
}

TEST_CASE("a segment longer than the signal is held down to it", "[stft]") {
    const auto z = stft(ArrayXXf::Random(100, 1), 1);
    CHECK(z.options.nperseg == 100);
    CHECK(*z.options.noverlap == 50);
    CHECK(z.freqs.size() == 51);
    CHECK(z.samples == 100);
}

TEST_CASE("explicit samples of a window set the length of a segment", "[stft]") {
    const Eigen::ArrayXd window = get_window("hann", 40);
    const ArrayXXd x = ArrayXXd::Random(300, 1);
    const auto z = stft(x, 1, {.window = window});
    CHECK((z.channels[0] == stft(x, 1, {.nperseg = 40}).channels[0]).all());
    CHECK((istft(z) - x).abs().maxCoeff() < 1e-12);
    CHECK_THROWS_AS(stft(x, 1, {.nperseg = 50, .window = window}), pya::ArgumentError);
    CHECK_THROWS_AS(stft(x.topRows(30), 1, {.window = window}), pya::ArgumentError);
}

TEST_CASE("no window is a rectangular one", "[stft]") {
    const ArrayXXd x = ArrayXXd::Random(300, 1);
    CHECK((stft(x, 1, {.window = {}}).channels[0] == stft(x, 1, {.window = "boxcar"}).channels[0]).all());
}

TEST_CASE("a NaN stays in the frames that hold it", "[stft]") {
    ArrayXXd x = ArrayXXd::Random(200, 1);
    x(100, 0) = NAN;
    const auto z = stft(x, 1, {.nperseg = 20});
    Eigen::Index bad = 0;
    for (Eigen::Index t = 0; t < z.times.size(); ++t) bad += z.channels[0].col(t).isNaN().any();
    CHECK(bad == 2);
}

TEST_CASE("an empty signal has an empty transform", "[stft]") {
    const auto z = stft(ArrayXXf(0, 2), 8000);
    CHECK(z.freqs.size() == 0);
    CHECK(z.times.size() == 0);
    CHECK(z.channels.size() == 2);
    CHECK(istft(z).rows() == 0);
    CHECK(istft(z).cols() == 2);
}

TEST_CASE("parameters that leave samples without weight are not invertible", "[stft]") {
    CHECK(check_NOLA({.nperseg = 64}));
    CHECK(check_NOLA({.nperseg = 64, .window = "boxcar", .noverlap = 0}));
    CHECK_FALSE(check_NOLA({.nperseg = 64, .noverlap = 0}));
    const auto z = stft(ArrayXXd::Random(300, 1), 1, {.nperseg = 64, .noverlap = 0});
    CHECK_THROWS_AS(istft(z), pya::ArgumentError);
}

TEST_CASE("impossible parameters of a transform are refused", "[stft]") {
    const ArrayXXd x = ArrayXXd::Random(300, 1);
    const StftOptions options =
        GENERATE(StftOptions{.nperseg = 0}, StftOptions{.nperseg = 64, .noverlap = 64},
                 StftOptions{.nperseg = 64, .noverlap = -1}, StftOptions{.nperseg = 64, .nfft = 63},
                 StftOptions{.window = "nope"}, StftOptions{.window = {"general_cosine", 0}});
    CHECK_THROWS_AS(stft(x, 1, options), pya::ArgumentError);
    CHECK_THROWS_AS(stft(x, 0), pya::ArgumentError);
    CHECK_THROWS_AS(stft(x, NAN), pya::ArgumentError);
}

TEST_CASE("channels that do not fit the parameters or each other are refused", "[stft]") {
    const std::vector<Eigen::ArrayXXcd> z{Eigen::ArrayXXcd::Zero(33, 5), Eigen::ArrayXXcd::Zero(33, 4)};
    CHECK_THROWS_AS(istft(z, {.nperseg = 64}), pya::ArgumentError);
    CHECK_THROWS_AS(istft({z[0]}, {.nperseg = 62}), pya::ArgumentError);
    CHECK(istft({z[0]}, {.nperseg = 64}).rows() == 128);
}

TEST_CASE("a transform as short as the signal takes a segment that is held down to it", "[stft]") {
    const auto z = stft(ArrayXXd::Random(127, 1), 1, {.nperseg = 256, .nfft = 127});
    CHECK(z.options.nperseg == 127);
    CHECK(z.freqs.size() == 64);
}

TEST_CASE("sizes of transforms too large to be made are refused at once", "[stft]") {
    const ArrayXXd x = ArrayXXd::Random(300, 1);
    CHECK_THROWS_AS(stft(x, 1, {.nfft = Eigen::Index{1} << 53}), pya::ArgumentError);
    const std::vector<Eigen::ArrayXXcd> z{Eigen::ArrayXXcd::Zero(33, 4)};
    CHECK_THROWS_AS(istft(z, {.nperseg = 64, .nfft = Eigen::Index{1} << 53}), pya::ArgumentError);
    CHECK_THROWS_AS(frame_count(resolve(StftOptions{}), -1), pya::ArgumentError);
    CHECK(frame_count(resolve(StftOptions{}), std::numeric_limits<Eigen::Index>::max()) > 0);
}
