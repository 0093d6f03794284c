// SPDX-License-Identifier: MIT
/// @file
/// Which audio devices there are, and which backend suits this machine.
#ifndef PYA_BACKEND_DEVICE_INFO_HPP
#define PYA_BACKEND_DEVICE_INFO_HPP

#include <pya/export.hpp>

#include <pya/backend/backend.hpp>

namespace pya {

/// What determine_backend() takes into account.
struct BackendChoice {
    bool force_webaudio = false; ///< a browser is used, whatever devices there are
    int port = 8765;             ///< where its page is served; 0: any port that is free
};

/// In a script of pya-run --live or --watch the backend that plays scripts, whatever is chosen. Otherwise a
/// WebBackend if that is asked for, or a PortAudioBackend if it has a device that plays, or a DummyBackend in
/// real time, with a warning the first time.
PYA_EXPORT std::shared_ptr<Backend> determine_backend(const BackendChoice& choice = {});

/// A table as pya prints it: a header and one line for each device with its index, name, channels, rate and
/// latencies in ms.
PYA_EXPORT std::string device_table(const std::vector<DeviceInfo>& devices);

/// Prints device_table() of the devices of a backend (determine_backend() if left out) to stdout and returns
/// them.
PYA_EXPORT std::vector<DeviceInfo> device_info(const std::shared_ptr<Backend>& backend = nullptr);

/// The devices that have at least that many input and output channels. Throws ArgumentError for negative
/// numbers.
PYA_EXPORT std::vector<DeviceInfo> find_device(int min_input = 0, int min_output = 0,
                                               const std::shared_ptr<Backend>& backend = nullptr);

} // namespace pya

#endif
