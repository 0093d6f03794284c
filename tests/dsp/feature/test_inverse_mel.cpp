// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/inverse_mel.hpp>
#include <pya/error.hpp>

#include "reference/inverse_mel.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using Catch::Matchers::Contains;
using pya::dsp::FrameArray;
using pya::dsp::Index;
using pya::dsp::inverse_mel;
using pya::dsp::mel_filters;
using pya::dsp::MelOptions;

namespace {

using Frames = FrameArray<double>;

Frames rows_of_12(const std::vector<double>& values) {
    return Eigen::Map<const Frames>(values.data(), static_cast<Index>(values.size()) / 12, 12);
}

// The mel spectrum of bins x frames.
Frames mel_of(const Eigen::ArrayXXd& magnitudes, double sr, Index nfft, const MelOptions& options) {
    const Frames filters = mel_filters(sr, nfft, options);
    return (filters.matrix() * magnitudes.pow(options.power).matrix()).transpose().array();
}

} // namespace

TEST_CASE("the squares that inverse_mel leaves are as small as those of scipy.optimize.nnls") {
    using namespace inverse_mel_reference;
    const MelOptions options{.n_mels = 12};
    Frames mel(6, 12);
    mel << rows_of_12(possible), rows_of_12(impossible);
    const Eigen::ArrayXXd found = inverse_mel(mel, 8000, 256, options);
    CHECK(found.rows() == 129);
    CHECK((found >= 0).all());
    const Frames again = mel_of(found, 8000, 256, options);
    for (Index f = 0; f < 6; ++f) {
        const double left = (again.row(f) - mel.row(f)).matrix().norm();
        const double least = residuals[static_cast<std::size_t>(f)];
        INFO("frame " << f << ": " << left << " and " << least);
        CHECK(left < least + 2e-3 * mel.row(f).matrix().norm());
    }
}

TEST_CASE("inverse_mel undoes the power of the magnitudes") {
    Eigen::ArrayXXd flat = Eigen::ArrayXXd::Constant(513, 2, 3);
    for (const double power : {1., 2., 3.}) {
        const MelOptions options{.n_mels = 40, .power = power};
        const Eigen::ArrayXXd found = inverse_mel(mel_of(flat, 22050, 1024, options), 22050, 1024, options);
        INFO("power " << power);
        CHECK((found.middleRows(1, 511) - 3).abs().mean() < 0.3);
        CHECK(found(512, 1) == 0); // where no filter is
    }
}

TEST_CASE("inverse_mel takes silence and no frames, and a NaN stays in its frame") {
    const MelOptions options{.n_mels = 20};
    CHECK((inverse_mel(Frames::Zero(3, 20), 8000, 512, options) == 0).all());
    CHECK(inverse_mel(Frames(0, 20), 8000, 512, options).cols() == 0);
    Frames mel = Frames::Ones(2, 20);
    mel(0, 3) = std::numeric_limits<double>::quiet_NaN();
    const Eigen::ArrayXXd found = inverse_mel(mel, 8000, 512, options);
    CHECK(found.col(0).isNaN().all());
    CHECK(found.col(1).isFinite().all());
}

TEST_CASE("inverse_mel refuses what is no mel spectrum of these options") {
    const Frames mel = Frames::Ones(2, 20);
    CHECK_THROWS_WITH(inverse_mel(mel, 8000, 512), Contains("n_mels = 128"));
    CHECK_THROWS_WITH(inverse_mel(-mel, 8000, 512, {.n_mels = 20}), Contains("dB"));
    CHECK_THROWS_WITH(inverse_mel(mel, 8000, 512, {.n_mels = 20, .power = 0}), Contains("power"));
    CHECK_THROWS_AS(inverse_mel(mel, 8000, 0, {.n_mels = 20}), pya::ArgumentError);
    CHECK_THROWS_AS(inverse_mel(mel, 0, 512, {.n_mels = 20}), pya::ArgumentError);
}
