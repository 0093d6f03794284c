// SPDX-License-Identifier: MIT
#include <pya/aserver.hpp>

namespace pya {

const Asig& Asig::play(const PlayOptions& options) const& {
    Aserver* server = options.server != nullptr ? options.server : Aserver::default_server();
    if (server == nullptr)
        detail::fail<DeviceError>(
            "Asig::play: there is no server; name one in the options, or startup() the default");
    server->play(*this, options);
    return *this;
}

const Asig& Asig::play() const& { return play(PlayOptions{}); }

Asig Asig::play(const PlayOptions& options) && {
    play(options); // the one above: inside, this is an lvalue
    return std::move(*this);
}

Asig Asig::play() && { return std::move(*this).play(PlayOptions{}); }

} // namespace pya
