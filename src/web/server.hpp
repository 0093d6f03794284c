// SPDX-License-Identifier: MIT
// HTTP and WebSocket on one port, in one thread. Visitors can only make it use a limited number of
// connections, bytes, messages, and limited time.
#ifndef PYA_SRC_WEB_SERVER_HPP
#define PYA_SRC_WEB_SERVER_HPP

#include "web/access.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pya::web {

/// Identifies a WebSocket connection; it is never used again for another one.
using PeerId = std::uint64_t;

/// What is served besides the files of the page, to those who have the key.
struct Content {
    std::string type;
    std::string bytes;
};

/// Called by the server on its thread.
struct Events {
    std::function<void(PeerId)> opened;
    std::function<bool(PeerId, std::string_view bytes)> message; ///< false closes the connection
    std::function<void(PeerId)> closed;
    std::function<std::shared_ptr<const Content>(std::string_view path)>
        content; ///< nullptr if there is none
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

    /// Runs f on the thread of the server. Any thread may call it.
    void post(std::function<void()> f);
    /// Runs f there after a time. Only the thread of the server may call it.
    void post_later(std::chrono::milliseconds time, std::function<void()> f);
    /// Sends a text or a binary message. Returns false, and drops the message, if too much waits for the peer
    /// already. Only the thread of the server may call it.
    bool send(PeerId peer, const std::shared_ptr<const std::string>& message, bool text);

    /// How many connections and requests were refused.
    std::uint64_t refused() const;

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

} // namespace pya::web

#endif
