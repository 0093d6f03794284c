// SPDX-License-Identifier: MIT
/// @file
/// Whole sound files: to load, to save, and to encode to memory.
#ifndef PYA_IO_AUDIO_FILE_HPP
#define PYA_IO_AUDIO_FILE_HPP

#include <pya/export.hpp>
#include <pya/io/audio_reader.hpp>
#include <pya/io/audio_writer.hpp>

#include <algorithm>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace pya {

/// The content of a sound file.
struct AudioFile {
    Eigen::ArrayXXf sig = {}; ///< samples x channels
    int sr = 0;               ///< sampling rate in Hz
    /// What the file says about itself; sig has fewer rows than info.frames if the file is damaged.
    AudioInfo info = {};
};

namespace detail {

/// Throws IoError that says that what `name` has doesn't fit into memory.
[[noreturn]] PYA_EXPORT void fail_too_long(const AudioInfo& info, const std::string& name);

inline AudioFile load_audio(AudioReader reader, const std::string& name) {
    AudioFile file{{}, reader.sr(), reader.info()};
    try {
        file.sig.resize(reader.frames(), reader.channels());
    } catch (const std::bad_alloc&) {
        fail_too_long(reader.info(), name);
    }
    const Eigen::Index frames = reader.read(file.sig);
    if (frames < file.sig.rows()) { // not conservativeResize(), which takes long to compile
        Eigen::ArrayXXf rest(frames, file.sig.cols());
        for (Eigen::Index c = 0; c < rest.cols(); ++c)
            std::copy_n(&file.sig(0, c), frames, rest.data() + c * frames);
        file.sig.swap(rest);
    }
    return file;
}

} // namespace detail

/// Reads a whole file; see AudioReader for formats, damaged files and errors. A file without samples gives 0
/// rows and its sr. Throws IoError also when the samples don't fit into memory.
inline AudioFile load_audio(const std::string& path, const ReadOptions& options = {}) {
    return detail::load_audio(AudioReader(path, options), path);
}

/// The same from a file that is in memory.
inline AudioFile load_audio(std::span<const std::byte> bytes) {
    return detail::load_audio(AudioReader(bytes), "memory");
}

/// What audio_from_file() returns.
template <class Scalar = float>
struct AudioData {
    Eigen::ArrayXX<Scalar> sig = {}; ///< samples x channels
    int sr = 0;                      ///< sampling rate in Hz
};

/// The samples and the sampling rate of a file: `auto [sig, sr] = audio_from_file("word.wav");`. With
/// audio_from_file<double> the samples are doubles, with the digits of a float, as they are read.
template <class Scalar = float>
AudioData<Scalar> audio_from_file(const std::string& path) {
    AudioFile file = load_audio(path);
    if constexpr (std::is_same_v<Scalar, float>)
        return {std::move(file.sig), file.sr};
    else
        return {file.sig.cast<Scalar>(), file.sr};
}

/// Writes sig (samples x channels) to a file. After an error there is no new file. See AudioWriter.
PYA_EXPORT void save_audio(const std::string& path, const AudioWriter::Block& sig, int sr,
                           const SaveOptions& options = {});

/// The bytes of the file that save_audio would write; options.format is needed.
PYA_EXPORT std::vector<std::byte> encode_audio(const AudioWriter::Block& sig, int sr,
                                               const SaveOptions& options);

} // namespace pya

#endif
