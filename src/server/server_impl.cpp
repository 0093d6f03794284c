// SPDX-License-Identifier: MIT
#include "server/server_impl.hpp"

#include <pya/backend/device_info.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/log.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace pya {

void ServerLink::check(const char* function) const {
    if (!session) detail::fail<DeviceError>(function, ": the server is not running; boot() it first");
    if (!lost.empty()) detail::fail<DeviceError>(function, ": ", lost);
    if (!connection->stream().is_active())
        detail::fail<DeviceError>(function,
                                  ": the audio device is gone; boot() again, or on another backend");
}

bool ServerLink::alive() const { return session && lost.empty() && connection->stream().is_active(); }

Aserver::Impl::Impl(const AserverOptions& o) : options(o) {
    if (o.sr < 1) detail::fail("Aserver: sr is ", o.sr, "; it must be at least 1 Hz");
    if (o.bs < 0)
        detail::fail("Aserver: bs is ", o.bs, "; it must be at least 1 frame, or 0 for the backend's");
    if (o.channels && *o.channels < 1)
        detail::fail("Aserver: channels is ", *o.channels, "; it must be at least 1");
    if (o.capacity < 1) detail::fail("Aserver: capacity is ", o.capacity, "; it must be at least 1 voice");
    if (!std::isfinite(o.gain)) detail::fail("Aserver: gain is ", o.gain, "; it must be finite");
    if (!options.backend) options.backend = determine_backend();
    if (options.bs == 0) options.bs = options.backend->bs();
    device = o.device ? options.backend->get_device_info_by_index(*o.device)
                      : options.backend->get_default_output_device_info();
    if (!options.channels) options.channels = std::clamp(device.maxOutputChannels, 1, 2);
}

ServerLink Aserver::Impl::link() const {
    const std::lock_guard lock(mutex);
    return current;
}

std::shared_ptr<Connection> Aserver::Impl::connect(Backend& backend, int index,
                                                   const std::shared_ptr<Session>& session) const {
    return std::make_shared<Connection>(
        backend,
        StreamOptions{.rate = options.sr,
                      .channels = *options.channels,
                      .output_flag = true,
                      .frames_per_buffer = options.bs,
                      .device = index,
                      .stream_callback = [session](const StreamBlock& block) { session->run(block); }});
}

void Aserver::Impl::replace_connection(std::shared_ptr<Connection> connection, std::string lost) {
    {
        const std::lock_guard lock(mutex);
        current.connection.swap(connection);
        current.lost = std::move(lost);
    }
    if (connection) connection->cut();
    current.connection->let_in();
}

void Aserver::Impl::boot() {
    const std::lock_guard life(lifecycle);
    const ServerLink old = link();
    if (old.alive()) {
        log_warning("Aserver::boot: the server is running already");
        return;
    }
    const bool fresh = !old.session;
    const auto session = fresh ? std::make_shared<Session>(MixerOptions{.sr = options.sr,
                                                                        .channels = *options.channels,
                                                                        .capacity = options.capacity,
                                                                        .gain = options.gain},
                                                           weak_from_this())
                               : old.session;
    std::shared_ptr<Connection> connection = connect(*options.backend, device.index, session);
    if (fresh) {
        const std::lock_guard lock(mutex);
        current.session = session;
    }
    replace_connection(std::move(connection), "");
    if (fresh) watcher_ = std::thread(&Impl::watch, this);
}

void Aserver::Impl::quit() {
    const std::lock_guard life(lifecycle);
    ServerLink old;
    {
        const std::lock_guard lock(mutex);
        std::swap(old, current);
        ended_ = true;
    }
    ending_.notify_one();
    if (watcher_.joinable()) watcher_.join();
    ended_ = false;
    if (old.connection) old.connection->cut();
}

void Aserver::Impl::change_device(const DeviceInfo& to, bool reboot) {
    const std::lock_guard life(lifecycle);
    const ServerLink old = link();
    std::shared_ptr<Connection> connection;
    if (reboot && old.session) connection = connect(*options.backend, to.index, old.session);
    {
        const std::lock_guard lock(mutex);
        device = to;
    }
    if (connection) replace_connection(std::move(connection), "");
}

void Aserver::Impl::wait(const char* function, Index until,
                         const std::function<bool(const Mixer&)>& over) const {
    const double step = static_cast<double>(std::min<Index>(options.bs, options.sr / 100 + 1)) / options.sr;
    for (;;) {
        const ServerLink now = link();
        if (!now.session) return; // quit: nothing sounds
        now.check(function);
        if (now.session->mixer.now() >= until) return;
        const auto done = [&] {
            const std::lock_guard lock(now.session->control);
            return over(now.session->mixer);
        };
        if (done()) {
            // What is over in the mixer is still on its way to the ear. Latencies that drivers tell can be
            // nonsense.
            const double latency = std::min(now.connection->stream().latency(), 0.5);
            if (latency > 0) now.connection->stream().sleep(latency);
            return;
        }
        now.connection->stream().sleep(step);
    }
}

void Aserver::Impl::watch() {
    std::unique_lock lock(mutex);
    while (!ending_.wait_for(lock, std::chrono::milliseconds(20), [this] { return ended_; })) {
        lock.unlock();
        care();
        lock.lock();
    }
}

// Frees what is over. When the device has died, a clock takes its place, so that time and voices go on.
void Aserver::Impl::care() {
    const std::unique_lock life(lifecycle, std::try_to_lock);
    const ServerLink old = link();
    if (!life || !old.session) return;
    {
        const std::lock_guard lock(old.session->control);
        old.session->mixer.collect();
    }
    if (!old.lost.empty() || old.connection->stream().is_active()) return;
    const std::string lost =
        "the audio device '" + device.name + "' is gone; boot() again, or on another backend";
    log_warning("Aserver: " + lost);
    DummyBackend clock(
        {.devices = {{.maxOutputChannels = static_cast<int>(*options.channels)}}, .capture = 0.0});
    replace_connection(connect(clock, 0, old.session), lost);
}

} // namespace pya
