// SPDX-License-Identifier: MIT
/// @file
/// Whole sound files: to load, to save, and to encode to memory.
#ifndef PYA_IO_AUDIO_FILE_HPP
#define PYA_IO_AUDIO_FILE_HPP

#include <pya/export.hpp>

#include <pya/io/audio_reader.hpp>
#include <pya/io/audio_writer.hpp>

#include <vector>

namespace pya {

/// The content of a sound file.
struct AudioFile {
    Eigen::ArrayXXf sig = {}; ///< samples x channels
    int sr = 0;               ///< sampling rate in Hz
    /// What the file says about itself; sig has fewer rows than info.frames if the file is damaged.
    AudioInfo info = {};
};

/// Reads a whole file; see AudioReader for formats, damaged files and errors. A file without samples gives 0
/// rows and its sr. Throws IoError also when the samples don't fit into memory.
PYA_EXPORT AudioFile load_audio(const std::string& path, const ReadOptions& options = {});

/// The same from a file that is in memory.
PYA_EXPORT AudioFile load_audio(std::span<const std::byte> bytes);

/// pya's audio_from_file.
struct AudioData {
    Eigen::ArrayXXf sig = {}; ///< samples x channels
    int sr = 0;               ///< sampling rate in Hz
};

/// The samples and the sampling rate of a file: `auto [sig, sr] = audio_from_file("word.wav");`
PYA_EXPORT AudioData audio_from_file(const std::string& path);

/// Writes sig (samples x channels) to a file. After an error there is no new file. See AudioWriter.
PYA_EXPORT void save_audio(const std::string& path, const AudioWriter::Block& sig, int sr,
                           const SaveOptions& options = {});

/// The bytes of the file that save_audio would write; options.format is needed.
PYA_EXPORT std::vector<std::byte> encode_audio(const AudioWriter::Block& sig, int sr,
                                               const SaveOptions& options);

} // namespace pya

#endif
