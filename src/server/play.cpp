// SPDX-License-Identifier: MIT
#include <pya/aserver.hpp>

namespace pya {

const Asig& AsigOutput::play(const PlayOptions& options) const& {
    Aserver* server = options.server != nullptr ? options.server : Aserver::default_server();
    if (server == nullptr)
        detail::fail<DeviceError>(
            "Asig::play: there is no server; name one in the options, or startup() the default");
    server->play(self(), options);
    return self();
}

const Asig& AsigOutput::play() const& { return play(PlayOptions{}); }

Asig AsigOutput::play(const PlayOptions& options) && { return play(options), moved(); }

Asig AsigOutput::play() && { return play(), moved(); }

} // namespace pya
