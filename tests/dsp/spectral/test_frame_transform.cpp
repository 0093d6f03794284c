// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/frame_transform.hpp>

#include "support/catch.hpp"

using namespace pya::dsp;
using Eigen::ArrayXd;
using pya::dsp::Detrend;

TEST_CASE("a frame is the transform of the windowed segment with zeros after it", "[frame_transform]") {
    const ArrayXd segment = ArrayXd::Random(6);
    const ArrayXd window = ArrayXd::LinSpaced(6, 1, 2);
    ArrayXd filled = ArrayXd::Zero(10);
    filled.head(6) = segment * window;
    FrameTransform<double> transform(window, 10, Detrend::off, true);
    CHECK((transform(segment.data()) == rfft(filled).col(0)).all());
}

TEST_CASE("a frame is the transform of the windowed segment to the last bit in single precision as well",
          "[frame_transform]") {
    const int n = GENERATE(128, 256, 480, 1000, 1024, 4096);
    const Eigen::ArrayXf segment = Eigen::ArrayXf::Random(n);
    const Eigen::ArrayXd window = Eigen::ArrayXd::LinSpaced(n, 1, 2);
    FrameTransform<float> transform(window, n, Detrend::off, true);
    CHECK((transform(segment.data()) == rfft(Eigen::ArrayXXf(segment * window.cast<float>())).col(0)).all());
}

TEST_CASE("a two-sided frame has the conjugate bins as well", "[frame_transform]") {
    const int n = GENERATE(7, 8);
    const ArrayXd segment = ArrayXd::Random(n), ones = ArrayXd::Ones(n);
    FrameTransform<double> transform(ones, n, Detrend::off, false);
    const Eigen::ArrayXcd frame = transform(segment.data());
    REQUIRE(frame.size() == n);
    for (int k = 1; k < n; ++k) CHECK(frame[k] == std::conj(frame[n - k]));
}

TEST_CASE("detrending takes a constant or a line off completely", "[frame_transform]") {
    const int n = GENERATE(1, 2, 9, 64);
    const ArrayXd line = 3 + 0.5 * ArrayXd::LinSpaced(n, 0, n - 1);
    const ArrayXd flat = ArrayXd::Constant(n, -2), ones = ArrayXd::Ones(n);
    FrameTransform<double> linear(ones, n, Detrend::linear, true);
    CHECK(linear(line.data()).abs().maxCoeff() < 1e-11);
    FrameTransform<double> constant(ones, n, Detrend::constant, true);
    CHECK(constant(flat.data()).abs().maxCoeff() == 0);
    if (n > 1) CHECK(constant(line.data()).abs().maxCoeff() > 0.1);
}
