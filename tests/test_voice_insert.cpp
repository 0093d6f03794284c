// SPDX-License-Identifier: MIT
#include <pya/aserver.hpp>
#include <pya/dsp/effect.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"
#include "support/virtual_server.hpp"

using namespace pya;
using namespace pya::literals;
using namespace virtual_server;
using Catch::Matchers::Contains;

TEST_CASE("an effect on one signal is heard on this one alone, and its knobs turn while it plays",
          "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    dsp::Tremolo still(1000, 1, {.depth = 0});
    s.play(ramp(512), {.insert = still, .tail = 0.1});
    s.play(ramp(512), {.out = 1});
    backend->advance(256);
    still.depth.set(1);
    backend->advance(512);
    const Asig heard = backend->samples_out();
    CHECK((heard.sig().col(0).head(256) - heard.sig().col(1).head(256)).abs().maxCoeff() < 1e-6f);
    CHECK((heard.sig().col(0).segment(300, 200) - heard.sig().col(1).segment(300, 200)).abs().maxCoeff() >
          0.01f);
}

TEST_CASE("inserts for another rate or number of channels are refused") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    CHECK_THROWS_WITH(s.set_insert(dsp::Compressor(48000, 2)), Contains("48000 Hz") && Contains("1000"));
    CHECK_THROWS_WITH(s.set_insert(dsp::Chain{dsp::Compressor(1000, 1)}),
                      Contains("1 channels") && Contains("the server, 2"));
    CHECK_NOTHROW(s.set_insert(dsp::Chain{dsp::Compressor(1000, 2)}));
    CHECK_NOTHROW(s.set_insert({}));
    CHECK_THROWS_WITH(s.play(ramp(10), {.insert = dsp::Compressor(48000, 1)}), Contains("Aserver::play"));
    CHECK_THROWS_WITH(s.play(ramp(10), {.insert = dsp::Compressor(1000, 2)}), Contains("the signal, 1"));
    CHECK_THROWS_AS(s.play(ramp(10), {.insert = [](SigMap) { throw 3; }}), int);
    CHECK_THROWS_WITH(s.play(ramp(10), {.tail = -1}), Contains("tail"));
    CHECK(s.active_voices() == 0);
}
