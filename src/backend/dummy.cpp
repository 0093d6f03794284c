// SPDX-License-Identifier: MIT
#include <pya/backend/dummy.hpp>

#include "backend/dummy_stream.hpp"

#include <algorithm>
#include <cmath>

namespace pya {
namespace {

const DeviceInfo& first_device(const std::vector<DeviceInfo>& devices, int DeviceInfo::*channels,
                               const char* what) {
    const auto found =
        std::find_if(devices.begin(), devices.end(), [&](const DeviceInfo& d) { return d.*channels > 0; });
    if (found == devices.end()) detail::fail<DeviceError>("DummyBackend: there is no ", what, " device");
    return *found;
}

} // namespace

DummyBackend::DummyBackend(const DummyOptions& options) : rig_(std::make_shared<Rig>()) {
    if (options.dtype != "float32" && options.dtype != "int16")
        detail::fail("DummyBackend: dtype is ", options.dtype, "; it must be float32 or int16");
    rig_->options = options;
    for (std::size_t i = 0; i < options.devices.size(); ++i)
        rig_->options.devices[i].index = static_cast<int>(i);
}

DummyBackend::~DummyBackend() = default;

int DummyBackend::get_device_count() { return static_cast<int>(rig_->options.devices.size()); }

DeviceInfo DummyBackend::get_device_info_by_index(int idx) {
    if (idx < 0 || idx >= get_device_count())
        detail::fail<DeviceError>("DummyBackend: there is no device ", idx, "; there are ",
                                  get_device_count());
    return rig_->options.devices[static_cast<std::size_t>(idx)];
}

DeviceInfo DummyBackend::get_default_input_device_info() {
    return first_device(rig_->options.devices, &DeviceInfo::maxInputChannels, "input");
}

DeviceInfo DummyBackend::get_default_output_device_info() {
    return first_device(rig_->options.devices, &DeviceInfo::maxOutputChannels, "output");
}

std::string_view DummyBackend::dtype() const { return rig_->options.dtype; }

std::unique_ptr<Stream> DummyBackend::open(const StreamOptions& options) {
    rig_->process.check("DummyBackend::open");
    const DeviceInfo device = get_device_info_by_index(options.device);
    const int most = options.input_flag ? device.maxInputChannels : device.maxOutputChannels;
    if (options.channels < 1 || options.channels > most)
        detail::fail<DeviceError>("DummyBackend::open: ", options.channels,
                                  " channels; [Errno -9998] Invalid number of channels: ", device.name,
                                  " has ", most);
    if (options.rate < 1 || options.frames_per_buffer > 1 << 20)
        detail::fail("DummyBackend::open: rate ", options.rate, " Hz in blocks of ",
                     options.frames_per_buffer,
                     " frames; the rate must be positive, and blocks at most 2^20 frames");
    StreamOptions actual = options;
    if (rig_->options.faults.channels > 0) actual.channels = rig_->options.faults.channels;
    return std::make_unique<DummyStream>(rig_, *this, actual);
}

void DummyBackend::advance(Index frames) {
    if (rig_->options.pacing != Pacing::on_call)
        detail::fail("DummyBackend::advance: the pacing is clock; it must be on_call");
    rig_->process.check("DummyBackend::advance");
    if (frames < 0) detail::fail("DummyBackend::advance: frames is ", frames, "; it must be 0 or more");
    rig_->advance(frames, 0);
}

Asig DummyBackend::samples_out() const {
    rig_->process.check("DummyBackend::samples_out");
    const std::lock_guard lock(rig_->output);
    const auto frames = static_cast<Index>(rig_->captured.size()) / rig_->captured_channels;
    const Eigen::Map<const Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> interleaved(
        rig_->captured.data(), frames, rig_->captured_channels);
    return Asig(interleaved, {.sr = rig_->captured_rate});
}

void DummyBackend::lose_device() {
    rig_->process.check("DummyBackend::lose_device");
    const std::lock_guard lock(rig_->time);
    for (DummyStream* stream : rig_->streams) stream->lose();
}

void DummyBackend::Rig::advance(Index frames, int rate) {
    const std::lock_guard lock(time);
    if (streams.empty()) return;
    if (rate == 0) rate = streams.front()->rate();
    for (DummyStream* stream : streams)
        stream->owe(std::llround(static_cast<double>(frames) * stream->rate() / rate));
    for (bool left = true; left;) {
        left = false;
        for (DummyStream* stream : streams) left |= stream->run_owed();
    }
}

} // namespace pya
