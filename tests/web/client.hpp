// SPDX-License-Identifier: MIT
// A client of a WebBackend, which does what a test wants, also what no browser would do.
#ifndef PYA_TESTS_WEB_CLIENT_HPP
#define PYA_TESTS_WEB_CLIENT_HPP

#include <pya/backend/web.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace web {

enum Kind : std::uint32_t { audio = 1, listen, rest, want, microphone, mute, turn };

struct Header {
    std::uint32_t kind = 0, frames = 0, channels = 0, source = 0;
    double position = 0;
};

/// A header and samples as the bytes of a message.
inline std::string message(const Header& header, const std::vector<float>& samples = {}) {
    std::string bytes(sizeof header + samples.size() * sizeof(float), '\0');
    std::memcpy(bytes.data(), &header, sizeof header);
    if (!samples.empty())
        std::memcpy(bytes.data() + sizeof header, samples.data(), samples.size() * sizeof(float));
    return bytes;
}

class Client {
public:
    explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{20, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    Client(Client&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_) {}
    Client& operator=(Client&&) = delete;
    ~Client() {
        if (socket_ >= 0) ::close(socket_);
    }

    bool connected() const { return connected_; }

    /// False when the other side has closed.
    bool send(const std::string& bytes) {
        for (std::size_t sent = 0; sent < bytes.size();) {
            const ssize_t n = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (n <= 0) return false;
            sent += static_cast<std::size_t>(n);
        }
        return true;
    }

    /// Ends its side of the connection.
    void hang_up() { ::shutdown(socket_, SHUT_WR); }

    /// Reads that many bytes, or less if the other side has closed.
    std::string read(std::size_t bytes) {
        std::string got(bytes, '\0');
        std::size_t have = 0;
        while (have < bytes) {
            const ssize_t n = ::recv(socket_, got.data() + have, bytes - have, 0);
            if (n <= 0) break;
            have += static_cast<std::size_t>(n);
        }
        got.resize(have);
        return got;
    }

    /// Reads everything until the other side closes.
    std::string read_all() {
        std::string all;
        for (std::string piece = read(4096); !piece.empty(); piece = read(4096)) all += piece;
        return all;
    }

    /// The head of an answer.
    std::string read_head() {
        std::string head;
        while (head.find("\r\n\r\n") == std::string::npos) {
            const std::string next = read(1);
            if (next.empty()) break;
            head += next;
        }
        return head;
    }

    /// A frame of a WebSocket, masked as browsers do.
    bool send_frame(const std::string& payload, unsigned opcode = 2, std::uint64_t claimed = ~0ull) {
        const std::uint64_t length = claimed == ~0ull ? payload.size() : claimed;
        std::string frame{static_cast<char>(0x80 | opcode)};
        const int bytes = length < 126 ? 0 : length < 65536 ? 2 : 8;
        frame += static_cast<char>(0x80 | (bytes == 0 ? length : bytes == 2 ? 126 : 127));
        for (int i = bytes - 1; i >= 0; --i) frame += static_cast<char>(length >> 8 * i & 255);
        frame += std::string(4, '\0'); // a mask that changes nothing
        return send(frame + payload);
    }

    /// The next message: its payload and its opcode; 8 is a close.
    std::pair<std::string, unsigned> read_frame() {
        const std::string head = read(2);
        if (head.size() < 2) return {"", 8};
        std::uint64_t length = static_cast<unsigned char>(head[1]) & 127u;
        if (length >= 126) {
            const std::string more = read(length == 126 ? 2 : 8);
            length = 0;
            for (const char byte : more) length = length << 8 | static_cast<unsigned char>(byte);
        }
        return {read(length), static_cast<unsigned char>(head[0]) & 15u};
    }

private:
    int socket_;
    bool connected_ = false;
};

inline std::string token(const pya::WebBackend& backend) {
    return backend.url().substr(backend.url().find('#') + 1);
}

inline std::string host(const pya::WebBackend& backend) {
    return "127.0.0.1:" + std::to_string(backend.port());
}

/// The request that opens a WebSocket.
inline std::string upgrade(const std::string& host, const std::string& origin, const std::string& protocols) {
    return "GET /socket HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
           (origin.empty() ? "" : "Origin: " + origin + "\r\n") +
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           (protocols.empty() ? "" : "Sec-WebSocket-Protocol: " + protocols + "\r\n") + "\r\n";
}

/// A page that has been let in and told the format.
inline Client page(const pya::WebBackend& backend) {
    Client client(backend.port());
    client.send(upgrade(host(backend), "http://" + host(backend), "pya, " + token(backend)));
    client.read_head();
    client.read_frame();
    return client;
}

/// The next block of audio, which begins with its position; empty if the connection has been closed.
inline std::pair<double, std::vector<float>> next_block(Client& client) {
    for (;;) {
        const auto [bytes, opcode] = client.read_frame();
        if (opcode == 8) return {};
        if (opcode != 2 || bytes.size() < sizeof(Header)) continue;
        Header header;
        std::memcpy(&header, bytes.data(), sizeof header);
        std::vector<float> samples((bytes.size() - sizeof header) / sizeof(float));
        if (!samples.empty())
            std::memcpy(samples.data(), bytes.data() + sizeof header, bytes.size() - sizeof header);
        return {header.position, samples};
    }
}

} // namespace web

#endif
