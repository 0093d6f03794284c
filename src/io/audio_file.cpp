// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>

#include "io/encoder.hpp"

#include <new>
#include <utility>

namespace pya {
namespace {

AudioFile load(AudioReader reader, const std::string& name) {
    AudioFile file{{}, reader.sr(), reader.info()};
    try {
        file.sig.resize(reader.frames(), reader.channels());
    } catch (const std::bad_alloc&) {
        detail::fail<IoError>("can't load '", name, "': ", reader.frames(), " frames of ", reader.channels(),
                              " channels don't fit into memory; AudioReader reads them in blocks");
    }
    const Eigen::Index frames = reader.read(file.sig);
    if (frames < file.sig.rows()) file.sig.conservativeResize(frames, Eigen::NoChange);
    return file;
}

} // namespace

AudioFile load_audio(const std::string& path, const ReadOptions& options) {
    return load(AudioReader(path, options), path);
}

AudioFile load_audio(std::span<const std::byte> bytes) { return load(AudioReader(bytes), "memory"); }

AudioData audio_from_file(const std::string& path) {
    AudioFile file = load_audio(path);
    return {std::move(file.sig), file.sr};
}

void save_audio(const std::string& path, const AudioWriter::Block& sig, int sr, const SaveOptions& options) {
    SaveOptions known = options;
    known.expected_frames = sig.rows();
    AudioWriter writer(path, sr, static_cast<int>(sig.cols()), known);
    writer.write(sig);
    writer.commit();
}

std::vector<std::byte> encode_audio(const AudioWriter::Block& sig, int sr, const SaveOptions& options) {
    SaveOptions known = options;
    known.expected_frames = sig.rows();
    const auto target = io::choose_target("encode_audio", "", sr, static_cast<int>(sig.cols()), known);
    std::vector<std::byte> file;
    io::VectorBytes bytes(file);
    io::Encoder encoder(bytes, "memory", target, known);
    encoder.write(sig);
    encoder.finish();
    return file;
}

} // namespace pya
