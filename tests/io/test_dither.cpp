// SPDX-License-Identifier: MIT
#include <pya/io/audio_file.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <Eigen/Core>

#include <cmath>
#include <cstdlib>
#include <numbers>

using Eigen::ArrayXd;
using Eigen::ArrayXXf;
using pya::SampleFormat;
using pya::SaveOptions;

namespace {

ArrayXXf through(const ArrayXXf& x, const SaveOptions& options) {
    return pya::load_audio(pya::encode_audio(x, 44100, options)).sig;
}

// What saving does to the first channel, in steps of that many bits.
ArrayXd error(const ArrayXXf& x, int bits, const SaveOptions& options) {
    return (through(x, options).col(0).cast<double>() - x.col(0).cast<double>()) * std::ldexp(1.0, bits - 1);
}

double level(const ArrayXd& x, double frequency) {
    const ArrayXd phase = ArrayXd::LinSpaced(x.size(), 0, static_cast<double>(x.size() - 1)) *
                          (2 * std::numbers::pi * frequency);
    return 2 * std::hypot((x * phase.cos()).mean(), (x * phase.sin()).mean());
}

} // namespace

TEST_CASE("dither makes the error of 8, 16 and 24 bits a noise of a quarter of a squared step", "[io]") {
    const auto [dtype, bits] = GENERATE(table<SampleFormat, int>(
        {{SampleFormat::uint8, 8}, {SampleFormat::int16, 16}, {SampleFormat::int24, 24}}));
    for (const double place : {0.125, 0.5, 0.75, -0.25}) {
        INFO(bits << " bits, " << place << " of a step");
        const ArrayXXf x = ArrayXXf::Constant(100000, 1, static_cast<float>(std::ldexp(place + 5, 1 - bits)));
        const ArrayXd e = error(x, bits, {.format = "wav", .dtype = dtype});
        CHECK(std::abs(e.mean()) < 0.01);
        CHECK(e.square().mean() == Approx(0.25).margin(0.01));
        for (const Eigen::Index lag : {1, 2, 7})
            CHECK(std::abs((e.tail(e.size() - lag) * e.head(e.size() - lag)).mean()) < 0.005);
    }
}

TEST_CASE("a tone softer than a step is still there, without harmonics", "[io]") {
    const Eigen::Index n = 100000;
    const double frequency = 0.01;
    const Eigen::ArrayXf phase = Eigen::ArrayXf::LinSpaced(n, 0, static_cast<float>(n - 1)) *
                                 static_cast<float>(2 * std::numbers::pi * frequency);
    const ArrayXXf x = phase.sin() * 0x0.cp-15f; // three quarters of a step of 16 bits
    const auto in_steps = [&](bool dither) -> ArrayXd {
        return through(x, {.format = "wav", .dtype = SampleFormat::int16, .dither = dither})
                   .col(0)
                   .cast<double>() *
               32768;
    };
    const ArrayXd with = in_steps(true), without = in_steps(false);
    CHECK(level(with, frequency) == Approx(0.75).margin(0.01));
    for (const double harmonic : {2., 3., 5.}) CHECK(level(with, harmonic * frequency) < 0.01);
    CHECK(level(without, 3 * frequency) > 0.1);
}

TEST_CASE("samples that lose no bits stay, wherever they are", "[io]") {
    std::srand(4);
    ArrayXXf x = (ArrayXXf::Random(1000, 3) * 32768).floor() / 32768;
    const ArrayXXf before = x;
    x.middleRows(300, 200) *= 0.3f; // these lose some
    const ArrayXXf y = through(x, {.format = "wav", .dtype = SampleFormat::int16});
    CHECK((y.topRows(300) == before.topRows(300)).all());
    CHECK((y.bottomRows(500) == before.bottomRows(500)).all());
    CHECK((through(ArrayXXf::Zero(500, 1), {.format = "flac"}) == 0).all());
}

TEST_CASE("the noise is the same in every file, block by block, and another in each channel", "[io]") {
    std::srand(4);
    ArrayXXf x(5000, 3);
    x << ArrayXXf::Random(5000, 1).replicate(1, 3);
    const SaveOptions options{.format = "wav", .dtype = SampleFormat::int16};
    const auto bytes = pya::encode_audio(x, 8000, options);
    CHECK(bytes == pya::encode_audio(x, 8000, options));
    const ArrayXXf y = pya::load_audio(bytes).sig;
    CHECK(((y.col(0) - x.col(0)) * (y.col(1) - x.col(1))).mean() * 0x1p30f == Approx(0).margin(0.02));
    CHECK((y.col(1) != y.col(2)).any());

    const Folder folder;
    pya::AudioWriter writer(folder / "blocks.wav", 8000, 3, options);
    for (Eigen::Index at = 0, n = 1; at < 5000; at += n, n = std::min<Eigen::Index>(2 * n + 1, 5000 - at))
        writer.write(x.middleRows(at, n));
    writer.commit();
    CHECK((pya::load_audio(folder / "blocks.wav").sig == y).all());
}

TEST_CASE("dither stays within full scale, and off rounds to the nearest step", "[io]") {
    const ArrayXXf edge = ArrayXXf::Constant(1000, 1, 1 - 0x1.4p-15f);
    const ArrayXXf y = through(edge, {.format = "wav", .dtype = SampleFormat::int16});
    CHECK(y.maxCoeff() == 1 - 0x1p-15f);
    CHECK(y.minCoeff() > 0.9999f);
    std::srand(4);
    const ArrayXXf x = ArrayXXf::Random(1000, 2) * 0.99f;
    const ArrayXXf near = through(x, {.format = "wav", .dtype = SampleFormat::int16, .dither = false}) - x;
    CHECK(near.abs().maxCoeff() <= 0x1p-16f);
    CHECK((through(x, {.format = "wav", .dtype = SampleFormat::int32}) - x).abs().maxCoeff() <= 0x1p-25f);
}
