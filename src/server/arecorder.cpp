// SPDX-License-Identifier: MIT
#include <pya/arecorder.hpp>

#include "server/connection.hpp"
#include "server/take.hpp"
#include "server/tape.hpp"

#include <pya/backend/device_info.hpp>
#include <pya/log.hpp>
#include <pya/mapping.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <thread>
#include <utility>

namespace pya {

struct Arecorder::Impl {
    explicit Impl(const ArecorderOptions& o);

    std::unique_ptr<Connection> connect(int index);
    bool alive() const { return connection && connection->stream().is_active(); }
    void boot();
    void quit();
    void collect();
    void begin_take(const std::string& file) { take = std::make_unique<Take>(options.sr, tracks, file); }
    void end_take();
    void watch();

    ArecorderOptions options;     // with no field left open but device
    mutable std::mutex lifecycle; // of device and connection; taken before `collecting`
    DeviceInfo device;
    std::unique_ptr<Connection> connection;

    mutable std::mutex collecting; // of what follows
    std::unique_ptr<Tape> tape;
    std::vector<Track> tracks;
    std::unique_ptr<Take> take;
    std::vector<Asig> recordings;
    bool warned = false;

    std::atomic<bool> recording = false;
    std::thread watcher;
    std::condition_variable ending;
    bool ended = false;
};

Arecorder::Impl::Impl(const ArecorderOptions& o) : options(o) {
    if (o.sr < 1) detail::fail("Arecorder: sr is ", o.sr, "; it must be at least 1 Hz");
    if (o.bs < 0)
        detail::fail("Arecorder: bs is ", o.bs, "; it must be at least 1 frame, or 0 for the backend's");
    if (o.channels && *o.channels < 1)
        detail::fail("Arecorder: channels is ", *o.channels, "; it must be at least 1");
    if (!options.backend) options.backend = determine_backend();
    if (options.bs == 0) options.bs = options.backend->bs();
    device = o.device ? options.backend->get_device_info_by_index(*o.device)
                      : options.backend->get_default_input_device_info();
    if (!options.channels) options.channels = std::max(device.maxInputChannels, 1);
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

void Arecorder::Impl::boot() {
    const std::lock_guard life(lifecycle);
    if (alive()) return log_warning("Arecorder::boot: the recorder is running already");
    const bool fresh = !connection;
    if (fresh) {
        const std::lock_guard lock(collecting);
        tape = std::make_unique<Tape>(*options.channels, std::max<Index>(2 * options.sr, 16 * options.bs));
    }
    std::unique_ptr<Connection> opened = connect(device.index);
    if (connection) connection->cut();
    connection = std::move(opened);
    connection->let_in();
    if (fresh) watcher = std::thread(&Impl::watch, this);
}

void Arecorder::Impl::quit() {
    const std::lock_guard life(lifecycle);
    if (!connection) return;
    recording = false;
    tape->gate.close();
    connection->cut();
    {
        const std::lock_guard lock(collecting);
        ended = true;
    }
    ending.notify_one();
    watcher.join();
    ended = false;
    collect();
    connection.reset();
}

void Arecorder::Impl::collect() {
    const std::lock_guard lock(collecting);
    tape->read([this](const float* interleaved, Index frames) {
        if (take) take->add(interleaved, frames, *options.channels);
    });
    if (take && !take->failure().empty() && !std::exchange(warned, true)) log_warning(take->failure());
}

void Arecorder::Impl::end_take() {
    const std::lock_guard lock(collecting);
    const std::unique_ptr<Take> ended_take = std::move(take);
    if (!ended_take) return;
    warned = false;
    if (std::optional<Asig> sig = ended_take->finish()) recordings.push_back(std::move(*sig));
}

void Arecorder::Impl::watch() {
    std::unique_lock lock(collecting);
    while (!ending.wait_for(lock, std::chrono::milliseconds(20), [this] { return ended; })) {
        lock.unlock();
        collect();
        lock.lock();
    }
}

Arecorder::Arecorder(const ArecorderOptions& options) : impl_(std::make_unique<Impl>(options)) {}
Arecorder::~Arecorder() { impl_->quit(); }

int Arecorder::sr() const { return impl_->options.sr; }
Index Arecorder::bs() const { return impl_->options.bs; }
Index Arecorder::channels() const { return *impl_->options.channels; }

DeviceInfo Arecorder::device() const {
    const std::lock_guard life(impl_->lifecycle);
    return impl_->device;
}

void Arecorder::set_device(int idx) {
    const std::lock_guard life(impl_->lifecycle);
    const DeviceInfo device = impl_->options.backend->get_device_info_by_index(idx);
    if (impl_->connection) {
        std::unique_ptr<Connection> opened = impl_->connect(idx);
        impl_->connection->cut();
        impl_->connection = std::move(opened);
        impl_->connection->let_in();
    }
    impl_->device = device;
}

void Arecorder::set_tracks(const std::vector<Index>& tracks, const std::vector<double>& gains) {
    if (tracks.empty())
        detail::fail("Arecorder::set_tracks: there are no tracks; there must be at least one");
    if (!gains.empty() && gains.size() != tracks.size())
        detail::fail("Arecorder::set_tracks: ", gains.size(), " gains for ", tracks.size(), " tracks");
    std::vector<Track> chosen;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        if (tracks[i] < 0 || tracks[i] >= channels())
            detail::fail("Arecorder::set_tracks: there is no channel ", tracks[i], "; there are 0 to ",
                         channels() - 1);
        const double gain = gains.empty() ? 1 : dbamp(gains[i]);
        if (!std::isfinite(gain))
            detail::fail("Arecorder::set_tracks: a gain is ", gains[i], " dB; it must be finite");
        chosen.push_back({tracks[i], static_cast<float>(gain)});
    }
    const std::lock_guard life(impl_->lifecycle);
    if (impl_->connection) impl_->collect();
    const bool during = [&] {
        const std::lock_guard lock(impl_->collecting);
        if (impl_->take && impl_->take->in_file())
            detail::fail("Arecorder::set_tracks: a take is going to a file; stop() it first");
        impl_->tracks = std::move(chosen);
        return impl_->take != nullptr;
    }();
    if (!during) return;
    impl_->end_take();
    const std::lock_guard lock(impl_->collecting);
    impl_->begin_take("");
}

void Arecorder::reset() {
    std::vector<Index> tracks;
    for (Index c = 0; c < channels(); ++c) tracks.push_back(c);
    set_tracks(tracks);
}

Arecorder& Arecorder::boot() {
    impl_->boot();
    return *this;
}

void Arecorder::quit() {
    impl_->quit();
    impl_->end_take();
}

bool Arecorder::is_active() const {
    const std::lock_guard life(impl_->lifecycle);
    return impl_->alive();
}

bool Arecorder::is_recording() const {
    const std::lock_guard lock(impl_->collecting);
    return impl_->recording && (!impl_->take || impl_->take->failure().empty());
}

void Arecorder::record(const RecordOptions& options) {
    const std::lock_guard life(impl_->lifecycle);
    if (!impl_->connection)
        detail::fail<DeviceError>("Arecorder::record: the recorder is not running; boot() it first");
    if (!impl_->alive())
        detail::fail<DeviceError>("Arecorder::record: the audio device is gone; boot() again");
    {
        const std::lock_guard lock(impl_->collecting);
        if (!impl_->take)
            impl_->begin_take(options.file);
        else if (!impl_->take->failure().empty())
            throw IoError(impl_->take->failure());
        else if (!options.file.empty())
            detail::fail("Arecorder::record: file is ", options.file, " during a take; stop() it first");
    }
    impl_->recording = true;
    impl_->tape->gate.open();
}

void Arecorder::pause() {
    const std::lock_guard life(impl_->lifecycle);
    impl_->recording = false;
    if (impl_->connection) impl_->tape->gate.close();
}

void Arecorder::stop() {
    pause();
    const std::lock_guard life(impl_->lifecycle);
    if (impl_->connection) impl_->collect();
    impl_->end_take();
    if (impl_->connection && !impl_->alive())
        detail::fail<DeviceError>("Arecorder::stop: the audio device is gone; the take ends where it went");
}

std::vector<Asig> Arecorder::recordings() const {
    const std::lock_guard lock(impl_->collecting);
    return impl_->recordings;
}

Index Arecorder::frames() const {
    const std::lock_guard lock(impl_->collecting);
    return impl_->take ? impl_->take->frames() : 0;
}

std::uint64_t Arecorder::overruns() const {
    const std::lock_guard lock(impl_->collecting);
    return impl_->tape ? impl_->tape->overruns.load() : 0;
}

std::uint64_t Arecorder::xruns() const {
    const std::lock_guard lock(impl_->collecting);
    return impl_->tape ? impl_->tape->xruns.load() : 0;
}

std::vector<double> Arecorder::levels() {
    const std::lock_guard lock(impl_->collecting);
    return impl_->tape ? impl_->tape->take_levels()
                       : std::vector<double>(static_cast<std::size_t>(channels()));
}

std::string Arecorder::repr() const {
    const DeviceInfo info = device();
    std::ostringstream out;
    out << "Arecorder: sr: " << sr() << ", blocksize: " << bs()
        << ", Stream Active: " << (is_active() ? "True" : "False") << "\n           Input: " << info.name
        << ", Index: " << info.index << "\n           ";
    return out.str();
}

std::ostream& operator<<(std::ostream& out, const Arecorder& recorder) { return out << recorder.repr(); }

} // namespace pya
