// SPDX-License-Identifier: MIT
#include "server/server_impl.hpp"

#include <limits>

namespace pya {

void Voice::stop(Seconds ramp) {
    const auto session = session_.lock();
    if (!session) return;
    const Index frames = ramp_frames("Voice::stop", ramp, session->mixer.sr());
    const std::lock_guard lock(session->control);
    session->mixer.stop(id_, frames);
}

void Voice::set_gain(double gain, Seconds ramp) {
    const auto session = session_.lock();
    if (!session) return;
    const Index frames = ramp_frames("Voice::set_gain", ramp, session->mixer.sr());
    const std::lock_guard lock(session->control);
    session->mixer.set_gain(id_, gain, frames);
}

bool Voice::is_playing() const {
    const auto session = session_.lock();
    if (!session) return false;
    const std::lock_guard lock(session->control);
    return session->mixer.is_playing(id_);
}

void Voice::wait() const {
    const auto session = session_.lock();
    const auto server = session ? session->server.lock() : nullptr;
    if (!server) return;
    server->wait("Voice::wait", std::numeric_limits<Index>::max(),
                 [&](const Mixer& mixer) { return &mixer != &session->mixer || !mixer.is_playing(id_); });
}

} // namespace pya
