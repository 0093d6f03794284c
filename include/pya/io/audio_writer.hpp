// SPDX-License-Identifier: MIT
/// @file
/// Writing a sound file block by block; it appears under its name only when it is complete.
#ifndef PYA_IO_AUDIO_WRITER_HPP
#define PYA_IO_AUDIO_WRITER_HPP

#include <pya/export.hpp>

#include <pya/io/sample_format.hpp>

#include <Eigen/Core>

#include <memory>
#include <optional>
#include <string>

namespace pya {

/// How a file is written.
struct SaveOptions {
    /// wav aif aiff flac ogg opus mp3 caf au snd rf64 w64; empty: the extension of the file name says it.
    std::string format = "";
    /// How samples are stored; without it float32, int24 in flac, and the codec's own in ogg (Vorbis), opus
    /// and mp3.
    std::optional<SampleFormat> dtype = std::nullopt;
    /// How floats become integers.
    PcmScale scale = PcmScale::full;
    /// Adds noise where bits are lost, so that what is lost becomes a soft hiss and no distortion: before a
    /// sample is rounded to 8, 16 or 24 bits, noise with a triangular density, two steps wide (TPDF:
    /// Lipshitz, Wannamaker and Vanderkooy 1992), that depends on its place in the file alone. A sample that
    /// has no more bits than the file, as those read from a file of the same format and silence, stays as it
    /// is. PcmScale::symmetric, and so save_wavfile(), has pya's numbers, without noise.
    bool dither = true;
    /// ogg, opus and mp3: 0 (smallest) to 1 (best); without it the codec's default.
    std::optional<double> quality = std::nullopt;
    /// How many frames will be written, if that is known: a wav that would pass 4 GiB then becomes RF64.
    Eigen::Index expected_frames = 0;
    /// Waits until the file is on the disk before it gets its name, so that not even a power cut leaves half
    /// a file. Without it the file is written when the system likes, which is faster.
    bool sync = true;
};

/// A sound file that is being written. Everything goes to a temporary file in the same folder. commit()
/// completes it and gives it its name, in place of a file that was there. Without commit(), or after an
/// error, the temporary file is removed, and a file that was there stays as it was. A writer that is
/// destroyed with frames that were never committed gives a warning. Links are followed, also those that lead
/// to no file yet. A file that is replaced keeps its permissions and, where root writes, its owner.
///
/// float32 and float64 keep every value as it is. All other formats saturate at full scale, for which
/// commit() gives a warning, and store 0 for NaN.
///
/// wav, aiff and au can't be larger than 4 GiB: a write beyond that throws IoError (see expected_frames, rf64
/// and w64).
///
/// Only one thread at a time may use a writer. One that was moved from takes nothing.
class PYA_EXPORT AudioWriter {
public:
    using Block = Eigen::Ref<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>; ///< samples x channels

    /// Throws ArgumentError for an unknown format or file name extension, an sr or number of channels that
    /// the format can't take (opus knows 8, 12, 16, 24 and 48 kHz only), a dtype that it can't hold, or a
    /// quality outside [0, 1]; IoError when the target is not a regular file or its folder can't be written
    /// to.
    AudioWriter(const std::string& path, int sr, int channels, const SaveOptions& options = {});
    AudioWriter(AudioWriter&&) noexcept;
    AudioWriter& operator=(AudioWriter&&) noexcept;
    ~AudioWriter();

    /// Appends block (frames x channels, one column a channel). Throws ArgumentError when the number of
    /// columns is not that of the channels, and IoError when the disk is full or the format's limit would be
    /// passed; after an IoError nothing can be written or committed any more.
    void write(const Block& block);

    /// How many frames have been written.
    Eigen::Index frames() const;

    /// Completes the file and gives it its name. Throws IoError when that fails. Nothing can be written
    /// afterwards; a second commit() is an ArgumentError.
    void commit();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace pya

#endif
