// SPDX-License-Identifier: MIT
#include "server/server_impl.hpp"

#include <pya/backend/device_info.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/log.hpp>
#include <pya/memory.hpp>

#include <algorithm>
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
    if (o.bs < 0 || o.bs > 1 << 20)
        detail::fail("Aserver: bs is ", o.bs, "; it must be 1 to 2^20 frames, or 0 for the backend's");
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
    if (!process.is_this()) return {};
    const std::lock_guard lock(mutex);
    return current;
}

ServerLink Aserver::Impl::running(const char* function) const {
    process.check(function);
    ServerLink now = link();
    now.check(function);
    return now;
}

std::shared_ptr<Connection> Aserver::Impl::connect(Backend& backend, int index,
                                                   const std::shared_ptr<detail::Session>& session) const {
    return std::make_shared<Connection>(
        backend,
        StreamOptions{.rate = options.sr,
                      .channels = *options.channels,
                      .output_flag = true,
                      .frames_per_buffer = options.bs,
                      .device = index,
                      .stream_callback = [session](const StreamBlock& block) { session->run(block); }});
}

// What the old connection played goes on without a gap in time.
void Aserver::Impl::publish(ServerLink next) {
    {
        const std::lock_guard lock(mutex);
        Mixer& mixer = next.session->mixer;
        const std::lock_guard control(next.session->control);
        if (mixer.gain() != options.gain) mixer.set_gain(options.gain); // changed since the session was made
        std::swap(current, next);
    }
    if (next.connection) next.connection->cut();
    current.connection->let_in();
}

void Aserver::Impl::boot() {
    process.check("Aserver::boot");
    if (!detail::within_memory("Aserver::boot", [this] { return start(); }))
        log_warning("Aserver::boot: the server is running already");
}

bool Aserver::Impl::start() {
    const std::lock_guard life(lifecycle);
    ServerLink next = link();
    if (next.alive()) return false;
    std::unique_ptr<Watcher> watcher;
    if (!next.session) {
        next.session = std::make_shared<detail::Session>(MixerOptions{.sr = options.sr,
                                                                      .channels = *options.channels,
                                                                      .capacity = options.capacity,
                                                                      .gain = read(options.gain)},
                                                         weak_from_this());
        watcher = std::make_unique<Watcher>([weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->check_session();
        });
    }
    next.connection = connect(*options.backend, device.index, next.session);
    next.lost.clear();
    publish(std::move(next));
    if (watcher) watcher_ = std::move(watcher);
    return true;
}

void Aserver::Impl::quit() {
    if (!process.is_this()) return;
    ServerLink old;
    std::unique_ptr<Watcher> watcher;
    {
        const std::lock_guard life(lifecycle);
        {
            const std::lock_guard lock(mutex);
            std::swap(old, current);
        }
        watcher = std::move(watcher_);
        if (!old.session) return;
        old.connection->cut();
        old.connection.reset();
    }
    watcher.reset(); // without the lock, which a log handler that it waits for may want
    old.session->tell_insert_failure();
}

void Aserver::Impl::change_device(int idx, bool reboot) {
    process.check("Aserver::set_device");
    const std::lock_guard life(lifecycle);
    const DeviceInfo to = options.backend->get_device_info_by_index(idx);
    ServerLink next = link();
    reboot = reboot && next.session;
    if (reboot) next.connection = connect(*options.backend, to.index, next.session);
    {
        const std::lock_guard lock(mutex);
        device = to;
    }
    next.lost.clear();
    if (reboot) publish(std::move(next));
}

void Aserver::Impl::change_backend(std::shared_ptr<Backend> backend) {
    process.check("Aserver::set_backend");
    const DeviceInfo to = backend->get_default_output_device_info();
    const std::lock_guard life(lifecycle);
    if (link().alive()) detail::fail("Aserver::set_backend: the server is running; quit() first");
    const std::lock_guard lock(mutex);
    std::swap(options.backend, backend);
    device = to;
}

void Aserver::Impl::change_channels(Index channels) {
    process.check("Aserver::set_channels");
    if (channels < 1)
        detail::fail("Aserver::set_channels: channels is ", channels, "; it must be at least 1");
    const std::lock_guard life(lifecycle);
    if (link().session) detail::fail("Aserver::set_channels: the server is running; quit() first");
    const std::lock_guard lock(mutex);
    options.channels = channels;
}

void Aserver::Impl::change_gain(double gain, Index ramp) {
    process.check("Aserver::set_gain");
    const std::lock_guard lock(mutex);
    if (current.session) {
        const std::lock_guard control(current.session->control);
        current.session->mixer.set_gain(gain, ramp);
    }
    options.gain = gain;
}

void Aserver::Impl::wait(const char* function, Index until,
                         const std::function<bool(const Mixer&)>& over) const {
    const double step = static_cast<double>(std::min<Index>(options.bs, options.sr / 100 + 1)) / options.sr;
    process.check(function);
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

void Aserver::Impl::check_session() {
    if (const auto session = link().session) {
        {
            const std::lock_guard lock(session->control);
            session->mixer.collect(); // frees what is over
        }
        session->tell_insert_failure();
    }
    if (const std::string lost = replace_lost_device(); !lost.empty()) log_warning("Aserver: " + lost);
}

// When the device has died, a clock takes its place, so that time and voices go on. Returns what is lost.
std::string Aserver::Impl::replace_lost_device() {
    const std::unique_lock life(lifecycle, std::try_to_lock);
    ServerLink next = link();
    if (!life || !next.session || !next.lost.empty() || next.connection->stream().is_active()) return {};
    next.lost = "the audio device '" + device.name + "' is gone; boot() again, or on another backend";
    DummyBackend clock(
        {.devices = {{.maxOutputChannels = static_cast<int>(*options.channels)}}, .capture = 0.0});
    next.connection = connect(clock, 0, next.session);
    publish(next);
    return next.lost;
}

} // namespace pya
