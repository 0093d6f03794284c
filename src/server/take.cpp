// SPDX-License-Identifier: MIT
#include "server/take.hpp"

#include <pya/error.hpp>

#include <exception>
#include <utility>

namespace pya {

Take::Take(int sr, std::vector<Track> tracks, const std::string& file)
    : sr_(sr), tracks_(std::move(tracks)),
      samples_(storage::Samples::uninitialised(0, static_cast<Index>(tracks_.size()))) {
    if (!file.empty()) file_ = std::make_unique<TakeFile>(file, sr, samples_.cols());
}

template <class F>
void Take::attempt(F&& f) noexcept {
    try {
        try {
            f();
        } catch (const IoError& error) {
            disk_failure_ = error.what();
        }
    } catch (const std::exception&) {
        out_of_memory_ = true;
    }
}

void Take::add(const float* interleaved, Index frames, Index channels) noexcept {
    if (failed()) return;
    attempt([&] {
        if (file_)
            add_to_file(interleaved, frames, channels);
        else
            add_to_memory(interleaved, frames, channels);
    });
    if (file_) frames_ = file_->frames();
}

void Take::add_to_file(const float* interleaved, Index frames, Index channels) {
    chosen_.clear();
    for (Index f = 0; f < frames; ++f)
        for (const Track& track : tracks_)
            chosen_.push_back(track.gain * interleaved[f * channels + track.channel]);
    file_->write(chosen_);
}

void Take::add_to_memory(const float* interleaved, Index frames, Index channels) {
    samples_.resize_rows(frames_ + frames);
    SigMap out = samples_.write();
    for (Index t = 0; t < out.cols(); ++t) {
        const Track& track = tracks_[static_cast<std::size_t>(t)];
        for (Index f = 0; f < frames; ++f)
            out(frames_ + f, t) = track.gain * interleaved[f * channels + track.channel];
    }
    frames_ += frames;
}

std::optional<Asig> Take::finish() {
    if (!file_) return Asig(std::move(samples_), {.sr = sr_});
    if (!failed()) attempt([this] { file_->close(); });
    return {};
}

std::string Take::failure() const {
    if (!out_of_memory_) return disk_failure_;
    return "Arecorder: there is no memory for more of the take, which ends after " + std::to_string(frames_) +
           " frames";
}

void Take::check() const {
    if (out_of_memory_) throw MemoryError(failure());
    if (failed()) throw IoError(failure());
}

} // namespace pya
