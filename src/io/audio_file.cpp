// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>

#include "io/encoder.hpp"

namespace pya {
void detail::fail_too_long(const AudioInfo& info, const std::string& name) {
    fail<IoError>("can't load '", name, "': ", info.frames, " frames of ", info.channels,
                  " channels don't fit into memory; AudioReader reads them in blocks");
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
