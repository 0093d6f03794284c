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
    /// ogg, opus and mp3: 0 (smallest) to 1 (best); without it the codec's default.
    std::optional<double> quality = std::nullopt;
    /// How many frames will be written, if that is known: a wav that would pass 4 GiB then becomes RF64.
    Eigen::Index expected_frames = 0;
    /// Wait until the file is on the disk before it gets its name, so that not even a power cut leaves half a
    /// file. Off, that is left to the system, which is faster.
    bool sync = true;
};

/// A sound file in the making. Everything goes to a temporary file in the target's folder; commit() completes
/// it and renames it to its name, replacing a file that was there. Without commit(), or after an error, the
/// temporary is removed and the target is as it was; a writer that goes away with frames that were never
/// committed logs a warning. Links are followed, also to where nothing is yet. A replaced file keeps its
/// permissions and, where root writes, its owner.
///
/// float32 and float64 take every value as it is. Everything else saturates at full scale, of which commit()
/// warns, and takes NaN as 0.
///
/// wav, aiff and au can't pass 4 GiB: a write that would is refused with IoError (see expected_frames, rf64
/// and w64).
///
/// One writer is for one thread at a time.
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

    /// Frames written up to now.
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
