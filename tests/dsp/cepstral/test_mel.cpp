// SPDX-License-Identifier: MIT
#include <pya/dsp/cepstral/mel.hpp>
#include <pya/error.hpp>

#include "reference/mfcc.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace pya::dsp;
using Frames = FrameArray<double>;

namespace {

Frames matrix(const std::vector<double>& values, Eigen::Index cols) {
    return Eigen::Map<const Frames>(values.data(), static_cast<Eigen::Index>(values.size()) / cols, cols);
}

} // namespace

TEST_CASE("preemphasis subtracts the scaled sample before", "[mel]") {
    const Eigen::ArrayXd x = Eigen::ArrayXd::Random(20);
    const Eigen::ArrayXd y = preemphasis(x, 0.9);
    CHECK(y[0] == x[0]);
    for (Eigen::Index i = 1; i < 20; ++i) CHECK(y[i] == Approx(x[i] - 0.9 * x[i - 1]));
    CHECK((preemphasis(x, 0) == x).all());
    CHECK(preemphasis(Eigen::ArrayXf(), 0.9).size() == 0);
    CHECK_THROWS_AS(preemphasis(x, NAN), pya::ArgumentError);
}

TEST_CASE("mel filters are the triangles of the reference", "[mel]") {
    const Frames banks = mel_filterbanks(2000, 5, 32, 50, 900);
    REQUIRE(banks.rows() == 5);
    CHECK((banks - matrix(mfcc_banks, 17)).abs().maxCoeff() < 1e-12);
}

TEST_CASE("mel filters lie between 0 and 1 and leave 0 Hz and the Nyquist frequency out", "[mel]") {
    const Frames banks = mel_filterbanks(8000);
    CHECK(banks.rows() == 26);
    CHECK(banks.cols() == 257);
    CHECK(banks.minCoeff() == 0);
    CHECK(banks.maxCoeff() == 1);
    CHECK(banks.col(0).maxCoeff() == 0);
    CHECK(banks.col(256).maxCoeff() == 0);
}

TEST_CASE("impossible mel filters are refused", "[mel]") {
    CHECK_THROWS_AS(mel_filterbanks(0), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filterbanks(8000, 0), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filterbanks(8000, 26, 0), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filterbanks(8000, 26, Eigen::Index{1} << 32), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filterbanks(8000, Eigen::Index{1} << 32), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filterbanks(8000, 26, 512, -1), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filterbanks(8000, 26, 512, 0, 4001), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filterbanks(8000, 26, 512, 1000, 1000), pya::ArgumentError);
}

TEST_CASE("silent filters and frames have the smallest energy that has a logarithm", "[mel]") {
    const Frames silence = Frames::Zero(2, 17);
    CHECK(frame_energy(silence)[1] == std::pow(2.0, -52));
    CHECK((log_mel(silence, matrix(mfcc_banks, 17)) == std::log(std::pow(2.0, -52))).all());
    CHECK_THROWS_AS(log_mel(silence, Frames::Ones(3, 16)), pya::ArgumentError);
}

TEST_CASE("the cosine transform and the lifter are those of the reference", "[mel]") {
    const Frames cepstra = dct(matrix(mfcc_log_mel, 12), 6);
    CHECK((cepstra - matrix(mfcc_dct, 6)).abs().maxCoeff() < 1e-11);
    CHECK((lifter(cepstra) - matrix(mfcc_liftered, 6)).abs().maxCoeff() < 1e-10);
    CHECK((lifter(cepstra, 0) == cepstra).all());
    CHECK((lifter(cepstra, -1) == cepstra).all());
}

TEST_CASE("the cosine transform keeps energy", "[mel]") {
    const Frames x = Frames::Random(3, 15);
    CHECK(dct(x).square().sum() == Approx(x.square().sum()));
    CHECK_THROWS_AS(dct(x, 16), pya::ArgumentError);
    CHECK_THROWS_AS(dct(x, -1), pya::ArgumentError);
}

TEST_CASE("deltas are the slope of a line and fall off at its ends", "[mel]") {
    Frames line(9, 2);
    for (Eigen::Index t = 0; t < 9; ++t) line.row(t) << 3.0 * static_cast<double>(t), 5;
    const Frames slopes = deltas(line);
    CHECK((slopes.col(0).segment(2, 5) - 3).abs().maxCoeff() < 1e-14);
    CHECK(slopes(0, 0) == Approx(3 * (1 * 1 + 2 * 2) / 10.0));
    CHECK((slopes.col(1) == 0).all());
    CHECK(deltas(Frames::Ones(1, 3)).isZero());
    CHECK(deltas(Frames(0, 3)).rows() == 0);
    CHECK_THROWS_AS(deltas(line, 0), pya::ArgumentError);
    CHECK_THROWS_AS(deltas(line, Eigen::Index{1} << 53), pya::ArgumentError);
}
