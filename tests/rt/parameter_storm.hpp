// SPDX-License-Identifier: MIT
// Eight threads turn all knobs of all effects while a server plays through them.
#ifndef PYA_TESTS_RT_PARAMETER_STORM_HPP
#define PYA_TESTS_RT_PARAMETER_STORM_HPP

#include "support/eventually.hpp"
#include "support/turning_threads.hpp"

#include <pya/aserver.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/dsp/spatial/panner.hpp>

#include <atomic>
#include <cmath>
#include <memory>
#include <random>

namespace storm {

/// What came out of a storm.
struct Result {
    long frames = 0;  ///< how many frames
    bool fine = true; ///< whether all samples are finite and below 1e5
    float bend = 0;   ///< the largest second difference where the knobs are only those of smooth effects
};

/// A sine of 100 Hz goes through one chain that can't make it rough, and then through a limiter and a chain
/// of all the others, for so many frames.
inline Result turn_all_knobs(const std::shared_ptr<pya::Backend>& backend, long frames) {
    using namespace pya;
    const int sr = 48000;
    dsp::Chain smooth{dsp::Tremolo(sr, 2), dsp::StereoWidth(sr), dsp::Equaliser(sr, 2, {{.freq = 300}})};
    dsp::Chain all{dsp::Compressor(sr, 2), dsp::Expander(sr, 2),      dsp::Gate(sr, 2),
                   dsp::Delay(sr, 2),      dsp::Reverb(sr, 2),        dsp::Chorus(sr, 2),
                   dsp::Phaser(sr, 2),     dsp::RingModulator(sr, 2), dsp::Waveshaper(sr, 2),
                   dsp::Panner(sr)};
    dsp::Limiter<float> limiter(sr, 2);
    const auto turn = [&](auto& random) {
        std::uniform_real_distribution<double> x;
        smooth.at<0>().rate.set(10 * x(random));
        smooth.at<0>().depth.set(x(random));
        smooth.at<0>().spread.set(x(random));
        smooth.at<1>().width.set(4 * x(random));
        smooth.at<2>().band(0).gain.set(Decibels(20 * x(random) - 10));
        all.at<0>().threshold.set(Decibels(-80 * x(random)));
        all.at<0>().ratio.set(1 + 50 * x(random));
        all.at<0>().knee.set(Decibels(30 * x(random)));
        all.at<0>().attack.set(x(random));
        all.at<0>().release.set(x(random));
        all.at<0>().makeup.set(Decibels(20 * x(random)));
        all.at<1>().threshold.set(Decibels(-80 * x(random)));
        all.at<1>().ratio.set(1 + 50 * x(random));
        all.at<1>().range.set(Decibels(100 * x(random)));
        all.at<2>().threshold.set(Decibels(-80 * x(random)));
        all.at<2>().hysteresis.set(Decibels(50 * x(random)));
        all.at<3>().time.set(0.001 + 1.9 * x(random));
        all.at<3>().feedback.set(1.8 * x(random) - 0.9);
        all.at<3>().ping_pong.set(x(random));
        all.at<3>().mix.set(x(random));
        all.at<4>().t60.set(0.05 + 10 * x(random));
        all.at<4>().mix.set(x(random));
        all.at<5>().delay.set(0.001 + 0.04 * x(random));
        all.at<5>().feedback.set(1.8 * x(random) - 0.9);
        all.at<6>().freq.set(10 + 20000 * x(random));
        all.at<6>().octaves.set(5 * x(random));
        all.at<7>().freq.set(20000 * x(random));
        all.at<7>().mix.set(x(random));
        all.at<8>().drive.set(Decibels(60 * x(random) - 24));
        all.at<8>().mix.set(x(random));
        all.at<9>().azimuth.set(360 * x(random));
        all.at<9>().elevation.set(180 * x(random) - 90);
        limiter.ceiling.set(Decibels(-60 * x(random)));
        limiter.release.set(x(random));
    };

    struct Seen {
        std::atomic<long> frames = 0;
        std::atomic<bool> fine = true;
        std::atomic<float> bend = 0;
    };
    const auto seen = std::make_shared<Seen>();
    Eigen::ArrayXXf wave(sr, 2);
    for (Index i = 0; i < sr; ++i)
        wave.row(i) = 0.1f * static_cast<float>(std::sin(0.0130899693899575 * static_cast<double>(i)));
    Aserver s({.sr = sr, .bs = 64, .channels = 2, .backend = backend});
    s.boot();
    s.play(Asig(wave, {.sr = sr}), {.loop = true});
    s.set_insert([smooth, limiter, all, seen, before = 0.f, two_before = 0.f](SigMap block) mutable {
        smooth(block);
        for (Index i = 0; i < block.rows(); ++i) {
            const float bend = std::abs(block(i, 0) - 2 * before + two_before);
            // The sound begins with a bend, and so does what the equaliser makes of it.
            if (seen->frames > 4800 && !(bend <= seen->bend)) seen->bend = bend;
            two_before = before;
            before = block(i, 0);
        }
        limiter.process(block, block);
        all(block);
        if (!(block.isFinite().all() && (block.abs() < 1e5f).all())) seen->fine = false;
        seen->frames += block.rows();
    });
    {
        const TurningThreads threads(8, turn);
        eventually([&] { return seen->frames >= frames; });
    }
    s.quit();
    return {seen->frames, seen->fine, seen->bend};
}

} // namespace storm

#endif
