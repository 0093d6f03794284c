// SPDX-License-Identifier: MIT
/// @file
/// The sound devices of this machine, through PortAudio.
#ifndef PYA_BACKEND_PORTAUDIO_HPP
#define PYA_BACKEND_PORTAUDIO_HPP

#include <pya/export.hpp>

#include <pya/backend/backend.hpp>

namespace pya {

/// What samples a PortAudioBackend gives to devices.
struct PortAudioOptions {
    std::string dtype = "float32"; ///< float32, or int16, which is scaled and saturates
};

/// The sound devices of this machine, through PortAudio. The devices are those that were there when the first
/// of the PortAudioBackends in use was made. The name of a device ends in the name of its host API:
/// "loopback, JACK Audio Connection Kit".
///
/// When a JACK server dies, PortAudio 19.6 can neither close its streams nor be ended: both hang or abort.
/// Such a stream is therefore left open, and from then on every new PortAudioBackend and stream of this
/// process throws DeviceError.
class PYA_EXPORT PortAudioBackend : public Backend {
public:
    /// Throws DeviceError where PortAudio doesn't start, ArgumentError for another dtype.
    explicit PortAudioBackend(const PortAudioOptions& options = {});
    ~PortAudioBackend() override;

    /// How many devices PortAudio has found.
    int get_device_count() override;
    DeviceInfo get_device_info_by_index(int idx) override;
    /// The host API's choice, or else the first device that can do it.
    DeviceInfo get_default_input_device_info() override;
    /// The host API's choice, or else the first device that can do it.
    DeviceInfo get_default_output_device_info() override;
    std::unique_ptr<Stream> open(const StreamOptions& options) override;
    void terminate() override;

    std::string_view dtype() const override { return dtype_; }
    Index bs() const override { return 512; }

    struct Library;

private:
    const Library& library(const char* function) const;

    std::string dtype_;
    std::shared_ptr<Library> library_;
};

/// pya's name for it.
using PyAudioBackend = PortAudioBackend;

} // namespace pya

#endif
