// SPDX-License-Identifier: MIT
#include "server/connection.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <utility>

namespace pya {

Connection::Connection(Backend& backend, StreamOptions options) : gate_(std::make_shared<Gate>()) {
    const Index channels = options.channels;
    options.stream_callback = [gate = gate_, channels,
                               inner = std::move(options.stream_callback)](const StreamBlock& block) {
        const Gate::Pass pass(*gate);
        if (pass)
            inner(block);
        else if (block.output != nullptr)
            std::fill_n(block.output, block.frames * channels, 0.0f);
    };
    stream_ = backend.open(options);
    if (stream_->channels() != channels)
        detail::fail<DeviceError>("the device opened with ", stream_->channels(), " channels instead of ",
                                  channels);
}

} // namespace pya
