// SPDX-License-Identifier: MIT
// The binary messages between the page and its server: 24 bytes, then float32 samples, interleaved. All of it
// is little-endian. Text goes from the server to the page only, as JSON.
#ifndef PYA_SRC_WEB_MESSAGE_HPP
#define PYA_SRC_WEB_MESSAGE_HPP

#include <pya/storage/samples.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pya::web {

enum class Kind : std::uint32_t {
    audio = 1,      ///< to the page: a block, and the number of its first frame in the stream
    listen = 2,     ///< this and the next ones are requests of the page: it plays from now on
    rest = 3,       ///< it does not play any more
    want = 4,       ///< it asks for that many frames
    microphone = 5, ///< a block, and the number of its first frame in its source
    mute = 6,       ///< the microphone is off
    turn = 7,       ///< a slider of the page: `source` is its number, `position` the value
};

struct Header {
    Kind kind = Kind::audio;
    std::uint32_t frames = 0;
    std::uint32_t channels = 0; ///< of the samples that follow; 0 if there are none
    std::uint32_t source = 0;   ///< a random number for each microphone that was opened
    double position = 0;        ///< a whole number of frames, but for a slider
};
static_assert(sizeof(Header) == 24);

struct Message {
    Header header;
    std::vector<float> samples; ///< frames x channels
};

inline constexpr std::size_t most_bytes = 65536; ///< limit for a message from the page
inline constexpr std::uint32_t most_channels = 32;

/// An audio message.
std::string pack(const Header& header, std::span<const float> samples);
/// A message from the page, or nothing if it is none.
std::optional<Message> unpack(std::string_view bytes);

} // namespace pya::web

#endif
