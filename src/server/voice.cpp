// SPDX-License-Identifier: MIT
#include "server/server_impl.hpp"

#include <limits>

namespace pya {

void Voice::stop(Seconds ramp) {
    const auto server = state_ ? state_->server.lock() : nullptr;
    if (!server) return;
    const Index frames = server->ramp_frames("Voice::stop", ramp);
    if (const auto session = state_->session.lock()) {
        const std::lock_guard lock(session->control);
        session->mixer.stop(state_->id, frames);
    }
}

void Voice::set_gain(double gain, Seconds ramp) {
    const auto server = state_ ? state_->server.lock() : nullptr;
    if (!server) return;
    const Index frames = server->ramp_frames("Voice::set_gain", ramp);
    if (const auto session = state_->session.lock()) {
        const std::lock_guard lock(session->control);
        session->mixer.set_gain(state_->id, gain, frames);
    }
}

bool Voice::is_playing() const {
    const auto session = state_ ? state_->session.lock() : nullptr;
    if (!session) return false;
    const std::lock_guard lock(session->control);
    return session->mixer.is_playing(state_->id);
}

void Voice::wait() const {
    const auto server = state_ ? state_->server.lock() : nullptr;
    if (!server) return;
    server->wait("Voice::wait", std::numeric_limits<Index>::max(), [this](const Mixer& mixer) {
        return state_->session.expired() || !mixer.is_playing(state_->id);
    });
}

} // namespace pya
