// SPDX-License-Identifier: MIT
#include <pya/arecorder.hpp>

#include "server/arecorder_impl.hpp"

#include <pya/log.hpp>
#include <pya/memory.hpp>

#include <ostream>
#include <sstream>
#include <utility>

namespace pya {

Arecorder::Arecorder(const ArecorderOptions& options)
    : impl_(detail::within_memory("Arecorder", [&] { return std::make_shared<Impl>(options); })) {}

Arecorder::~Arecorder() {
    try {
        quit();
    } catch (const Error&) {
        // The log handler knows.
    }
    if (!impl_->process.is_this()) detail::abandon(std::move(impl_));
}

int Arecorder::sr() const { return impl_->options.sr; }
Index Arecorder::bs() const { return impl_->options.bs; }
Index Arecorder::channels() const {
    return impl_->look([this] { return *impl_->options.channels; });
}
void Arecorder::set_channels(Index channels) { impl_->change_channels(channels); }

DeviceInfo Arecorder::device() const {
    impl_->process.check("Arecorder::device");
    const std::lock_guard life(impl_->lifecycle);
    return impl_->device;
}

void Arecorder::set_device(int idx) { impl_->change_device(idx); }

void Arecorder::set_tracks(const std::vector<Index>& tracks, const std::vector<double>& gains) {
    detail::within_memory("Arecorder::set_tracks", [&] { impl_->change_tracks(tracks, gains); });
}

void Arecorder::reset() {
    std::vector<Index> tracks;
    for (Index c = 0; c < channels(); ++c) tracks.push_back(c);
    set_tracks(tracks);
}

Arecorder& Arecorder::boot() {
    if (!detail::within_memory("Arecorder::boot", [this] { return impl_->boot(); }))
        log_warning("Arecorder::boot: the recorder is running already");
    return *this;
}

void Arecorder::quit() {
    if (!impl_->process.is_this()) return;
    detail::within_memory("Arecorder::quit", [this] { return impl_->quit(); }).report();
}

bool Arecorder::is_active() const {
    if (!impl_->process.is_this()) return false;
    const std::lock_guard life(impl_->lifecycle);
    return impl_->alive();
}

bool Arecorder::is_recording() const {
    if (!impl_->process.is_this()) return false;
    return impl_->look([this] { return impl_->recording && (!impl_->take || !impl_->take->failed()); });
}

void Arecorder::record(const RecordOptions& options) {
    detail::within_memory("Arecorder::record", [&] { impl_->record(options.file); });
}

void Arecorder::pause() { impl_->pause(); }

void Arecorder::stop() {
    detail::within_memory("Arecorder::stop", [this] { return impl_->stop(true); }).report();
}

void Arecorder::drop() { impl_->stop(false); }

const std::vector<Asig> Arecorder::recordings() const {
    return impl_->look([this] { return impl_->recordings; });
}

void Arecorder::clear_recordings() {
    impl_->look([this] { return std::exchange(impl_->recordings, {}); });
}

Index Arecorder::frames() const {
    return impl_->look([this] { return impl_->take ? impl_->take->frames() : 0; });
}

std::uint64_t Arecorder::overruns() const {
    return impl_->look([this] { return impl_->tape ? impl_->tape->overruns.load() : 0; });
}

std::uint64_t Arecorder::xruns() const {
    return impl_->look([this] { return impl_->tape ? impl_->tape->xruns.load() : 0; });
}

std::vector<double> Arecorder::levels() {
    return impl_->look([this] {
        return impl_->tape ? impl_->tape->take_levels()
                           : std::vector<double>(static_cast<std::size_t>(*impl_->options.channels));
    });
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
