// SPDX-License-Identifier: MIT
/// @file
/// An audio system without hardware, for tests and for machines that have none.
#ifndef PYA_BACKEND_DUMMY_HPP
#define PYA_BACKEND_DUMMY_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/backend/backend.hpp>

#include <limits>

namespace pya {

/// How time passes on a DummyBackend.
enum class Pacing {
    clock,  ///< a thread calls back in real time
    on_call ///< it passes only in DummyBackend::advance() and Stream::sleep() (so in wait() and play({.block
            ///< = true})), as fast as the computer goes and the same in every run
};

/// What goes wrong, to test what a program does then. Frames are counted from the start of the stream.
struct DummyFaults {
    Index lose_at = std::numeric_limits<Index>::max(); ///< the device is gone from this frame on
    Index xrun_every = 0; ///< every block whose number is a multiple of this one comes late; 0 for none
    Index channels = 0;   ///< how many channels streams have; 0 for as many as asked for
};

/// What a DummyBackend pretends to be.
struct DummyOptions {
    /// The devices there are.
    std::vector<DeviceInfo> devices = {
        {.name = "DummyDevice", .maxInputChannels = 10, .maxOutputChannels = 10}};
    Pacing pacing = Pacing::clock; ///< how time passes
    Asig input = {}; ///< what input streams hear, followed by silence; its first channel is the first input
    Seconds capture = 600.0;       ///< how much of the output of each stream is kept, from its start
    std::string dtype = "float32"; ///< float32 or int16: the output is kept as such a device would play it
    DummyFaults faults = {};       ///< what goes wrong
};

/// An audio system without hardware. All of its streams run in step.
class PYA_EXPORT DummyBackend : public Backend {
public:
    /// Throws ArgumentError for another dtype.
    explicit DummyBackend(const DummyOptions& options = {});
    ~DummyBackend() override;

    /// As many as DummyOptions::devices.
    int get_device_count() override;
    DeviceInfo get_device_info_by_index(int idx) override;
    DeviceInfo get_default_input_device_info() override;
    /// The first device that plays.
    DeviceInfo get_default_output_device_info() override;
    /// Throws DeviceError for more channels than the device has.
    std::unique_ptr<Stream> open(const StreamOptions& options) override;
    std::string_view dtype() const override;

    /// Runs the callbacks of all streams for that many frames, in blocks of their frames_per_buffer; the last
    /// one may be shorter. Throws ArgumentError unless the pacing is on_call.
    void advance(Index frames);
    /// What the newest output stream has played so far.
    Asig samples_out() const;
    /// The device is lost from now on.
    void lose_device();

    struct Rig; ///< what the backend and its streams share

private:
    std::shared_ptr<Rig> rig_;
};

} // namespace pya

#endif
