// SPDX-License-Identifier: MIT
// The inside of Aserver: its session, its device, and the thread that watches both.
#ifndef PYA_SRC_SERVER_SERVER_IMPL_HPP
#define PYA_SRC_SERVER_SERVER_IMPL_HPP

#include "server/connection.hpp"
#include "server/session.hpp"

#include <pya/aserver.hpp>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace pya {

/// The session and the connection of the moment.
struct ServerLink {
    std::shared_ptr<Session> session;
    std::shared_ptr<Connection> connection;
    std::string lost = {}; // why the device is gone; empty while it is there

    /// Throws DeviceError when the server does not run or its device is gone.
    void check(const char* function) const;
    bool alive() const;
};

struct Aserver::Impl : std::enable_shared_from_this<Impl> {
    explicit Impl(const AserverOptions& o);

    void boot();
    void quit();
    /// Moves to another device, which is opened before the old one is left.
    void change_device(const DeviceInfo& to, bool reboot);
    ServerLink link() const;
    /// Lets stream time go by until `over` says so or the clock is at `until`.
    void wait(const char* function, Index until, const std::function<bool(const Mixer&)>& over) const;

    AserverOptions options; // with no field left open but device
    DeviceInfo device;
    std::mutex lifecycle;     // held through boot, quit, a change of the device, and the care for its loss
    mutable std::mutex mutex; // of options.gain, options.backend, device and the rest; never held for
                              // long, and taken before a session's
    ServerLink current;

private:
    std::shared_ptr<Connection> connect(Backend& backend, int index,
                                        const std::shared_ptr<Session>& session) const;
    void replace_connection(std::shared_ptr<Connection> connection, std::string lost);
    void watch();
    void care();

    std::thread watcher_;
    std::condition_variable ending_;
    bool ended_ = false;
};

} // namespace pya

#endif
