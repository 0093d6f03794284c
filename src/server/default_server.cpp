// SPDX-License-Identifier: MIT
#include "process.hpp"

#include <pya/aserver.hpp>
#include <pya/log.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

namespace pya {
namespace {

struct Default {
    explicit Default(Default* of_parent) : parent(of_parent) {}
    Default* const parent; // that of the process that made this one
    const detail::Process process;
    std::mutex mutex;
    std::shared_ptr<Aserver> server;
};

// The one of this process. It is never destroyed, since a thread may still play when the program ends. A
// process that fork() made leaves that of its parent alone.
Default& holder() {
    static constinit std::atomic<Default*> instance = nullptr;
    Default* there = instance.load();
    if (there != nullptr && there->process.is_this()) return *there;
    auto fresh = std::make_unique<Default>(there);
    return instance.compare_exchange_strong(there, fresh.get()) ? *fresh.release() : *there;
}

std::shared_ptr<Aserver> exchange(std::shared_ptr<Aserver> server) {
    Default& now = holder();
    const std::lock_guard lock(now.mutex);
    return std::exchange(now.server, std::move(server));
}

// At the end of the program, but before what it may use is gone, a server that is still there quits.
void quit_at_exit() {
    static const struct AtExit {
        ~AtExit() {
            if (const auto server = exchange(nullptr)) server->quit();
        }
    } at_exit;
}

} // namespace

std::shared_ptr<Aserver> Aserver::default_server() {
    Default& now = holder();
    const std::lock_guard lock(now.mutex);
    return now.server;
}

void Aserver::set_default_server(std::shared_ptr<Aserver> server) {
    quit_at_exit();
    exchange(std::move(server));
}

std::shared_ptr<Aserver> Aserver::startup_default_server(const AserverOptions& options) {
    if (std::shared_ptr<Aserver> there = default_server()) return there;
    quit_at_exit();
    const auto fresh = std::make_shared<Aserver>(options); // which may call the log handler: without the lock
    Default& now = holder();
    const std::lock_guard lock(now.mutex);
    if (!now.server) {
        fresh->boot();
        now.server = fresh;
    }
    return now.server;
}

void Aserver::shutdown_default_server() {
    const std::shared_ptr<Aserver> server = exchange(nullptr);
    if (!server) return log_warning("shutdown: there is no default server");
    server->quit();
}

std::shared_ptr<Aserver> startup(const AserverOptions& options) {
    return Aserver::startup_default_server(options);
}
void shutdown() { Aserver::shutdown_default_server(); }

} // namespace pya
