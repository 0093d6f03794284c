// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <pya/backend/dummy.hpp>

#include <cstdint>
#include <limits>

using namespace pya;

namespace {

StreamOptions output(Index channels, StreamCallback callback) {
    return {.rate = 1000,
            .channels = channels,
            .output_flag = true,
            .frames_per_buffer = 16,
            .stream_callback = std::move(callback)};
}

void fill(const StreamBlock& block, float value) {
    for (Index i = 0; i < block.frames * 2; ++i) block.output[i] = value;
}

} // namespace

TEST_CASE("the dummy has the one device of pya") {
    DummyBackend backend;
    CHECK(backend.get_device_count() == 1);
    const DeviceInfo info = backend.get_default_output_device_info();
    CHECK(info.name == "DummyDevice");
    CHECK(info.maxInputChannels == 10);
    CHECK(info.maxOutputChannels == 10);
    CHECK(backend.get_default_input_device_info().index == 0);
    CHECK(backend.dtype() == "float32");
    CHECK(backend.range() == 1);
    CHECK(backend.bs() == 256);
    CHECK_THROWS_AS(backend.get_device_info_by_index(1), DeviceError);
    CHECK_THROWS_AS(backend.get_device_info_by_index(-1), DeviceError);
}

TEST_CASE("too many channels are a device error of the dummy") {
    DummyBackend backend({.pacing = Pacing::on_call});
    CHECK_THROWS_AS(backend.open(output(11, [](const StreamBlock&) {})), DeviceError);
    CHECK_THROWS_AS(backend.open(output(0, [](const StreamBlock&) {})), DeviceError);
}

TEST_CASE("time passes only on call and in blocks") {
    DummyBackend backend({.pacing = Pacing::on_call});
    std::vector<Index> blocks;
    const auto stream = backend.open(output(2, [&](const StreamBlock& block) {
        blocks.push_back(block.frames);
        fill(block, static_cast<float>(blocks.size()));
    }));
    CHECK(blocks.empty());
    backend.advance(40);
    CHECK(blocks == std::vector<Index>{16, 16, 8});
    stream->sleep(0.01);
    CHECK(blocks.back() == 10);
    const Asig out = backend.samples_out();
    CHECK(out.samples() == 50);
    CHECK(out.channels() == 2);
    CHECK(out.sr() == 1000);
    CHECK(out.storage().channel(1)[33] == 3);
}

TEST_CASE("streams run in step and end with their object") {
    DummyBackend backend({.pacing = Pacing::on_call});
    std::vector<int> order;
    auto a = backend.open(output(2, [&](const StreamBlock&) { order.push_back(1); }));
    auto b = backend.open(output(2, [&](const StreamBlock&) { order.push_back(2); }));
    backend.advance(32);
    CHECK(order == std::vector<int>{1, 2, 1, 2});
    a.reset();
    backend.advance(16);
    CHECK(order.back() == 2);
    CHECK(order.size() == 5);
}

TEST_CASE("an input stream hears the given signal and then silence") {
    const Asig input(Eigen::ArrayXf::LinSpaced(20, 1, 20), {.sr = 1000});
    DummyBackend backend({.pacing = Pacing::on_call, .input = input});
    std::vector<float> heard;
    const auto stream =
        backend.open({.rate = 1000,
                      .channels = 2,
                      .input_flag = true,
                      .frames_per_buffer = 16,
                      .stream_callback = [&](const StreamBlock& block) {
                          CHECK(block.output == nullptr);
                          heard.insert(heard.end(), block.input, block.input + block.frames * 2);
                      }});
    backend.advance(32);
    CHECK(heard[2 * 19] == 20);
    CHECK(heard[2 * 19 + 1] == 0);
    CHECK(heard[2 * 20] == 0);
}

TEST_CASE("a 16 bit device scales rounds and saturates") {
    DummyBackend backend({.pacing = Pacing::on_call, .dtype = "int16"});
    CHECK(backend.range() == 32767);
    const std::vector<float> in{0, 0.5f, 1, -1, 1.5f, -7, std::numeric_limits<float>::quiet_NaN()};
    std::vector<std::int16_t> out(in.size());
    backend.process_buffer(in, out.data());
    CHECK(out == std::vector<std::int16_t>{0, 16384, 32767, -32767, 32767, -32767, 0});
    const auto stream = backend.open(output(2, [](const StreamBlock& block) { fill(block, 1.6f); }));
    backend.advance(4);
    CHECK((backend.samples_out().sig() == 1).all());
    CHECK_THROWS_AS(DummyBackend({.dtype = "int8"}), ArgumentError);
}

TEST_CASE("only so much output is kept") {
    DummyBackend backend({.pacing = Pacing::on_call, .capture = 0.02});
    const auto stream = backend.open(output(2, [](const StreamBlock& block) { fill(block, 1); }));
    backend.advance(100);
    CHECK(backend.samples_out().samples() == 20);
}

TEST_CASE("a lost device calls back no more") {
    DummyBackend backend({.pacing = Pacing::on_call, .faults = {.lose_at = 20}});
    Index frames = 0;
    const auto stream = backend.open(output(2, [&](const StreamBlock& block) {
        fill(block, 1);
        frames += block.frames;
    }));
    backend.advance(100);
    CHECK(frames == 20);
    CHECK_FALSE(stream->is_active());
    DummyBackend other({.pacing = Pacing::on_call});
    const auto healthy = other.open(output(2, [](const StreamBlock& block) { fill(block, 1); }));
    CHECK(healthy->is_active());
    other.lose_device();
    CHECK_FALSE(healthy->is_active());
}

TEST_CASE("the clock can't be advanced by hand") {
    DummyBackend backend;
    CHECK_THROWS_AS(backend.advance(1), ArgumentError);
    DummyBackend other({.pacing = Pacing::on_call});
    CHECK_THROWS_AS(other.advance(-1), ArgumentError);
}
