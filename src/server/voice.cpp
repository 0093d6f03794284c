// SPDX-License-Identifier: MIT
#include "server/server_impl.hpp"

#include <limits>
#include <utility>

namespace pya {
namespace {

// The session of a voice that can still be reached: in a process that fork() made none can.
std::shared_ptr<detail::Session> reached(const std::weak_ptr<detail::Session>& session) {
    std::shared_ptr<detail::Session> there = session.lock();
    return there && there->process.is_this() ? std::move(there) : nullptr;
}

} // namespace

void Aserver::Voice::stop(Seconds ramp) {
    const auto session = reached(session_);
    if (!session) return;
    const Index frames = ramp_frames("Voice::stop", ramp, session->mixer.sr());
    const std::lock_guard lock(session->control);
    session->mixer.stop(id_, frames);
}

void Aserver::Voice::set_gain(double gain, Seconds ramp) {
    const auto session = reached(session_);
    if (!session) return;
    const Index frames = ramp_frames("Voice::set_gain", ramp, session->mixer.sr());
    const std::lock_guard lock(session->control);
    session->mixer.set_gain(id_, gain, frames);
}

bool Aserver::Voice::is_playing() const {
    const auto session = reached(session_);
    if (!session) return false;
    const std::lock_guard lock(session->control);
    return session->mixer.is_playing(id_);
}

void Aserver::Voice::wait() const {
    const auto session = reached(session_);
    const auto server = session ? session->server.lock() : nullptr;
    if (!server) return;
    server->wait("Voice::wait", std::numeric_limits<Index>::max(),
                 [&](const Mixer& mixer) { return &mixer != &session->mixer || !mixer.is_playing(id_); });
}

} // namespace pya
