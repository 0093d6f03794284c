// SPDX-License-Identifier: MIT
// Where there is a fast kernel, the leaf is its definition, and the kernel must give the same samples.
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/leaf.hpp>
#include <pya/dsp/level/envelope.hpp>
#include <pya/dsp/source/noise.hpp>
#include <pya/dsp/source/oscillator.hpp>

#include "support/catch.hpp"

#include <array>
#include <vector>

namespace dsp = pya::dsp;
namespace leaf = pya::dsp::leaf;
using Eigen::Index;

namespace {

template <class T>
Eigen::ArrayXX<T> white(Index samples, Index channels) {
    Eigen::ArrayXX<T> x(samples, channels);
    leaf::WhiteNoise<T> noise(5);
    for (T& v : x.reshaped()) v = noise.next();
    return x;
}

const dsp::Sos elliptic = dsp::iirfilter(std::array{2000.}, {.btype = dsp::Btype::lowpass,
                                                             .ftype = dsp::Ftype::ellip,
                                                             .order = 7,
                                                             .rp = 1,
                                                             .rs = 60,
                                                             .fs = 44100})
                              .sos();
const dsp::Sos band =
    dsp::iirfilter(std::array{300., 3000.}, {.btype = dsp::Btype::bandpass, .order = 4, .fs = 44100}).sos();

std::vector<leaf::Biquad<double>> cascade(const dsp::Sos& sos) {
    std::vector<leaf::Biquad<double>> sections;
    const dsp::SosFilter kernel(sos);
    for (const dsp::Biquad& q : kernel.biquads())
        sections.emplace_back(leaf::BiquadCoefficients<double>{q.b0, q.b1, q.b2, q.a1, q.a2});
    return sections;
}

} // namespace

TEMPLATE_TEST_CASE("SosFilter is a cascade of leaf biquads in double, bit for bit, on every channel", "",
                   float, double) {
    using T = TestType;
    for (const dsp::Sos& sos : {elliptic, band})
        for (const Index channels : {1, 2, 3, 4, 5, 8, 13}) {
            CAPTURE(sos.rows(), channels);
            const Eigen::ArrayXX<T> x = white<T>(3001, channels);
            Eigen::ArrayXX<T> y(x.rows(), x.cols());
            dsp::SosFilter kernel(sos, channels);
            kernel.process(x.topRows(1000), y.topRows(1000));
            kernel.process(x.bottomRows(2001), y.bottomRows(2001));
            for (Index c = 0; c < channels; ++c) {
                auto sections = cascade(sos);
                for (Index i = 0; i < x.rows(); ++i) {
                    double v = static_cast<double>(x(i, c));
                    for (auto& section : sections) v = section(v);
                    if (static_cast<T>(v) != y(i, c)) FAIL("sample " << i << " of channel " << c);
                }
            }
        }
}

TEST_CASE("sosfilt of a float signal has the samples of a cascade of leaf biquads") {
    const Eigen::ArrayXXf x = white<float>(100'000, 1), y = dsp::sosfilt(band, x);
    auto sections = cascade(band);
    for (Index i = 0; i < x.rows(); ++i) {
        double v = static_cast<double>(x(i));
        for (auto& section : sections) v = section(v);
        if (static_cast<float>(v) != y(i)) FAIL("sample " << i);
    }
}

TEST_CASE("UniformStream and WhiteNoise are the leaves' numbers, bit for bit") {
    std::vector<double> numbers(5000);
    std::vector<float> samples(5000);
    for (const std::uint32_t seed : {0u, 42u, 4294967295u}) {
        CAPTURE(seed);
        leaf::Mersenne random(seed);
        leaf::WhiteNoise<float> noise(seed, 0.3);
        dsp::UniformStream(seed).process(numbers);
        dsp::WhiteNoise(seed, 0.3).process(samples);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (numbers[i] != random.next()) FAIL("number " << i);
            if (samples[i] != noise.next()) FAIL("sample " << i);
        }
    }
}

TEMPLATE_TEST_CASE("PinkFilter is the leaf in double, bit for bit", "", float, double) {
    using T = TestType;
    const Eigen::ArrayXX<T> x = white<T>(20'000, 1);
    std::vector<T> y(20'000);
    dsp::PinkFilter kernel;
    kernel.process(std::span<const T>(x.data(), y.size()), std::span<T>(y));
    leaf::PinkFilter<double> filter;
    for (std::size_t i = 0; i < y.size(); ++i)
        if (y[i] != static_cast<T>(filter(static_cast<double>(x(static_cast<Index>(i))))))
            FAIL("sample " << i);
}

TEST_CASE("dsp::Phase is the leaf within what the leaf says") {
    const double eps = 0x1p-53;
    for (const double freq : {440., 0.01, 1234.5678, -77.7, 22049., 100'000.}) {
        CAPTURE(freq);
        const dsp::Phase kernel({.freq = freq, .sr = 44100}, 0.125);
        leaf::Phase<double> phase(freq, 44100, 0.125);
        const double step = std::abs(freq / 44100);
        for (int i = 0; i < 1'000'000; ++i) {
            const double distance = std::abs(phase.next() - kernel.at(i));
            const double bound = i * (step * eps + 0x1p-64) + eps + 5e-16; // the error of the kernel itself
            if (std::min(distance, 1 - distance) > bound) FAIL("sample " << i << " by " << distance);
        }
    }
}

TEST_CASE("an Envelope of an Adsr is the leaf with its gate closed in time") {
    // Sample i is at the time i dur / (n - 1), so that at this rate the corners are on samples.
    const Index n = 1001, attack = 100, decay = 250, release = 400;
    const double sr = 1001;
    for (const double curve : {1., 2.5}) {
        CAPTURE(curve);
        const Eigen::ArrayXd kernel =
            dsp::adsr({.att = 0.1, .dec = 0.25, .sus = 0.6, .rel = 0.4, .curve = curve}, n, sr);
        leaf::Adsr<double> envelope({.att = 0.1, .dec = 0.25, .sus = 0.6, .rel = 0.4, .curve = curve}, 1000);
        envelope.gate(true);
        for (Index i = 0; i < n; ++i) {
            if (i == n - 1 - release) envelope.gate(false);
            CAPTURE(i, attack, decay);
            REQUIRE(envelope.next() == Approx(kernel(i)).margin(1e-13));
        }
    }
}
