// SPDX-License-Identifier: MIT
#include "backend/portaudio_library.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>

#include <dlfcn.h>

namespace pya {
namespace {

std::atomic<bool> gone = false;

std::timed_mutex& calls() {
    static std::timed_mutex& mutex = *new std::timed_mutex; // never destroyed, because a call that hangs may
                                                            // hold it at the end of the program
    return mutex;
}

// The libraries that PortAudio uses write to the terminal. This silences them; they are found by their names,
// if they are there.
template <class F>
F* find(const char* name) {
    return reinterpret_cast<F*>(dlsym(RTLD_DEFAULT, name));
}

void ignore_alsa(const char*, int, const char*, int, const char*, ...) {}
void ignore_jack(const char*) {}

void silence() {
    if (auto* set = find<int(void (*)(const char*, int, const char*, int, const char*, ...))>(
            "snd_lib_error_set_handler"))
        set(ignore_alsa);
    for (const char* name : {"jack_set_error_function", "jack_set_info_function"})
        if (auto* set = find<void(void (*)(const char*))>(name)) set(ignore_jack);
    if (auto* set_name = find<PaError(const char*)>("PaJack_SetClientName")) set_name("pya");
}

double plausible(PaTime latency) { return std::isfinite(latency) ? std::clamp(latency, 0.0, 2.0) : 0; }

} // namespace

void check_portaudio(const char* function, PaError result) {
    if (result >= 0) return;
    const bool host = result == paUnanticipatedHostError && Pa_GetLastHostErrorInfo() != nullptr;
    detail::fail<DeviceError>(function, ": PortAudio says: ", Pa_GetErrorText(result),
                              host ? Pa_GetLastHostErrorInfo()->errorText : "");
}

std::shared_ptr<PortAudioBackend::Library> PortAudioBackend::Library::get() {
    static std::mutex mutex;
    static std::weak_ptr<Library> shared;
    const std::lock_guard lock(mutex);
    check("PortAudioBackend");
    if (auto library = shared.lock()) {
        library->process.check("PortAudioBackend");
        return library;
    }
    auto library = std::make_shared<Library>();
    // If PortAudio uses JACK and the JACK server has died, PortAudio aborts when it is ended, and there is no
    // way to know that.
    if (Pa_HostApiTypeIdToHostApiIndex(paJACK) >= 0) new std::shared_ptr<Library>(library);
    shared = library;
    return library;
}

std::unique_lock<std::timed_mutex> PortAudioBackend::Library::exclusive(const char* function) {
    check(function);
    std::unique_lock<std::timed_mutex> lock(calls(), std::defer_lock);
    if (!lock.try_lock_for(std::chrono::seconds(5))) abandon();
    check(function);
    return lock;
}

void PortAudioBackend::Library::check(const char* function) {
    if (gone)
        detail::fail<DeviceError>(function,
                                  ": PortAudio has lost its audio server and is of no use any more to "
                                  "this process; use another backend");
}

void PortAudioBackend::Library::abandon() { gone = true; }
bool PortAudioBackend::Library::abandoned() { return gone; }

PortAudioBackend::Library::Library() {
    const auto lock = exclusive("PortAudioBackend");
    silence();
    check_portaudio("PortAudioBackend", Pa_Initialize());
}

PortAudioBackend::Library::~Library() {
    if (!gone && process.is_this()) Pa_Terminate();
}

bool PortAudioBackend::Library::is_jack(PaDeviceIndex index) const {
    return Pa_GetHostApiInfo(Pa_GetDeviceInfo(index)->hostApi)->type == paJACK;
}

DeviceInfo PortAudioBackend::Library::device(PaDeviceIndex index) const {
    const PaDeviceInfo* info = index < 0 ? nullptr : Pa_GetDeviceInfo(index);
    if (info == nullptr)
        detail::fail<DeviceError>("PortAudioBackend: there is no device ", index, "; there are ",
                                  std::max(Pa_GetDeviceCount(), 0));
    const std::string api = Pa_GetHostApiInfo(info->hostApi)->name;
    return {.index = index,
            .name = std::string(info->name) + ", " + api,
            .maxInputChannels = info->maxInputChannels,
            .maxOutputChannels = info->maxOutputChannels,
            .defaultSampleRate = info->defaultSampleRate,
            .defaultLowInputLatency = plausible(info->defaultLowInputLatency),
            .defaultHighInputLatency = plausible(info->defaultHighInputLatency),
            .defaultLowOutputLatency = plausible(info->defaultLowOutputLatency),
            .defaultHighOutputLatency = plausible(info->defaultHighOutputLatency),
            .hostApi = api};
}

} // namespace pya
