// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/feature.hpp>
#include <pya/dsp/fft.hpp>
#include <pya/dsp/fir.hpp>
#include <pya/dsp/iir.hpp>
#include <pya/dsp/loudness.hpp>
#include <pya/dsp/pitch.hpp>
#include <pya/dsp/rate.hpp>
#include <pya/dsp/segment.hpp>
#include <pya/dsp/spectral.hpp>
#include <pya/dsp/window.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <functional>
#include <limits>
#include <vector>

using namespace pya::dsp;

TEST_CASE("whatever size a function is asked for, it does or throws an Error", "[dsp]") {
    const Eigen::ArrayXf x = Eigen::ArrayXf::Ones(100);
    const FrameArray<float> frames = FrameArray<float>::Ones(3, 20);
    const std::vector<std::function<void(Index)>> asked{
        [&](Index n) { (void)get_window("hann", n); },
        [&](Index n) { (void)get_window("boxcar", n, false); },
        [&](Index n) { (void)signal_to_frame(x, static_cast<double>(n), 3); },
        [&](Index n) { (void)rolling_window(x, n); },
        [&](Index n) { (void)padding(x, n); },
        [&](Index n) { (void)magspec(frames, n); },
        [&](Index n) { (void)powspec(frames, n); },
        [&](Index n) { (void)freqz_grid(n); },
        [&](Index n) { RealFft<float>{n}; },
        [&](Index n) { ComplexFft<double>{n}; },
        [&](Index n) { (void)next_fast_len(n); },
        [&](Index n) { (void)firwin(n, 0.5); },
        [&](Index n) {
            (void)firwin2(n, {0, 0.5, 1}, {1, 1, 0});
        },
        [&](Index n) {
            (void)remez(n, {0, 0.1, 0.2, 0.5}, {1, 0});
        },
        [&](Index n) { (void)savgol_coeffs(n, 2); },
        [&](Index n) { StftAnalyser<float>({}, n); },
        [&](Index n) { Tremolo(44100, n); },
        [&](Index n) {
            FirFilter<float>(std::vector{1., 2.}, n);
        },
        [&](Index n) { Limiter<float>(44100, n); },
        [&](Index n) { Convolver<float>(x, n); },
        [&](Index n) { Convolver<float>(x, 1, {.block = n}); },
    };
    constexpr Index most = std::numeric_limits<Index>::max();
    for (std::size_t i = 0; i < asked.size(); ++i)
        for (const Index n : {most, most - 1, (Index{1} << 62) + 1, Index{1} << 53, (Index{1} << 45) + 3,
                              Index{-1}, std::numeric_limits<Index>::min()}) {
            INFO("function " << i << ", size " << n);
            try {
                asked[i](n);
            } catch (const pya::Error&) {
            }
        }
    CHECK_THROWS_AS(get_window("hann", Index{1} << 50), pya::ArgumentError);
    CHECK_THROWS_AS(magspec(frames, Index{1} << 50), pya::MemoryError);
#ifndef __SANITIZE_ADDRESS__ // whose operator new ends the program instead of throwing
    CHECK_THROWS_AS(mel_filters(22050, 1 << 24, {.n_mels = 65534}), pya::MemoryError);
    CHECK_THROWS_AS(chroma_filters(22050, longest_frame, {.n_chroma = 1024}), pya::MemoryError);
#endif
    CHECK_THROWS_AS(next_fast_len((Index{1} << 62) + 1), pya::ArgumentError);
    CHECK_THROWS_AS(get_window(Window("taylor", 1e18, 30), 64), pya::ArgumentError);
    CHECK_THROWS_AS(remez(65536, {0, 0.1, 0.2, 0.5}, {1, 0}), pya::ArgumentError);
    CHECK_THROWS_AS(remez(31, {0, 0.1, 0.2, 0.5}, {1, 0}, {.grid_density = 1 << 30}), pya::ArgumentError);
    CHECK_THROWS_AS(YinAnalyser<float>(3e38), pya::ArgumentError);
    CHECK_THROWS_AS(Limiter<float>(1e9, 1, {.lookahead = 0.1}), pya::ArgumentError);
}

TEST_CASE("a kernel for too many channels is named by its error", "[dsp]") {
    const auto says = [](const std::string& name) { return Catch::Matchers::StartsWith(name); };
    CHECK_THROWS_WITH(SincResampler<float>(8000, 44100, 1, Interp::sinc_best, Index{1} << 25),
                      says("SincResampler: argument channels is 33554432"));
    CHECK_THROWS_WITH(SosFilter(Sos(Sos::Zero(1, 6)), Index{1} << 25), says("SosFilter"));
    CHECK_THROWS_WITH(LoudnessMeter<float>(48000, Index{1} << 25), says("LoudnessMeter"));
    CHECK_THROWS_WITH(Limiter<float>(48000, Index{1} << 25), says("Limiter"));
}
