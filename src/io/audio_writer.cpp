// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/audio_writer.hpp>
#include <pya/log.hpp>

#include "io/encoder.hpp"
#include "io/pending_file.hpp"

#include <exception>
#include <string>

namespace pya {

struct AudioWriter::State {
    io::PendingFile file;
    io::Encoder encoder; // must stay after file, because it writes the end of the file when it is destroyed
    std::string name;
    bool sync;
    bool open = true;
    int exceptions = std::uncaught_exceptions();

    State(const std::string& path, const io::Target& target, const SaveOptions& options)
        : file(path), encoder(file.bytes(), path, target, options), name(path), sync(options.sync) {}
    ~State() {
        // While an exception is thrown, that says enough.
        if (open && encoder.frames() > 0 && std::uncaught_exceptions() == exceptions)
            log_warning("AudioWriter: '" + name + "' was not committed; its " +
                        std::to_string(encoder.frames()) + " frames are discarded");
    }
};

AudioWriter::AudioWriter(const std::string& path, int sr, int channels, const SaveOptions& options)
    : state_(std::make_unique<State>(path, io::choose_target("AudioWriter", path, sr, channels, options),
                                     options)) {}

AudioWriter::AudioWriter(AudioWriter&&) noexcept = default;
AudioWriter& AudioWriter::operator=(AudioWriter&&) noexcept = default;
AudioWriter::~AudioWriter() = default;

void AudioWriter::write(const Block& block) {
    if (!state_ || !state_->open)
        detail::fail(
            "AudioWriter::write: the file is committed, has failed or was moved from; open a new one");
    if (block.cols() != state_->encoder.channels())
        detail::fail("AudioWriter::write: block has ", block.cols(),
                     " columns; it must have one for each of the ", state_->encoder.channels(), " channels");
    state_->open = false; // set again if this succeeds
    state_->encoder.write(block);
    state_->open = true;
}

Eigen::Index AudioWriter::frames() const { return state_ ? state_->encoder.frames() : 0; }

void AudioWriter::commit() {
    if (!state_ || !state_->open)
        detail::fail(
            "AudioWriter::commit: the file is committed, has failed or was moved from; open a new one");
    state_->open = false;
    state_->encoder.finish();
    state_->file.commit(state_->sync);
}

} // namespace pya
