// SPDX-License-Identifier: MIT
#include <pya/dsp/constant_q.hpp>
#include <pya/dsp/convolve.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/feature.hpp>
#include <pya/dsp/fft.hpp>
#include <pya/dsp/function.hpp>
#include <pya/dsp/iir.hpp>
#include <pya/dsp/level.hpp>
#include <pya/dsp/pitch.hpp>
#include <pya/dsp/rate.hpp>
#include <pya/dsp/rhythm.hpp>
#include <pya/dsp/source.hpp>
#include <pya/dsp/stretch.hpp>

#include "simd/instruction_set.hpp"
#include "support/catch.hpp"

#include <cstring>
#include <span>
#include <string>
#include <vector>

using namespace pya;
using simd::InstructionSet;

namespace {

/// Makes kernels use one set while it exists.
struct On {
    explicit On(InstructionSet set) { simd::instruction_set = set; }
    ~On() { simd::instruction_set = simd::best_instruction_set(); }
};

template <class Array>
bool same_bits(const Array& a, const Array& b) {
    return a.size() == b.size() &&
           std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(*a.data())) == 0;
}

/// True if the result of f() has the same bits on all sets that this machine has.
template <class F>
bool same_on_all(F f) {
    const On baseline(InstructionSet::baseline);
    const auto expected = f();
    for (int set = 1; set <= static_cast<int>(simd::best_instruction_set()); ++set)
        if (const On one(static_cast<InstructionSet>(set)); !same_bits(f(), expected)) return false;
    return true;
}

template <class T>
Eigen::ArrayXX<T> noise(Eigen::Index n, Eigen::Index channels = 1) {
    return dsp::white_noise(n, channels, 3).template cast<T>();
}

} // namespace

TEMPLATE_TEST_CASE("transforms have the same bits on every instruction set", "", float, double) {
    for (const Eigen::Index n : {5, 61, 210, 1024, 5040, 300000}) {
        const auto x = noise<TestType>(n);
        CHECK(same_on_all([&] { return dsp::rfft(x); }));
        CHECK(same_on_all([&] { return dsp::irfft(dsp::rfft(x), n); }));
    }
}

TEMPLATE_TEST_CASE("convolution has the same bits on every instruction set", "", float, double) {
    const auto x = noise<TestType>(3001), h = noise<TestType>(301);
    for (const auto method : {dsp::ConvMethod::direct, dsp::ConvMethod::fft})
        CHECK(same_on_all([&] { return dsp::convolve(x, h, dsp::ConvMode::full, method); }));
}

TEMPLATE_TEST_CASE("resampling has the same bits on every instruction set", "", float, double) {
    const auto x = noise<TestType>(5001, 2);
    for (const auto kind : {dsp::Interp::linear, dsp::Interp::sinc_fastest, dsp::Interp::sinc_best})
        for (const double rate : {1., 0.6, 1.3731234567, 3.1})
            CHECK(same_on_all([&] { return dsp::resample<TestType>(x, 44100, 48000, rate, kind); }));
}

TEMPLATE_TEST_CASE("filters have the same bits on every instruction set", "", float, double) {
    dsp::Sos sos(5, 6);
    for (Eigen::Index s = 0; s < sos.rows(); ++s) sos.row(s) << 1, 1.5, 1, 1, -1.2 - 0.1 * double(s), 0.8;
    for (const Eigen::Index channels : {1, 2, 3, 9}) {
        const auto x = noise<TestType>(9001, channels);
        CHECK(same_on_all([&] { return dsp::sosfilt(sos, x); }));
        CHECK(same_on_all([&] { return dsp::sosfiltfilt(sos, x); }));
    }
}

TEST_CASE("curved envelopes and fades have the same bits on every instruction set") {
    const auto x = noise<float>(3001);
    for (const double curve : {0., 0.3, 2., 3., 7.5}) {
        const std::vector<double> amps{0, 1.5, 0.01, 1};
        CHECK(same_on_all([&] { return dsp::envelope(amps, {}, 3001, 44100, curve); }));
        CHECK(same_on_all([&] {
            Eigen::ArrayXXf y = x;
            dsp::fade_in(dsp::Block<float>(y), 2000, curve);
            return y;
        }));
    }
}

TEST_CASE("levels have the same bits on every instruction set") {
    const auto x = noise<float>(10007);
    const std::vector<float> in(x.data(), x.data() + x.size());
    CHECK(same_on_all([&] {
        return std::vector<double>{dsp::mean(in), dsp::rms(in), static_cast<double>(dsp::peak(in))};
    }));
    CHECK(same_on_all([&] {
        std::vector<float> y(in.size());
        dsp::scale(in, 0.3f, y);
        dsp::add_scaled(in, 0.7f, y);
        dsp::rescale(y, 0.1, 1.1, y);
        return y;
    }));
}

TEST_CASE("functions of samples have the same bits on every instruction set") {
    const Eigen::ArrayXXf x = 3 * noise<float>(3001);
    for (const auto f : {dsp::tanh, dsp::exp, dsp::log, dsp::sin, dsp::cos})
        CHECK(same_on_all([&] {
            Eigen::ArrayXXf y(3001, 1);
            f(x, y);
            return y;
        }));
    CHECK(same_on_all([&] {
        Eigen::ArrayXXf y(3001, 1);
        dsp::pow(x, 3, y);
        return y;
    }));
}

TEST_CASE("features have the same bits on every instruction set") {
    const auto samples = noise<float>(12000);
    const dsp::Block<const float> x(samples);
    const std::vector<std::string> names{
        "centroid", "bandwidth", "rolloff", "flatness", "contrast",          "flux",
        "rms",      "mel",       "mfcc",    "chroma",   "zero_crossing_rate"};
    CHECK(same_on_all([&] { return dsp::features(x, 22050, names).values; }));
    for (const char* const name : {"contrast", "flatness", "flux", "rms"})
        CHECK(same_on_all([&] { return dsp::features(x, 22050, {name}).values; }));
    CHECK(same_on_all([&] { return std::vector<double>{dsp::estimate_tuning(x, 22050)}; }));
    CHECK(same_on_all([&] { return dsp::constant_q(x, 22050).bins; }));
    CHECK(same_on_all([&] { return dsp::onset_strength(x, 22050); }));
    CHECK(same_on_all([&] { return dsp::yin(std::span<const float>(samples.data(), 12000), 22050); }));
    const dsp::FrameArray<double> frames = dsp::FrameArray<double>::Random(50, 13).abs();
    CHECK(same_on_all([&] { return dsp::dtw(frames.topRows(27), frames.bottomRows(31)).costs; }));
    CHECK(same_on_all([&] {
        dsp::FrameArray<double> out(50, 13);
        dsp::Pcen(22050, 512, 13).process({frames.data(), 13, 50}, {out.data(), 13, 50});
        return out;
    }));
}

TEST_CASE("sources have the same bits on every instruction set") {
    const dsp::Tone tone{.freq = 441.7, .sr = 44100};
    CHECK(same_on_all([&] { return dsp::generate(9001, dsp::Sine(tone)); }));
    CHECK(same_on_all([&] { return dsp::generate(9001, dsp::Square(tone, 0.3)); }));
    CHECK(same_on_all([&] { return dsp::generate(9001, dsp::Sawtooth(tone, 0.7)); }));
    for (const auto method : {dsp::ChirpMethod::linear, dsp::ChirpMethod::quadratic,
                              dsp::ChirpMethod::logarithmic, dsp::ChirpMethod::hyperbolic})
        CHECK(same_on_all([&] { return dsp::generate(9001, dsp::Chirp({.method = method})); }));
    CHECK(same_on_all([] { return dsp::white_noise(3001, 2, 7); }));
    CHECK(same_on_all([] { return dsp::pink_noise(3001, 2, 7); }));
}

TEST_CASE("stretched sound has the same bits on every instruction set") {
    const auto x = noise<double>(20000, 2);
    for (const double factor : {0.7, 3.})
        CHECK(same_on_all([&] { return dsp::time_stretch(x, 44100, factor); }));
}

TEST_CASE("a waveshaper has the same bits on every instruction set") {
    const auto x = noise<double>(3001, 2);
    for (const auto curve : {dsp::ShaperCurve::tanh, dsp::ShaperCurve::algebraic, dsp::ShaperCurve::cubic})
        CHECK(same_on_all([&] {
            Eigen::ArrayXXd y = x;
            dsp::Waveshaper(44100, 2, {.curve = curve}).process(x, y);
            return y;
        }));
}
