// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include "rt/busy_server.hpp"
#include "rt/watch.hpp"

#include <pya/backend/dummy.hpp>
#include <pya/dsp/pitch.hpp>
#include <pya/dsp/rate/varispeed.hpp>

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
