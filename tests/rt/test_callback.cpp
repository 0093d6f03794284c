// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "rt/busy_server.hpp"
#include "rt/parameter_storm.hpp"
#include "rt/watch.hpp"

#include <pya/agen.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/pitch.hpp>
#include <pya/dsp/rate/sinc_resampler.hpp>
#include <pya/dsp/rate/varispeed.hpp>
#include <pya/dsp/separate.hpp>
#include <pya/dsp/stretch.hpp>

#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <new>

using namespace pya;

namespace {

using Violations = std::vector<std::string>;

// The dummy backend in real time, whose callbacks are watched.
class WatchedBackend : public Backend {
public:
    DeviceInfo get_device_info_by_index(int idx) override { return dummy_.get_device_info_by_index(idx); }
    std::unique_ptr<Stream> open(const StreamOptions& options) override {
        StreamOptions watched = options;
        watched.stream_callback = [inner = options.stream_callback](const StreamBlock& block) {
            const rt::Watch watch;
            inner(block);
        };
        return dummy_.open(watched);
    }

private:
    DummyBackend dummy_;
};

template <class F>
Violations watched(F&& f) {
    rt::violations();
    {
        const rt::Watch watch;
        f();
    }
    return rt::violations();
}

} // namespace

TEST_CASE("the watch sees what must not be called") {
    CHECK(watched([] { ::operator delete(::operator new(100)); }) == Violations{"malloc: 1", "free: 1"});
    CHECK(watched([] {
              std::mutex mutex;
              const std::lock_guard lock(mutex);
          }) == Violations{"pthread_mutex_lock: 1"});
    CHECK_FALSE(watched([] { std::this_thread::sleep_for(std::chrono::microseconds(1)); }).empty());
    CHECK_FALSE(watched([] {
                    if (std::FILE* file = std::fopen("/dev/null", "r")) std::fclose(file);
                }).empty());
    CHECK_FALSE(watched([] {
                    try {
                        throw 1;
                    } catch (int) {
                    }
                }).empty());
    CHECK(watched([] {}).empty());
}

TEST_CASE("the callbacks of a busy server and recorder call nothing that may wait") {
    rt::violations();
    CHECK(keep_server_busy(std::make_shared<WatchedBackend>()) > 10000);
    CHECK(rt::violations() == Violations{});
}

TEST_CASE("callbacks call nothing that may wait while threads turn all knobs of their effects") {
    rt::violations();
    const storm::Result result = storm::turn_all_knobs(std::make_shared<WatchedBackend>(), 10000);
    CHECK(result.frames >= 10000);
    CHECK(result.fine);
    CHECK(rt::violations() == Violations{});
}

TEST_CASE("TimeStretcher and Denoiser call nothing that may wait, also while the factor changes") {
    const Eigen::ArrayXXf in = Eigen::ArrayXXf::Random(20'000, 2);
    Eigen::ArrayXXf out(5000, 2), same = in;
    dsp::TimeStretcher<float> stretcher(44100, 2, 1.5);
    dsp::Denoiser<float> denoiser(dsp::noise_profile(in));
    CHECK(watched([&] {
              for (const double factor : {1.5, 0.3, 4.}) {
                  stretcher.set_factor(factor);
                  stretcher.process(in, out);
                  stretcher.process(in, out);
              }
              stretcher.flush(out);
              stretcher.reset();
              stretcher.process(in, out);
              denoiser.process(in, same);
              denoiser.reset();
          }) == Violations{});
}

TEST_CASE("SincResampler calls nothing that may wait, with taps and with transforms") {
    const Eigen::ArrayXXf in = Eigen::ArrayXXf::Random(20'000, 2);
    Eigen::ArrayXXf out(30'000, 2);
    for (const double rate : {1., 0.5, 2., 1.3731234, 0.3141592})
        for (const Interp quality : {Interp::sinc_fastest, Interp::sinc_best}) {
            dsp::SincResampler<float> resampler(44100, 48000, rate, quality, 2);
            CHECK(watched([&] {
                      resampler.process(in, out);
                      resampler.flush(out);
                      resampler.reset();
                      resampler.process(in, out);
                  }) == Violations{});
        }
}

TEST_CASE("Varispeed calls nothing that may wait, whatever its rate does") {
    const Eigen::ArrayXXd in = Eigen::ArrayXXd::Random(20'000, 2);
    Eigen::ArrayXXd out(3000, 2);
    const std::vector<double> rates(3000, 3.7);
    dsp::Varispeed<double> tape(0.3, Interp::samplerate_medium, 2);
    CHECK(watched([&] {
              tape.process(in, out);
              tape.set_rate(4);
              tape.process(in, out);
              tape.process(in, out, rates);
              tape.flush(out);
              tape.reset();
              tape.process(in, out);
          }) == Violations{});
}

TEST_CASE("PitchAnalyser and YinAnalyser call nothing that may wait") {
    const Eigen::ArrayXXf in = Eigen::ArrayXXf::Random(20'000, 2);
    dsp::PitchAnalyser<float> pitch(44100, {}, 2);
    dsp::YinAnalyser<float> yin(44100, {}, 2);
    int frames = 0;
    const auto count = [&](const auto&) { ++frames; };
    CHECK(watched([&] {
              for (int pass = 0; pass < 2; ++pass) {
                  pitch.process(in, count);
                  pitch.finish(count);
                  yin.process(in, count);
                  yin.finish(count);
              }
          }) == Violations{});
    CHECK(frames == 2 * (20'000 / 441 + 1 + 20'000 / 512 + 1));
}

TEST_CASE("generators call nothing that may wait, from the first block to another beginning") {
    const Asig sound(Eigen::ArrayXXf::Random(5000, 2), {.sr = 32000});
    gen::Param level(0.5);
    const Agen freq = 300 + 200 * gen::sine(3);
    const gen::WaveOptions limited{.phase = gen::line(0, 1, 1_s), .band_limited = true};
    const Agen note = gen::fm(freq, {.index = 3}) * gen::adsr({.dur = 0.05_s});
    const Agen noises = gen::noise({.seed = 1}) + gen::noise({.type = Noise::pink, .seed = 1}) +
                        gen::noise({.type = Noise::brown, .seed = 1}) +
                        gen::noise({.type = Noise::gaussian, .seed = 1}) + gen::dust(100, 1);
    const Agen sum =
        gen::mix({gen::saw(freq, limited),
                  gen::tri(freq),
                  gen::pulse(freq, 0.3, limited),
                  gen::wavetable(sound(all, 0), freq),
                  note.then(note).loop(),
                  note.hold(),
                  gen::lowpass(noises, freq),
                  gen::follow(gen::smooth(noises, 10_ms)),
                  gen::sample_hold(noises, gen::impulse(freq)),
                  gen::delay(noises, 0.1),
                  gen::play(sound, {.rate = gen::sine(1)}),
                  gen::grains(sound, {.density = freq}),
                  gen::pluck(freq),
                  gen::pan2(gen::steps({1, 2, 3}, 10_ms), gen::sine(2)),
                  gen::channels({level, gen::exponential(1, 2, 1_s)}),
                  gen::saw(freq, 0.5 + 0.5 * gen::sine(2), limited),
                  gen::pulse(freq, gen::sine(2), limited),
                  gen::scrub(sound, 0.05 + 0.05 * gen::sine(1)),
                  gen::play(sound, {.rate = 3 * gen::sine(1), .band_limited = true}),
                  gen::through(note, dsp::Chain{dsp::Chorus(44100, 2), dsp::Delay(44100, 2)}, 20_ms).loop()});
    gen::Player player(sum);
    Eigen::ArrayXXf out(20'000, 2);
    CHECK(watched([&] {
              player.process(out);
              level.set(0.3);
              player.process(out);
              player.seek(0.1);
              player.process(out);
          }) == Violations{});
    CHECK(out.allFinite());
}

TEST_CASE("effects call nothing that may wait, also while their parameters move") {
    const Eigen::ArrayXXf in = Eigen::ArrayXXf::Random(20'000, 2);
    Eigen::ArrayXXf out(20'000, 2);
    dsp::Chain dynamics{dsp::Compressor(44100, 2, {.lookahead = 5_ms}), dsp::Expander(44100, 2),
                        dsp::Gate(44100, 2)};
    dsp::Chain others{dsp::Equaliser(44100, 2, {{.freq = 100}}),
                      dsp::Delay(44100, 2),
                      dsp::Reverb(44100, 2),
                      dsp::Chorus(44100, 2),
                      dsp::Phaser(44100, 2),
                      dsp::Tremolo(44100, 2),
                      dsp::RingModulator(44100, 2),
                      dsp::Waveshaper(44100, 2),
                      dsp::StereoWidth(44100)};
    CHECK(watched([&] {
              for (int pass = 0; pass < 2; ++pass) {
                  dynamics.process(in, out);
                  dynamics.at<0>().process(in, in, out);
                  others.process(in, out);
                  dynamics.at<0>().threshold.set(-40_dB);
                  others.at<0>().band(0).freq.set(3000);
                  others.at<dsp::Delay>().time.set(0.1);
                  others.at<dsp::Reverb>().t60.set(0.5);
                  others.at<dsp::Waveshaper>().drive.set(0_dB);
                  others.process(in, out);
                  others.reset();
              }
          }) == Violations{});
}
