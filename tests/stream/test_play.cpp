// SPDX-License-Identifier: MIT
#include <pya/aserver.hpp>
#include <pya/astream.hpp>
#include <pya/backend/dummy.hpp>

#include "support/catch.hpp"
#include "support/quiet.hpp"
#include "support/virtual_server.hpp"

using namespace pya;
using virtual_server::on;
using virtual_server::virtual_time;

namespace {

Asig noise(Index samples, int sr) {
    Eigen::ArrayXXf x = Eigen::ArrayXXf::Random(samples, 1);
    return Asig(x, {.sr = sr});
}

} // namespace

TEST_CASE("a stream plays on a server without a gap", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    const Asig a = noise(200'000, s.sr()); // several blocks
    Astream(a).play({.server = &s, .out = 1, .gain = 0.5});
    CHECK(s.now() >= 200'000);
    const Asig out = backend->samples_out();
    const Index begin = s.sr() / 2; // ahead
    CHECK((out.sig().col(1).head(begin) == 0).all());
    CHECK((out.sig().col(1).segment(begin, a.samples()) == 0.5f * a.sig().col(0)).all());
    CHECK((out.sig().col(0) == 0).all());
}

TEST_CASE("a stream of another rate is converted for the server", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    const Asig a = noise(50'000, 2 * s.sr());
    Astream(a).play({.server = &s, .ahead = 0.1});
    const Asig heard = a.resample(s.sr(), {.kind = Interp::sinc_best});
    CHECK((backend->samples_out().sig().col(0).segment(s.sr() / 10, heard.samples()) == heard.sig().col(0))
              .all());
}

TEST_CASE("a stream that plays is stopped by its run and by the server", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    const Astream stream(noise(500'000, s.sr()));
    int blocks = 0;
    const auto twice = [&](const StreamProgress&) { return ++blocks <= 2; };
    CHECK_THROWS_AS(stream.play({.server = &s}, {.progress = twice}), StreamStopped);
    s.wait();
    CHECK(s.now() < 200'000);
    const auto stops = [&](const StreamProgress&) { return s.stop(), true; };
    const Index before = s.now();
    stream.play({.server = &s}, {.progress = stops});
    CHECK(s.now() - before < 200'000);
    s.quit();
    const Quiet quiet;
    CHECK_THROWS_AS(stream.play({.server = &s}), DeviceError);
}

TEST_CASE("a stream that can't play says why", "[threads]") {
    const auto backend = virtual_time();
    Aserver s(on(backend));
    s.boot();
    const Astream stream(noise(100, s.sr()));
    CHECK_THROWS_AS(stream.play(), DeviceError); // there is no default server
    CHECK_THROWS_AS(stream.play({.server = &s, .out = 9}), ArgumentError);
    CHECK_THROWS_AS(stream.play({.server = &s, .ahead = 0}), ArgumentError);
    CHECK_THROWS_AS(stream.play({.server = &s, .ahead = 1e9}), ArgumentError);
    Astream(Asig(0, {.sr = s.sr()})).play({.server = &s});
    CHECK(s.active_voices() == 0);
}
