// SPDX-License-Identifier: MIT
#include <pya/backend/portaudio.hpp>

#include "backend/portaudio_library.hpp"
#include "backend/portaudio_stream.hpp"

#include <pya/error.hpp>

#include <algorithm>

namespace pya {
namespace {

DeviceInfo default_device(PortAudioBackend& backend, int chosen, int DeviceInfo::*channels,
                          const char* what) {
    if (chosen >= 0) return backend.get_device_info_by_index(chosen);
    for (int i = 0; i < backend.get_device_count(); ++i)
        if (const DeviceInfo info = backend.get_device_info_by_index(i); info.*channels > 0) return info;
    detail::fail<DeviceError>("PortAudioBackend: there is no ", what, " device");
}

} // namespace

PortAudioBackend::PortAudioBackend(const PortAudioOptions& options) : dtype_(options.dtype) {
    if (dtype_ != "float32" && dtype_ != "int16")
        detail::fail("PortAudioBackend: dtype is ", dtype_, "; it must be float32 or int16");
    library_ = Library::get();
}

PortAudioBackend::~PortAudioBackend() = default;

const PortAudioBackend::Library& PortAudioBackend::library(const char* function) const {
    if (!library_) detail::fail<DeviceError>(function, ": the backend is terminated");
    Library::check(function);
    library_->process.check(function);
    return *library_;
}

void PortAudioBackend::terminate() { library_.reset(); }

int PortAudioBackend::get_device_count() {
    library("PortAudioBackend::get_device_count");
    return std::max(Pa_GetDeviceCount(), 0);
}

DeviceInfo PortAudioBackend::get_device_info_by_index(int idx) {
    return library("PortAudioBackend::get_device_info_by_index").device(idx);
}

DeviceInfo PortAudioBackend::get_default_input_device_info() {
    library("PortAudioBackend::get_default_input_device_info");
    return default_device(*this, Pa_GetDefaultInputDevice(), &DeviceInfo::maxInputChannels, "input");
}

DeviceInfo PortAudioBackend::get_default_output_device_info() {
    library("PortAudioBackend::get_default_output_device_info");
    return default_device(*this, Pa_GetDefaultOutputDevice(), &DeviceInfo::maxOutputChannels, "output");
}

std::unique_ptr<Stream> PortAudioBackend::open(const StreamOptions& options) {
    const DeviceInfo device = library("PortAudioBackend::open").device(options.device);
    const int most = options.input_flag ? device.maxInputChannels : device.maxOutputChannels;
    if (options.channels < 1 || options.channels > most)
        detail::fail<DeviceError>("PortAudioBackend::open: ", options.channels, " channels; ", device.name,
                                  " has ", most);
    if (options.rate < 1 || options.frames_per_buffer < 1 || options.frames_per_buffer > 1 << 20)
        detail::fail("PortAudioBackend::open: rate ", options.rate, " Hz in blocks of ",
                     options.frames_per_buffer,
                     " frames; both must be positive, and blocks at most 2^20 frames");
    try {
        return std::make_unique<PortAudioStream>(library_, options, dtype_ == "int16");
    } catch (const DeviceError& error) {
        detail::fail<DeviceError>(error.what(), " (", device.name, " at ", options.rate,
                                  " Hz; its own rate is ", device.defaultSampleRate, " Hz)");
    }
}

} // namespace pya
