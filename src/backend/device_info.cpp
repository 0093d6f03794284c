// SPDX-License-Identifier: MIT
#include "backend/live.hpp"

#include <pya/backend/device_info.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/backend/portaudio.hpp>
#include <pya/backend/web.hpp>
#include <pya/error.hpp>
#include <pya/log.hpp>

#include <array>
#include <atomic>
#include <cstdio>
#include <iostream>

namespace pya {
namespace {

std::vector<DeviceInfo> all_devices(const std::shared_ptr<Backend>& backend) {
    const std::shared_ptr<Backend> from = backend ? backend : determine_backend();
    std::vector<DeviceInfo> devices;
    for (int i = 0; i < from->get_device_count(); ++i) devices.push_back(from->get_device_info_by_index(i));
    return devices;
}

std::string stripped(const std::string& name) {
    constexpr auto blanks = " \t\n\r\v\f";
    const std::size_t first = name.find_first_not_of(blanks);
    return first == std::string::npos ? "" : name.substr(first, name.find_last_not_of(blanks) - first + 1);
}

} // namespace

std::shared_ptr<Backend> determine_backend(const BackendChoice& choice) {
    if (auto live = detail::live::backend()) return live;
    if (choice.force_webaudio) return std::make_shared<WebBackend>(WebOptions{.port = choice.port});
    try {
        auto portaudio = std::make_shared<PortAudioBackend>();
        portaudio->get_default_output_device_info();
        return portaudio;
    } catch (const DeviceError&) {
        // There is no device, or PortAudio can't be used any more.
    }
    static std::atomic<bool> told = false;
    if (!told.exchange(true))
        log_warning("there is no audio device that plays: the dummy backend runs instead");
    return std::make_shared<DummyBackend>();
}

std::string device_table(const std::vector<DeviceInfo>& devices) {
    std::string table =
        "idx Device Name              INP OUT    SR   INP-(Lo|Hi)  OUT-(Lo/Hi) (Latency in ms)\n";
    int index = 0;
    for (const DeviceInfo& d : devices) {
        std::array<char, 64> head{};
        std::array<char, 192> tail{};
        std::snprintf(head.data(), head.size(), "%-4d", index++);
        std::snprintf(tail.data(), tail.size(), "%4d%4d %d %6.2g %6.0f%6.2g %6.0f\n", d.maxInputChannels,
                      d.maxOutputChannels, static_cast<int>(d.defaultSampleRate),
                      d.defaultLowInputLatency * 1000, d.defaultHighInputLatency * 1000,
                      d.defaultLowOutputLatency * 1000, d.defaultHighOutputLatency * 1000);
        std::string name = stripped(d.name);
        if (name.size() < 24) name.resize(24, ' ');
        table += head.data() + name + tail.data();
    }
    return table;
}

std::vector<DeviceInfo> device_info(const std::shared_ptr<Backend>& backend) {
    std::vector<DeviceInfo> devices = all_devices(backend);
    std::cout << device_table(devices) << std::flush;
    return devices;
}

std::vector<DeviceInfo> find_device(int min_input, int min_output, const std::shared_ptr<Backend>& backend) {
    if (min_input < 0 || min_output < 0)
        detail::fail("find_device: the least channels are ", min_input, " and ", min_output,
                     "; they must be 0 or more");
    std::vector<DeviceInfo> devices = all_devices(backend);
    std::erase_if(devices, [&](const DeviceInfo& d) {
        return d.maxInputChannels < min_input || d.maxOutputChannels < min_output;
    });
    return devices;
}

} // namespace pya
