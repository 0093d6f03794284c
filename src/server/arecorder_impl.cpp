// SPDX-License-Identifier: MIT
#include "server/arecorder_impl.hpp"

#include <pya/backend/device_info.hpp>
#include <pya/error.hpp>
#include <pya/log.hpp>
#include <pya/mapping.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace pya {

void EndedTake::report() const {
    if (take && take->failed() && !told) log_warning(take->failure());
    if (take) take->check();
    if (device_lost)
        detail::fail<DeviceError>("Arecorder::stop: the audio device is gone; the take ends where it went");
}

Arecorder::Impl::Impl(const ArecorderOptions& o) : options(o) {
    if (o.sr < 1) detail::fail("Arecorder: sr is ", o.sr, "; it must be at least 1 Hz");
    if (o.bs < 0 || o.bs > 1 << 20)
        detail::fail("Arecorder: bs is ", o.bs, "; it must be 1 to 2^20 frames, or 0 for the backend's");
    if (o.channels && *o.channels < 1)
        detail::fail("Arecorder: channels is ", *o.channels, "; it must be at least 1");
    if (!options.backend) options.backend = determine_backend();
    if (options.bs == 0) options.bs = options.backend->bs();
    device = o.device ? options.backend->get_device_info_by_index(*o.device)
                      : options.backend->get_default_input_device_info();
    if (!options.channels) options.channels = std::max(device.maxInputChannels, 1);
    all_tracks();
}

void Arecorder::Impl::all_tracks() {
    tracks.clear();
    for (Index c = 0; c < *options.channels; ++c) tracks.push_back({c, 1});
}

std::unique_ptr<Connection> Arecorder::Impl::connect(int index) {
    return std::make_unique<Connection>(
        *options.backend,
        StreamOptions{.rate = options.sr,
                      .channels = *options.channels,
                      .input_flag = true,
                      .frames_per_buffer = options.bs,
                      .device = index,
                      .stream_callback = [this, full = std::function<void()>([this] { collect(); })](
                                             const StreamBlock& block) { tape->write(block, full); }});
}

void Arecorder::Impl::replace_connection(std::unique_ptr<Connection> opened) {
    if (connection) connection->cut();
    connection = std::move(opened);
    connection->let_in();
}

bool Arecorder::Impl::boot() {
    process.check("Arecorder::boot");
    const std::lock_guard life(lifecycle);
    if (alive()) return false;
    std::unique_ptr<Connection> opened = connect(device.index);
    if (!connection) {
        // The collecting thread may be late by two seconds, at rates that are not out of all proportion.
        const Index frames = std::max(std::min<Index>(Index{2} * options.sr, 1 << 20), 16 * options.bs);
        auto fresh = std::make_unique<Tape>(*options.channels, frames);
        {
            const std::lock_guard lock(collecting);
            tape = std::move(fresh);
        }
        watcher_ = std::make_unique<Watcher>([weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->check_take();
        });
    }
    replace_connection(std::move(opened));
    return true;
}

EndedTake Arecorder::Impl::quit() {
    std::unique_ptr<Watcher> watcher; // ends last, without the lock: its log handler may want that
    const std::lock_guard life(lifecycle);
    if (!connection) return {};
    recording = false;
    tape->gate.close();
    connection->cut();
    collect();
    connection.reset();
    watcher = std::move(watcher_);
    const std::lock_guard lock(collecting);
    return end_take();
}

void Arecorder::Impl::change_device(int idx) {
    process.check("Arecorder::set_device");
    const std::lock_guard life(lifecycle);
    const DeviceInfo to = options.backend->get_device_info_by_index(idx);
    if (connection) replace_connection(connect(idx));
    device = to;
}

void Arecorder::Impl::change_channels(Index channels) {
    process.check("Arecorder::set_channels");
    if (channels < 1)
        detail::fail("Arecorder::set_channels: channels is ", channels, "; it must be at least 1");
    const std::lock_guard life(lifecycle);
    if (connection) detail::fail("Arecorder::set_channels: the recorder is running; quit() first");
    const std::lock_guard lock(collecting);
    options.channels = channels;
    all_tracks();
}

void Arecorder::Impl::change_tracks(const std::vector<Index>& wanted, const std::vector<double>& gains) {
    process.check("Arecorder::set_tracks");
    if (wanted.empty())
        detail::fail("Arecorder::set_tracks: there are no tracks; there must be at least one");
    if (!gains.empty() && gains.size() != wanted.size())
        detail::fail("Arecorder::set_tracks: ", gains.size(), " gains for ", wanted.size(), " tracks");
    EndedTake ended;
    {
        const std::lock_guard life(lifecycle);
        std::vector<Track> chosen;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (wanted[i] < 0 || wanted[i] >= *options.channels)
                detail::fail("Arecorder::set_tracks: there is no channel ", wanted[i], "; there are 0 to ",
                             *options.channels - 1);
            const double gain = gains.empty() ? 1 : dbamp(gains[i]);
            if (!std::isfinite(gain))
                detail::fail("Arecorder::set_tracks: a gain is ", gains[i], " dB; it must be finite");
            chosen.push_back({wanted[i], static_cast<float>(gain)});
        }
        if (connection) collect();
        const std::lock_guard lock(collecting);
        if (take && take->in_file())
            detail::fail("Arecorder::set_tracks: a take is going to a file; stop() it first");
        tracks = std::move(chosen);
        if (take) {
            ended = end_take();
            begin_take("");
        }
    }
    ended.report();
}

void Arecorder::Impl::begin_take(const std::string& file) {
    take = std::make_unique<Take>(options.sr, tracks, file);
    told_ = false;
}

// With `collecting` locked, as the one before.
EndedTake Arecorder::Impl::end_take(bool keep) {
    EndedTake ended{.take = std::move(take), .told = told_};
    if (!ended.take) return ended;
    if (std::optional<Asig> sig = ended.take->finish(); sig && keep) recordings.push_back(std::move(*sig));
    return ended;
}

void Arecorder::Impl::record(const std::string& file) {
    process.check("Arecorder::record");
    const std::lock_guard life(lifecycle);
    if (!connection)
        detail::fail<DeviceError>("Arecorder::record: the recorder is not running; boot() it first");
    if (!alive()) detail::fail<DeviceError>("Arecorder::record: the audio device is gone; boot() again");
    {
        const std::lock_guard lock(collecting);
        if (!take) {
            begin_take(file);
        } else {
            take->check();
            if (!file.empty())
                detail::fail("Arecorder::record: file is ", file, " during a take; stop() it first");
        }
    }
    recording = true;
    tape->gate.open();
}

void Arecorder::Impl::pause() {
    process.check("Arecorder::pause");
    const std::lock_guard life(lifecycle);
    recording = false;
    if (connection) tape->gate.close();
}

EndedTake Arecorder::Impl::stop(bool keep) {
    process.check("Arecorder::stop");
    const std::lock_guard life(lifecycle);
    recording = false;
    if (connection) {
        tape->gate.close();
        collect();
    }
    const std::lock_guard lock(collecting);
    EndedTake ended = end_take(keep);
    ended.device_lost = connection && !alive();
    return ended;
}

void Arecorder::Impl::collect() noexcept {
    const std::lock_guard lock(collecting);
    tape->read([this](const float* interleaved, Index frames) {
        if (take) take->add(interleaved, frames, tape->channels());
    });
}

void Arecorder::Impl::check_take() {
    collect();
    std::string failure;
    {
        const std::lock_guard lock(collecting);
        if (take && take->failed() && !std::exchange(told_, true)) failure = take->failure();
    }
    if (!failure.empty()) log_warning(failure);
}

} // namespace pya
