// SPDX-License-Identifier: MIT
#include "io/encoder.hpp"

#include "io/interleave.hpp"

#include <pya/dsp/level/level.hpp>
#include <pya/error.hpp>
#include <pya/log.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <type_traits>
#include <utility>

namespace pya::io {
namespace {

constexpr Eigen::Index chunk_samples = 1 << 16;

int bits(SampleFormat dtype) {
    switch (dtype) {
    case SampleFormat::uint8:
    case SampleFormat::int8: return 8;
    case SampleFormat::int16: return 16;
    case SampleFormat::int24: return 24;
    case SampleFormat::int32: return 32;
    default: return 0;
    }
}

// libsndfile expects 8 and 16 bits in the high bits of a short, and 24 and 32 bits in those of an int.
Quantiser quantiser(SampleFormat dtype, PcmScale scale, bool dither, Eigen::Index first_frame) {
    const int b = bits(dtype);
    const double full = std::ldexp(1.0, b - 1);
    const std::int32_t unit = b == 8 || b == 24 ? 256 : 1;
    if (scale == PcmScale::full)
        return {full, -full, full - 1,          true,
                unit, 0,     dither && b <= 24, static_cast<std::uint32_t>(first_frame)};
    return {full - 1, 1 - full, full - 1, false, unit, dtype == SampleFormat::uint8 ? 128.0 : 0.0};
}

// The peak chunk contains the time of day, so two runs would give different files. Without the chunk its
// space remains. In AIFF these are bytes after the header, which libsndfile then counts as samples.
void leave_out_peaks(SNDFILE* file, Bytes& bytes, int container) {
    sf_command(file, SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
    if (container != SF_FORMAT_AIFF) return;
    bytes.truncate(0);
    sf_command(file, SFC_UPDATE_HEADER_NOW, nullptr, 0);
}

// In WAV the space becomes a chunk "PAD ", which not every reader knows; the standard calls it JUNK.
void name_padding(Bytes& bytes) {
    constexpr std::int64_t at = 48; // after RIFF, fmt and fact
    constexpr std::array<char, 4> pad{'P', 'A', 'D', ' '}, junk{'J', 'U', 'N', 'K'};
    std::array<char, 4> word{};
    if (bytes.read_at(at, word.data(), 4) == 4 && word == pad) bytes.write_at(at, junk.data(), 4);
}

sf_count_t write_frames(SNDFILE* file, const float* from, sf_count_t n) {
    return sf_writef_float(file, from, n);
}
sf_count_t write_frames(SNDFILE* file, const std::int16_t* from, sf_count_t n) {
    return sf_writef_short(file, from, n);
}
sf_count_t write_frames(SNDFILE* file, const std::int32_t* from, sf_count_t n) {
    return sf_writef_int(file, from, n);
}

} // namespace

Encoder::Encoder(Bytes& bytes, std::string name, const Target& target, const SaveOptions& options)
    : bytes_(bytes), name_(std::move(name)), target_(target), scale_(options.scale), dither_(options.dither),
      sound_(bytes, SFM_WRITE, target.info) {
    if (sound_.handle() == nullptr) refuse(bytes_.error().empty() ? sound_.message() : bytes_.error());
    leave_out_peaks(sound_.handle(), bytes_, target.info.format & SF_FORMAT_TYPEMASK);
    if (options.quality && target_.dtype == SampleFormat::encoded) {
        double quality = *options.quality;
        sf_command(sound_.handle(), SFC_SET_VBR_ENCODING_QUALITY, &quality, sizeof quality);
    }
    const auto n =
        static_cast<std::size_t>(std::max<Eigen::Index>(1, chunk_samples / channels()) * channels());
    const int width = bits(target_.dtype);
    if (width == 0)
        chunk_ = std::vector<float>(n);
    else if (width <= 16)
        chunk_ = std::vector<std::int16_t>(n);
    else
        chunk_ = std::vector<std::int32_t>(n);
}

void Encoder::refuse(const std::string& why) const {
    detail::fail<IoError>("can't write '", name_, "': ", why);
}

void Encoder::write(const AudioWriter::Block& block) {
    if (target_.max_bytes != 0) {
        const auto width = static_cast<std::uint64_t>(bits(target_.dtype) != 0 ? bits(target_.dtype) / 8
                                                      : target_.dtype == SampleFormat::float64 ? 8
                                                                                               : 4);
        const auto frame_bytes = width * static_cast<std::uint64_t>(channels());
        if (static_cast<std::uint64_t>(frames_ + block.rows()) > target_.max_bytes / frame_bytes)
            refuse("the format ends at 4 GiB; rf64, w64, caf and flac go on");
    }
    std::visit(
        [&](auto& buffer) {
            using Sample = typename std::decay_t<decltype(buffer)>::value_type;
            const auto room = static_cast<Eigen::Index>(buffer.size()) / channels();
            for (Eigen::Index done = 0; done < block.rows(); done += room) {
                const Eigen::Index n = std::min(room, block.rows() - done);
                const Planes<const float> planes{block.data() + done, block.outerStride(), n, channels()};
                if (target_.dtype != SampleFormat::float32 && target_.dtype != SampleFormat::float64)
                    for (Eigen::Index c = 0; c < channels(); ++c)
                        if (const float peak =
                                dsp::peak(dsp::Block<const float>(planes.data + c * planes.stride, n));
                            peak > peak_)
                            peak_ = peak;
                if constexpr (!std::is_same_v<Sample, float>)
                    join(planes, quantiser(target_.dtype, scale_, dither_, frames_), buffer.data());
                else if (target_.dtype == SampleFormat::encoded)
                    join_clipped(planes, buffer.data());
                else
                    join(planes, buffer.data());
                const bool written = write_frames(sound_.handle(), buffer.data(), n) == n;
                if (!bytes_.error().empty()) refuse(bytes_.error());
                if (!written) refuse(sound_.message());
                frames_ += n;
            }
        },
        chunk_);
}

void Encoder::finish() {
    const int container = target_.info.format & SF_FORMAT_TYPEMASK;
    if (frames_ == 0) {
        if (target_.info.format == (SF_FORMAT_OGG | SF_FORMAT_OPUS)) refuse("opus needs at least 1 frame");
        if (container == SF_FORMAT_FLAC ||
            container == SF_FORMAT_MPEG) // these formats write their header with the first samples
            sf_command(sound_.handle(), SFC_UPDATE_HEADER_NOW, nullptr, 0);
    }
    sound_.close();
    if (container == SF_FORMAT_WAV) name_padding(bytes_);
    if (!bytes_.error().empty()) refuse(bytes_.error());
    if (peak_ > 1) {
        std::ostringstream text;
        text << "'" << name_ << "' can't hold samples above full scale; those up to " << peak_
             << " were clipped";
        log_warning(text.str());
    }
}

} // namespace pya::io
