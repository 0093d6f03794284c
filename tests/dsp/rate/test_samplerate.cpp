// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/resample.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <samplerate.h>

#include <utility>
#include <vector>

using Eigen::ArrayXXf;
using pya::ArgumentError;
using pya::dsp::Index;
using pya::dsp::Interp;
using pya::dsp::resample;

namespace {

constexpr std::pair<Interp, int> converters[] = {{Interp::samplerate_best, SRC_SINC_BEST_QUALITY},
                                                 {Interp::samplerate_medium, SRC_SINC_MEDIUM_QUALITY},
                                                 {Interp::samplerate_fastest, SRC_SINC_FASTEST}};

// The result of libsamplerate itself, which may have one sample less than `outputs`.
ArrayXXf simple(const ArrayXXf& in, Index outputs, double ratio, int converter) {
    const ArrayXXf frames = in.transpose();
    ArrayXXf out(in.cols(), outputs);
    SRC_DATA data{};
    data.data_in = frames.data();
    data.input_frames = in.rows();
    data.data_out = out.data();
    data.output_frames = outputs;
    data.src_ratio = ratio;
    REQUIRE(src_simple(&data, converter, static_cast<int>(in.cols())) == 0);
    return out.leftCols(data.output_frames_gen).transpose();
}

} // namespace

TEST_CASE("the samplerate kinds have the very samples of libsamplerate", "[samplerate]") {
    for (const auto& [kind, converter] : converters)
        for (const double target : {48000., 22050., 8000., 44101., 150000.})
            for (const auto& [samples, channels] :
                 {std::pair<Index, Index>{3001, 1}, {1000, 2}, {40, 7}, {1, 1}}) {
                const ArrayXXf in = ArrayXXf::Random(samples, channels);
                const ArrayXXf out = resample<float>(in, 44100, target, 1, kind);
                const ArrayXXf wanted = simple(in, out.rows(), target / 44100, converter);
                CAPTURE(kind, target, samples, channels);
                CHECK(wanted.rows() >= out.rows() - 1);
                CHECK((out.topRows(wanted.rows()) == wanted).all());
                CHECK(out.allFinite());
            }
}

TEST_CASE("threads change no bit of the samplerate kinds", "[samplerate][threads]") {
    const ArrayXXf in = ArrayXXf::Random(2000, 5);
    const ArrayXXf one = resample<float>(in, 44100, 48000, 1, Interp::samplerate_fastest);
    CHECK((resample<float>(in, 44100, 48000, 1, Interp::samplerate_fastest, 3) == one).all());
}

TEST_CASE("double samples are converted as float", "[samplerate]") {
    const ArrayXXf in = ArrayXXf::Random(500, 2);
    const Eigen::ArrayXXd out = resample<double>(in.cast<double>(), 3, 2, 1, Interp::samplerate_medium);
    CHECK((out.cast<float>() == resample<float>(in, 3, 2, 1, Interp::samplerate_medium)).all());
}

TEST_CASE("the samplerate kinds keep to their bounds", "[samplerate]") {
    const ArrayXXf in = ArrayXXf::Random(600, 1);
    for (const auto& [kind, converter] : converters) {
        CHECK(resample<float>(in, 256, 1, 1, kind).rows() == 2);
        CHECK(resample<float>(in.topRows(3), 1, 256, 1, kind).rows() == 768);
        CHECK_THROWS_AS(resample<float>(in, 257, 1, 1, kind), ArgumentError);
        CHECK_THROWS_AS(resample<float>(in, 1, 257, 1, kind), ArgumentError);
        CHECK(resample<float>(in.topRows(0), 1, 2, 1, kind).rows() == 0);
        CHECK((resample<float>(in, 44100, 44100, 1, kind) == in).all());
    }
}
