// SPDX-License-Identifier: MIT
#include <pya/dsp/spectral/phase_vocoder.hpp>
#include <pya/error.hpp>

#include "reference/phase_vocoder.hpp"
#include "support/catch.hpp"

#include <limits>

using namespace pya::dsp;
using Eigen::ArrayXXcd;
using Eigen::ArrayXXcf;

namespace {

ArrayXXcd spectrum(const std::vector<std::complex<double>>& values) {
    return Eigen::Map<const ArrayXXcd>(values.data(), reference::vocoder_bins,
                                       std::ssize(values) / reference::vocoder_bins);
}

const ArrayXXcd input = spectrum(reference::vocoder_input);
constexpr Index hop = reference::vocoder_hop, nfft = 2 * (reference::vocoder_bins - 1);

void check_near(const ArrayXXcd& got, const std::vector<std::complex<double>>& want, double tolerance) {
    REQUIRE(got.size() == std::ssize(want));
    CHECK((got - spectrum(want)).abs().maxCoeff() < tolerance);
}

} // namespace

TEST_CASE("the phase vocoder has the numbers of the reference", "[spectral]") {
    check_near(phase_vocoder(input, 0.7, hop, nfft), reference::vocoder_slow, 1e-12);
    check_near(phase_vocoder(input, 1.6, hop, nfft), reference::vocoder_fast, 1e-12);
    const ArrayXXcf single = input.cast<std::complex<float>>();
    check_near(phase_vocoder(single, 0.7, hop, nfft).cast<std::complex<double>>(), reference::vocoder_slow,
               1e-5);
}

TEST_CASE("at a rate of 1 the phase vocoder changes nothing", "[spectral]") {
    CHECK((phase_vocoder(input, 1, hop, nfft) - input).abs().maxCoeff() < 1e-12);
}

TEST_CASE("the phase vocoder gives as many frames as the rate says", "[spectral]") {
    CHECK(phase_vocoder(input, 100, hop, nfft).cols() == 1);
    CHECK(phase_vocoder(input, 0.1, hop, nfft).cols() == 70);
    CHECK(phase_vocoder(ArrayXXcd(5, 0), 0.5, hop, nfft).cols() == 0);
    CHECK(phase_vocoder(ArrayXXcd(0, 5), 0.5, hop, nfft).rows() == 0);
}

TEST_CASE("a NaN stays in its bin of the phase vocoder", "[spectral]") {
    ArrayXXcd spoilt = input;
    spoilt(2, 3) = std::numeric_limits<double>::quiet_NaN();
    const ArrayXXcd whole = phase_vocoder(input, 0.7, hop, nfft), got = phase_vocoder(spoilt, 0.7, hop, nfft);
    for (Index k = 0; k < got.rows(); ++k)
        for (Index t = 0; t < got.cols(); ++t)
            if (k != 2 || t < 3) CHECK(got(k, t) == whole(k, t));
}

TEST_CASE("the phase vocoder refuses rates and lengths out of range", "[spectral]") {
    for (const double rate :
         {0., -1., 1e-300, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(phase_vocoder(input, rate, hop, nfft), pya::ArgumentError);
    CHECK_THROWS_AS(phase_vocoder(input, 2, 0, nfft), pya::ArgumentError);
    CHECK_THROWS_AS(phase_vocoder(input, 2, hop, 0), pya::ArgumentError);
}
