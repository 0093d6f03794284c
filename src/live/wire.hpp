// SPDX-License-Identifier: MIT
// Between a script that plays and the program that pya-run --live and --watch keep running: messages on a
// socket that the script inherits. The environment variable PYA_LIVE names it: its descriptor, its inode, and
// "page" where there is one.
#ifndef PYA_SRC_LIVE_WIRE_HPP
#define PYA_SRC_LIVE_WIRE_HPP

#include <sys/socket.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace pya::detail::live {

enum class Kind : std::uint32_t {
    play = 1, ///< from the script: a stream has been opened; its Format
    rest,     ///< no stream is open any more
    audio,    ///< what was wanted: float32 samples, interleaved
    figure,   ///< for the page: the name, a 0, and a PNG file
    signal,   ///< the same with a WAV file
    want,     ///< to the script: Want
    slider,   ///< from the script, for the page: SliderHead, name and unit; it is answered by a turn
    turn,     ///< to the script: Turn; it is answered by a turned
    turned,   ///< from the script: Turned
};

struct Head {
    Kind kind = Kind::play;
    std::uint32_t bytes = 0; ///< that follow
};

struct Format {
    std::uint32_t rate = 0;
    std::uint32_t channels = 0;
    bool operator==(const Format&) const = default;
};

struct Want {
    std::uint32_t frames = 0;
    std::uint32_t latency = 0; ///< frames from here to the ear
};

/// A slider, and the value of its parameter.
struct SliderHead {
    std::uint32_t number = 0; ///< of the script; one of the same name takes the place of the one before
    std::uint32_t name_bytes = 0;
    std::uint32_t log = 0;
    std::uint32_t has_step = 0;
    double least = 0, largest = 0, step = 0, value = 0;
};

/// What a person has set. The other side sends another one when this one has been answered, so that at most
/// one for each slider is on its way.
struct Turn {
    std::uint32_t number = 0;
    std::uint32_t is_set = 0; ///< otherwise the parameter stays as it is
    double value = 0;
};

/// The value of a parameter.
struct Turned {
    std::uint32_t number = 0;
    std::uint32_t is_answer = 0; ///< to a turn; otherwise the script has set it
    double value = 0;
};

inline constexpr std::uint32_t most_bytes = 128 << 20;    ///< of a message
inline constexpr std::uint32_t most_channels = 32;        ///< of a script
inline constexpr std::uint32_t most_frames_wanted = 8192; ///< at once

/// False where the other side has gone.
inline bool send(int socket, Kind kind, std::string_view bytes) {
    const Head head{kind, static_cast<std::uint32_t>(bytes.size())};
    std::string_view parts[] = {{reinterpret_cast<const char*>(&head), sizeof head}, bytes};
    for (std::string_view& part : parts)
        while (!part.empty()) {
            const ssize_t n = ::send(socket, part.data(), part.size(), MSG_NOSIGNAL);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) return false;
            part.remove_prefix(static_cast<std::size_t>(n));
        }
    return true;
}

template <class T>
std::string_view bytes_of(const T& value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

inline bool receive(int socket, char* to, std::size_t bytes) {
    while (bytes > 0) {
        const ssize_t n = ::recv(socket, to, bytes, 0);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        to += n;
        bytes -= static_cast<std::size_t>(n);
    }
    return true;
}

/// The next message, which is waited for. False where there is none any more.
inline bool receive(int socket, Kind& kind, std::string& bytes) {
    Head head;
    if (!receive(socket, reinterpret_cast<char*>(&head), sizeof head) || head.bytes > most_bytes)
        return false;
    kind = head.kind;
    bytes.resize(head.bytes);
    return receive(socket, bytes.data(), bytes.size());
}

/// A message of a plain struct. False if its size is wrong.
template <class T>
bool read_as(T& value, std::string_view bytes) {
    if (bytes.size() != sizeof value) return false;
    std::memcpy(&value, bytes.data(), sizeof value);
    return true;
}

} // namespace pya::detail::live

#endif
