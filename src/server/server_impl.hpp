// SPDX-License-Identifier: MIT
// The inside of Aserver: its session, its device, and the thread that watches both.
#ifndef PYA_SRC_SERVER_SERVER_IMPL_HPP
#define PYA_SRC_SERVER_SERVER_IMPL_HPP

#include "process.hpp"
#include "server/connection.hpp"
#include "server/session.hpp"
#include "server/watcher.hpp"

#include <pya/aserver.hpp>

#include <mutex>

namespace pya {

/// The session and the connection of the moment: both, or neither.
struct ServerLink {
    std::shared_ptr<detail::Session> session;
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
    void change_device(int idx, bool reboot);
    void change_backend(std::shared_ptr<Backend> backend);
    void change_channels(Index channels);
    void change_gain(double gain, Index ramp);
    /// Nothing runs in a process that fork() made.
    ServerLink link() const;
    /// The same. Throws DeviceError unless the server runs and its device is there.
    ServerLink running(const char* function) const;
    /// Lets stream time go by until `over` says so or the clock is at `until`.
    void wait(const char* function, Index until, const std::function<bool(const Mixer&)>& over) const;
    /// A member that others may be changing.
    template <class T>
    T read(const T& member) const {
        process.check("Aserver");
        const std::lock_guard lock(mutex);
        return member;
    }

    const detail::Process process; // in another one the locks must not be touched
    AserverOptions options;        // with no field left open but device; sr, bs and capacity never change
    DeviceInfo device;
    std::mutex lifecycle; // held through boot, quit, other changes of what follows, and the replacement of a
                          // lost device; never while a log handler is called, which may call anything
    mutable std::mutex mutex; // of options, device and current; never held for long, and taken before a
                              // session's
    ServerLink current;

private:
    bool start();
    std::shared_ptr<Connection> connect(Backend& backend, int index,
                                        const std::shared_ptr<detail::Session>& session) const;
    void publish(ServerLink next);
    // Called by the watcher: frees what is over, and reports what has failed.
    void check_session();
    std::string replace_lost_device();

    std::unique_ptr<Watcher> watcher_; // under lifecycle
};

} // namespace pya

#endif
