// SPDX-License-Identifier: MIT
#include <pya/aserver.hpp>

namespace pya {

const Asig& Asig::play(const PlayOptions& options) const& {
    if (options.server != nullptr) return options.server->play(*this, options), *this;
    const std::shared_ptr<Aserver> server = Aserver::default_server();
    if (server == nullptr)
        detail::fail<DeviceError>(
            "Asig::play: there is no server; name one in the options, or startup() the default");
    server->play(*this, options);
    return *this;
}

Asig Asig::play(const PlayOptions& options) && { return play(options), std::move(*this); }

const PlayOptions& detail::play_defaults() {
    static const PlayOptions options;
    return options;
}

} // namespace pya
