// SPDX-License-Identifier: MIT
#include <pya/dsp/fft.hpp>
#include <pya/dsp/iir.hpp>
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
    CHECK_THROWS_AS(next_fast_len((Index{1} << 62) + 1), pya::ArgumentError);
}
