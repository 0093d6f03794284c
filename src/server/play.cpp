// SPDX-License-Identifier: MIT
#include "server/player.hpp"

namespace pya {

std::shared_ptr<Aserver> detail::player(const char* function, Aserver* named) {
    if (named != nullptr) return {std::shared_ptr<Aserver>(), named};
    std::shared_ptr<Aserver> server = Aserver::default_server();
    if (server == nullptr)
        fail<DeviceError>(function,
                          ": there is no server; name one in the options, or startup() the default");
    return server;
}

const Asig& Asig::play(const PlayOptions& options) const& {
    detail::player("Asig::play", options.server)->play(*this, options);
    return *this;
}

const Agen& Agen::play(const PlayOptions& options) const {
    detail::player("Agen::play", options.server)->play(*this, options);
    return *this;
}

Asig Asig::play(const PlayOptions& options) && { return play(options), std::move(*this); }

const PlayOptions& detail::play_defaults() {
    static const PlayOptions options;
    return options;
}

} // namespace pya
