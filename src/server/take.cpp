// SPDX-License-Identifier: MIT
#include "server/take.hpp"

#include <utility>

namespace pya {

Take::Take(int sr, std::vector<Track> tracks, const std::string& file)
    : sr_(sr), tracks_(std::move(tracks)),
      samples_(storage::Samples::uninitialised(0, static_cast<Index>(tracks_.size()))) {
    if (!file.empty()) file_ = std::make_unique<TakeFile>(file, sr, samples_.cols());
}

void Take::add(const float* interleaved, Index frames, Index channels) {
    if (!failure_.empty()) return;
    if (file_) {
        chosen_.clear();
        for (Index f = 0; f < frames; ++f)
            for (const Track& track : tracks_)
                chosen_.push_back(track.gain * interleaved[f * channels + track.channel]);
        try {
            file_->write(chosen_);
        } catch (const IoError& error) {
            failure_ = error.what();
            return;
        }
    } else {
        samples_.resize_rows(frames_ + frames);
        SigMap out = samples_.write();
        for (Index t = 0; t < out.cols(); ++t) {
            const Track& track = tracks_[static_cast<std::size_t>(t)];
            for (Index f = 0; f < frames; ++f)
                out(frames_ + f, t) = track.gain * interleaved[f * channels + track.channel];
        }
    }
    frames_ += frames;
}

std::optional<Asig> Take::finish() {
    if (!failure_.empty()) throw IoError(failure_);
    if (!file_) return Asig(std::move(samples_), {.sr = sr_});
    file_->close();
    return {};
}

} // namespace pya
