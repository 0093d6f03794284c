// SPDX-License-Identifier: MIT
// The library PortAudio: started once for all of its users, kept quiet, and not called any more where a call
// would hang.
#ifndef PYA_SRC_BACKEND_PORTAUDIO_LIBRARY_HPP
#define PYA_SRC_BACKEND_PORTAUDIO_LIBRARY_HPP

#include "process.hpp"

#include <pya/backend/portaudio.hpp>

#include <portaudio.h>

#include <mutex>

namespace pya {

struct PortAudioBackend::Library {
    /// Returns the one in use, or a new one. Throws DeviceError.
    static std::shared_ptr<Library> get();

    /// A lock for calls that open and close, which PortAudio doesn't protect from each other. Throws
    /// DeviceError if an earlier call hangs and keeps the lock, and if PortAudio was abandoned.
    static std::unique_lock<std::timed_mutex> exclusive(const char* function);
    /// Throws DeviceError where PortAudio was abandoned.
    static void check(const char* function);
    /// Abandons PortAudio: from now on this process does not call it any more.
    static void abandon();
    static bool abandoned();

    Library();
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    const detail::Process process; // PortAudio's threads are in no other one
    DeviceInfo device(PaDeviceIndex index) const;
    bool is_jack(PaDeviceIndex index) const;
};

/// Throws DeviceError unless the result is good.
void check_portaudio(const char* function, PaError result);

} // namespace pya

#endif
