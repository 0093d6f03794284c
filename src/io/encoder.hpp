// SPDX-License-Identifier: MIT
// Encodes channels of floats to the bytes of a sound file.
#ifndef PYA_SRC_IO_ENCODER_HPP
#define PYA_SRC_IO_ENCODER_HPP

#include "io/container.hpp"
#include "io/sound.hpp"

#include <pya/io/audio_writer.hpp>

#include <string>
#include <variant>
#include <vector>

namespace pya::io {

class Encoder {
public:
    /// name is for the messages of the IoErrors that all of these throw.
    Encoder(Bytes& bytes, std::string name, const Target& target, const SaveOptions& options);
    void write(const AudioWriter::Block& block);
    void finish();
    Eigen::Index frames() const { return frames_; }
    Eigen::Index channels() const { return target_.info.channels; }

private:
    using Chunk = std::variant<std::vector<float>, std::vector<std::int16_t>, std::vector<std::int32_t>>;
    [[noreturn]] void refuse(const std::string& why) const;

    Bytes& bytes_;
    std::string name_;
    Target target_;
    PcmScale scale_;
    bool dither_;
    Sound sound_;
    Chunk chunk_;
    Eigen::Index frames_ = 0;
    float peak_ = 1; // of formats that can't store values above 1
};

} // namespace pya::io

#endif
