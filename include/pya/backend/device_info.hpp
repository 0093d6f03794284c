// SPDX-License-Identifier: MIT
/// @file
/// Which audio devices there are, and which backend suits this machine.
#ifndef PYA_BACKEND_DEVICE_INFO_HPP
#define PYA_BACKEND_DEVICE_INFO_HPP

#include <pya/export.hpp>

#include <pya/backend/backend.hpp>

namespace pya {

/// What determine_backend() goes by.
struct BackendChoice {
    bool force_webaudio = false; ///< a browser, whatever devices there are here
    int port = 8765;             ///< where its page is served; 0: any port that is free
};

/// In a script of pya-run --live or --watch what plays these, whatever is chosen. A WebBackend if that is
/// forced. Otherwise PortAudio if it has a device that plays, or else a DummyBackend in real time, of which
/// the log handler is told the first time.
PYA_EXPORT std::shared_ptr<Backend> determine_backend(const BackendChoice& choice = {});

/// A header and one line a device: index, name, channels, rate and latencies in ms, in pya's columns.
PYA_EXPORT std::string device_table(const std::vector<DeviceInfo>& devices);

/// Prints device_table() of the devices of a backend (determine_backend() if left out) to stdout and returns
/// them.
PYA_EXPORT std::vector<DeviceInfo> device_info(const std::shared_ptr<Backend>& backend = nullptr);

/// The devices that have at least so many channels each way. Throws ArgumentError for negative numbers.
PYA_EXPORT std::vector<DeviceInfo> find_device(int min_input = 0, int min_output = 0,
                                               const std::shared_ptr<Backend>& backend = nullptr);

} // namespace pya

#endif
