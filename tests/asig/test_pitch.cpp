// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/dsp/pitch.hpp>
#include <pya/error.hpp>
#include <pya/ugen.hpp>

#include "support/catch.hpp"

#include <cmath>

using namespace pya;
using namespace pya::literals;

namespace {

// A tone of 200 Hz beside silence.
Asig tone_and_silence() {
    Asig sig =
        Ugen::sawtooth({.freq = 200, .amp = 0.5, .dur = 0.5, .sr = 16000, .channels = 2, .cn = {"l", "r"}});
    sig.write().col(1) = 0;
    return sig;
}

} // namespace

TEST_CASE("the pitch of each channel is a table", "[afeature]") {
    const Afeature pitch = tone_and_silence().pitch();
    CHECK(pitch.frames() == 51);
    CHECK(pitch.hop() == 160);
    CHECK(pitch.cn() ==
          std::vector<std::string>{"l:f0", "l:voiced", "l:confidence", "r:f0", "r:voiced", "r:confidence"});
    CHECK(pitch.median("l:f0") == Approx(200).epsilon(1e-3));
    CHECK(pitch.mean("l:voiced") > 0.9);
    CHECK(pitch.max("r:voiced") == 0);
    CHECK(pitch.max("r:confidence") == 0);
    CHECK(pitch("r:f0").values().isNaN().all());
    CHECK(pitch("l:f0").to_sig(16000).sig().isFinite().all());
}

TEST_CASE("yin and pyin have the values of their kernels", "[afeature]") {
    const Asig sig = tone_and_silence();
    const Asig left = sig(all, 0);
    const std::span samples(left.sig().data(), static_cast<std::size_t>(left.samples()));
    const dsp::YinOptions range{.fmin = 100, .fmax = 1000, .frame_length = 1024};
    const Afeature yin = sig.yin(range);
    CHECK(yin.cn() == std::vector<std::string>{"l:f0", "r:f0"});
    CHECK(yin.unit() == "Hz");
    CHECK(yin.hop() == 256);
    const std::vector<double> f0 = dsp::yin(samples, 16000, range);
    REQUIRE(yin.frames() == std::ssize(f0));
    CHECK((yin.values().col(0) == Eigen::Map<const Eigen::ArrayXd>(f0.data(), yin.frames())).all());

    const Afeature pyin = sig.pyin({.fmin = 100, .fmax = 1000, .frame_length = 1024});
    CHECK(pyin.times()(1) == 256. / 16000);
    CHECK(pyin.median("l:f0") == Approx(200).epsilon(0.01));
    CHECK(pyin("r:f0").values().isNaN().all());
    CHECK(pyin.max("r:confidence") < 0.05);
    CHECK(sig.pyin({.fmin = 100, .fmax = 1000, .fill_na = 0}).max("r:f0") == 0);
    CHECK(sig.pyin({.fmin = 100, .fmax = 1000, .boundary = dsp::Boundary::off}).times()(0) == 1024. / 16000);
}

TEST_CASE("signals without a pitch have defined tables", "[afeature]") {
    const Asig empty(0, {.sr = 16000});
    CHECK(empty.pitch().frames() == 0);
    CHECK(empty.yin().frames() == 0);
    CHECK(empty.pyin().frames() == 0);
    const Asig one(Eigen::ArrayXf::Ones(1), {.sr = 16000});
    CHECK(one.pitch().frames() == 1);
    CHECK(one.yin().frames() == 1);
    CHECK(one.pyin()("voiced").values()(0, 0) == 0);
    const Asig nan(Eigen::ArrayXf::Constant(4000, NAN), {.sr = 16000});
    CHECK(nan.pitch().max("voiced") == 0);
    CHECK(nan.pyin().max("voiced") == 0);
}

TEST_CASE("a pitch out of range is refused", "[afeature]") {
    const Asig sig = tone_and_silence();
    CHECK_THROWS_AS(sig.pitch({.fmin = 500, .fmax = 400}), ArgumentError);
    CHECK_THROWS_AS(sig.pitch({.fmax = 9000}), ArgumentError);
    CHECK_THROWS_AS(sig.yin({.fmax = 9000}), ArgumentError);
    CHECK_THROWS_AS(sig.pyin({.fmin = 0}), ArgumentError);
}
