// SPDX-License-Identifier: MIT
#include <pya/dsp.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <complex>
#include <utility>
#include <vector>

using namespace pya::dsp;

namespace {

const Eigen::ArrayXXf noise = Eigen::ArrayXXf::Random(3000, 2);

/// What is left of a kernel of two channels after a move refuses blocks, and works again once it is assigned
/// to.
template <class K>
void check_moved(K kernel) {
    Eigen::ArrayXXf out = Eigen::ArrayXXf::Zero(noise.rows(), noise.cols());
    const auto use = [&] {
        if constexpr (Analyser<K, float>) {
            kernel.process(noise, AnySink());
            kernel.finish(AnySink());
        } else if constexpr (Source<K, float>) {
            kernel.process(out);
        } else {
            kernel.process(noise, out);
        }
    };
    if constexpr (Analyser<K, float>) kernel.process(noise, AnySink());
    K other = std::move(kernel);
    kernel.latency();
    kernel.tail();
    CHECK_THROWS_AS(use(), pya::ArgumentError);
    kernel.reset();
    CHECK_THROWS_AS(use(), pya::ArgumentError);
    CHECK((out == 0).all());
    kernel = std::move(other);
    kernel.reset();
    CHECK_NOTHROW(use());
}

} // namespace

TEST_CASE("A kernel that was moved from refuses blocks until another is assigned") {
    const std::vector<double> taps{1, 2, 3, 4};
    check_moved(FirFilter<float>(taps, 2));
    check_moved(SosFilter(iirfilter(std::vector{1000.}, {.btype = Btype::lowpass, .fs = 44100}).sos(), 2));
    check_moved(Convolver<float>(Block<const float>(noise.col(0)), 2));
    check_moved(Convolver<float>(Block<const float>(noise.col(0)), 2, {.block = 16}));
    check_moved(SincResampler<float>(44100, 48000, 1, Interp::sinc_best, 2));
    check_moved(Varispeed<float>(1.5, Interp::samplerate_fastest, 2));
    check_moved(Limiter<float>(44100, 2));
    check_moved(Envelope(std::vector{0., 1., 0.}, std::vector{0., 0.1, 0.2}, 3000, 44100));
    check_moved(FeatureAnalyser<float>(44100, {"centroid", "rms"}, {}, {}, 2));
    check_moved(PitchAnalyser<float>(44100, {}, 2));
    check_moved(YinAnalyser<float>(44100, {}, 2));
    check_moved(OnsetDetector<float>(44100, 2));
    check_moved(StftAnalyser<float>({}, 2));
    check_moved(MfccAnalyser<float>(44100, {}, 2));
    check_moved(TruePeakMeter<float>(2));
    check_moved(LoudnessMeter<float>(44100, 2));
}

TEST_CASE("An effect that was moved from refuses blocks until another is assigned") {
    check_moved(Delay(44100, 2));
    check_moved(Chorus(44100, 2));
    check_moved(Phaser(44100, 2));
    check_moved(Reverb(44100, 2));
    check_moved(Tremolo(44100, 2));
    check_moved(RingModulator(44100, 2));
    check_moved(Waveshaper(44100, 2));
    check_moved(StereoWidth(44100));
    check_moved(Compressor(44100, 2, {.lookahead = 0.01}));
    check_moved(Expander(44100, 2));
    check_moved(Gate(44100, 2));
    check_moved(Equaliser(44100, 2, {{.freq = 100, .gain = pya::Decibels(3)}}));
    check_moved(Chain(Delay(44100, 2), Reverb(44100, 2)));
}

TEST_CASE("The knobs of an effect that was moved away still turn it") {
    Delay delay(44100);
    Delay moved = std::move(delay);
    delay.mix.set(0.75);
    CHECK(moved.mix.get() == 0.75);
    CHECK(delay.mix.get() == 0.75);
}

TEST_CASE("A transform that was moved from throws") {
    RealFft<double> real(8);
    const RealFft<double> other = std::move(real);
    const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8};
    std::vector<std::complex<double>> bins(5), again(5);
    CHECK_THROWS_AS(real.forward(x.data(), bins.data()), pya::ArgumentError);
    other.forward(x.data(), bins.data());
    CHECK(bins[0] == 36.);
    ComplexFft<double> complex(5);
    const ComplexFft<double> second = std::move(complex);
    CHECK_THROWS_AS(complex.inverse(bins.data(), again.data()), pya::ArgumentError);
}

TEST_CASE("A curve that was moved from has no values, and a synthesis takes no frames") {
    Interpolator curve(std::vector{0., 1.}, std::vector{0., 1.});
    const Interpolator other = std::move(curve);
    CHECK(std::isnan(curve(0.5)));
    CHECK(other(0.5) == 0.5);
    StftSynthesiser<float> synthesis;
    const StftSynthesiser<float> kept = std::move(synthesis);
    const std::vector<std::complex<float>> frame(129);
    CHECK_THROWS_AS(synthesis.process(frame, AnySink()), pya::ArgumentError);
}

TEST_CASE("The true peak is asked for channels that are there") {
    const TruePeakMeter<float> meter(2);
    CHECK(meter.peak(1) == 0);
    CHECK_THROWS_AS(meter.peak(2), pya::ArgumentError);
    CHECK_THROWS_AS(meter.peak(-1), pya::ArgumentError);
}

TEST_CASE("a number of channels is 0 after it was moved from, and copies keep theirs") {
    using impl::ChannelCount;
    ChannelCount count("Kernel", 3), copy = count, moved = std::move(count);
    CHECK(copy == 3);
    CHECK(moved == 3);
    CHECK(count == 0);
    count = std::move(moved);
    CHECK(count == 3);
    CHECK(moved == 0);
    CHECK(ChannelCount("Kernel", 1 << 24) == 1 << 24);
    CHECK_THROWS_WITH(ChannelCount("Kernel", (1 << 24) + 1), Catch::Matchers::StartsWith("Kernel: "));
}
