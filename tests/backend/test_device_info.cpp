// SPDX-License-Identifier: MIT
#include "support/catch.hpp"

#include <pya/backend/device_info.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/error.hpp>

#include <iostream>
#include <sstream>

using namespace pya;

namespace {

const std::vector<DeviceInfo> studio{{.name = " Built-in Mic ",
                                      .maxInputChannels = 1,
                                      .defaultLowInputLatency = 0.04852607709750567,
                                      .defaultHighInputLatency = 0.05868480725623583,
                                      .defaultLowOutputLatency = 0.01,
                                      .defaultHighOutputLatency = 0.1},
                                     {.name = "A very long device name exceeding 24 chars",
                                      .maxInputChannels = 14,
                                      .maxOutputChannels = 128,
                                      .defaultSampleRate = 48000,
                                      .defaultLowInputLatency = 0.01,
                                      .defaultHighInputLatency = 0.03,
                                      .defaultLowOutputLatency = 0.02,
                                      .defaultHighOutputLatency = 0.04}};

} // namespace

// The expected text is what pya prints.
TEST_CASE("the table of devices has the columns of pya") {
    CHECK(device_table(studio) ==
          "idx Device Name              INP OUT    SR   INP-(Lo|Hi)  OUT-(Lo/Hi) (Latency in ms)\n"
          "0   Built-in Mic               1   0 44100     49     59    10    100\n"
          "1   A very long device name exceeding 24 chars  14 128 48000     10     30    20     40\n");
}

TEST_CASE("device_info prints the table and returns the devices") {
    std::ostringstream printed;
    std::streambuf* const before = std::cout.rdbuf(printed.rdbuf());
    const std::vector<DeviceInfo> devices =
        device_info(std::make_shared<DummyBackend>(DummyOptions{.devices = studio}));
    std::cout.rdbuf(before);
    CHECK(printed.str() == device_table(studio));
    REQUIRE(devices.size() == 2);
    CHECK(devices[1].index == 1);
    CHECK(devices[1].name == studio[1].name);
}

TEST_CASE("devices are found by their least channels") {
    const auto backend = std::make_shared<DummyBackend>(DummyOptions{.devices = studio});
    CHECK(find_device(0, 0, backend).size() == 2);
    CHECK(find_device(2, 0, backend).size() == 1);
    CHECK(find_device(1, 1, backend).front().index == 1);
    CHECK(find_device(15, 0, backend).empty());
    CHECK_THROWS_AS(find_device(-1, 0, backend), ArgumentError);
}

TEST_CASE("the default devices are the first that can do it") {
    DummyBackend backend({.devices = studio});
    CHECK(backend.get_default_input_device_info().index == 0);
    CHECK(backend.get_default_output_device_info().index == 1);
    DummyBackend deaf({.devices = {}});
    CHECK_THROWS_AS(deaf.get_default_output_device_info(), DeviceError);
}
