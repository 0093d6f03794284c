// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/audio_writer.hpp>

#include "io/encoder.hpp"
#include "io/pending_file.hpp"

namespace pya {

struct AudioWriter::State {
    io::PendingFile file;
    io::Encoder encoder; // after file: it writes its end when it is destroyed
    bool open = true;

    State(const std::string& path, const io::Target& target, const SaveOptions& options)
        : file(path), encoder(file.bytes(), path, target, options) {}
};

AudioWriter::AudioWriter(const std::string& path, int sr, int channels, const SaveOptions& options)
    : state_(std::make_unique<State>(path, io::choose_target("AudioWriter", path, sr, channels, options),
                                     options)) {}

AudioWriter::AudioWriter(AudioWriter&&) noexcept = default;
AudioWriter& AudioWriter::operator=(AudioWriter&&) noexcept = default;
AudioWriter::~AudioWriter() = default;

void AudioWriter::write(const Block& block) {
    if (!state_->open)
        detail::fail("AudioWriter::write: the file is committed or has failed; open a new one");
    if (block.cols() != state_->encoder.channels())
        detail::fail("AudioWriter::write: block has ", block.cols(),
                     " columns; it must have one for each of the ", state_->encoder.channels(), " channels");
    state_->open = false; // until this went well
    state_->encoder.write(block);
    state_->open = true;
}

Eigen::Index AudioWriter::frames() const { return state_->encoder.frames(); }

void AudioWriter::commit() {
    if (!state_->open)
        detail::fail("AudioWriter::commit: the file is committed or has failed; open a new one");
    state_->open = false;
    state_->encoder.finish();
    state_->file.commit();
}

} // namespace pya
