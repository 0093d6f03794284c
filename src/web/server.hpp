// SPDX-License-Identifier: MIT
// HTTP and WebSocket on one port, by one thread. What visitors can make it hold is bounded: connections,
// bytes, messages and time.
#ifndef PYA_SRC_WEB_SERVER_HPP
#define PYA_SRC_WEB_SERVER_HPP

#include "web/access.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pya::web {

/// Names a WebSocket connection, for ever.
using PeerId = std::uint64_t;

/// What is served beside the page's own files, to those who have the key.
struct Content {
    std::string type;
    std::string bytes;
};

/// Called by the server on its thread.
struct Events {
    std::function<void(PeerId)> opened;
    std::function<bool(PeerId, std::string_view bytes)> message; ///< false closes the connection
    std::function<void(PeerId)> closed;
    std::function<std::shared_ptr<const Content>(std::string_view path)> content; ///< nullptr: there is none
};

class Server {
public:
    /// Listens at once, and lets people in after start(). Throws DeviceError where it can't listen.
    Server(const std::string& address, int port);
    ~Server();

    void start(Access access, Events events);
    /// Closes all connections. No event comes afterwards.
    void stop();
    int port() const;

    /// Runs f on the server's thread. From any thread.
    void post(std::function<void()> f);
    /// Sends a text or a binary message. False if the peer has too much to take in already: then the message
    /// is dropped. On the server's thread.
    bool send(PeerId peer, const std::shared_ptr<const std::string>& message, bool text);

    /// Connections and requests turned away.
    std::uint64_t refused() const;

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

} // namespace pya::web

#endif
