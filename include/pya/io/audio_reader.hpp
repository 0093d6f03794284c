// SPDX-License-Identifier: MIT
/// @file
/// Reading a sound file block by block into memory that the caller owns.
#ifndef PYA_IO_AUDIO_READER_HPP
#define PYA_IO_AUDIO_READER_HPP

#include <pya/export.hpp>

#include <pya/io/sample_format.hpp>

#include <Eigen/Core>

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace pya {

/// What a sound file says about itself.
struct AudioInfo {
    Eigen::Index frames =
        0;            ///< samples per channel; the file may hold fewer if it is damaged, but never more
    int sr = 0;       ///< sampling rate in Hz
    int channels = 0; ///< how many channels
    SampleFormat dtype = SampleFormat::encoded; ///< how the samples are stored
    std::string format = "";                    ///< short name of the container: wav, flac, ogg, mp3, ...
    std::string encoding = "";                  ///< in words, such as "Signed 16 bit PCM"
    bool complete = true; ///< false once it is known that the file is damaged or cut short
};

/// How a file may be read.
struct ReadOptions {
    bool ffmpeg = true; ///< the program ffmpeg may be started for files that libsndfile can't read
};

/// An open sound file. It reads wav, aiff, flac, ogg, opus, mp3, caf, au, rf64, w64 and whatever else
/// libsndfile knows, at full precision: integers of b bits become value / 2^(b-1), and floats stay as they
/// are, also beyond +-1.
///
/// What libsndfile can't read (m4a, wma, ...) is decoded by the program `ffmpeg`, when it is installed, into
/// a nameless temporary file, so that its length is known and it can be sought in as well.
///
/// A file that can't be opened, or whose first block can't be decoded, throws IoError. A file that is damaged
/// or cut short further on ends early, with a warning. Some decoders of libsndfile print to stderr by
/// themselves (libmpg123 for damaged MP3), which can't be prevented.
///
/// Only one thread at a time may use a reader. One that was moved from has no frames.
class PYA_EXPORT AudioReader {
public:
    using Block = Eigen::Ref<Eigen::ArrayXXf, 0, Eigen::OuterStride<>>; ///< samples x channels, to be filled

    /// Opens a file. Its content, not its name, decides what it is read as. Throws IoError when it is
    /// missing, not a regular file, unreadable, empty or not audio.
    explicit AudioReader(const std::string& path, const ReadOptions& options = {});
    /// Opens a file that is in memory, which must outlive the reader. Formats that need ffmpeg are refused.
    explicit AudioReader(std::span<const std::byte> bytes);
    AudioReader(AudioReader&&) noexcept;
    AudioReader& operator=(AudioReader&&) noexcept;
    ~AudioReader();

    const AudioInfo& info() const;                        ///< what the file says about itself
    Eigen::Index frames() const { return info().frames; } ///< samples a channel
    int sr() const { return info().sr; }                  ///< sampling rate in Hz
    int channels() const { return info().channels; }      ///< how many channels
    /// The first frame of the next read.
    Eigen::Index position() const;

    /// Fills the first rows of block (frames x channels(), one column a channel) and returns how many. Fewer
    /// than block.rows() means the end of the file; rows after that are left alone. Splitting a file into
    /// blocks in any way gives the same samples. Throws ArgumentError when block.cols() is not channels().
    Eigen::Index read(Block block);

    /// Makes frame 0 <= frame <= frames() the next one. Throws ArgumentError outside, IoError where it is
    /// impossible. In Ogg Vorbis everything up to the frame is decoded, so going back costs what reading
    /// costs.
    void seek(Eigen::Index frame);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace pya

#endif
