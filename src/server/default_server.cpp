// SPDX-License-Identifier: MIT
#include <pya/aserver.hpp>
#include <pya/log.hpp>

#include <mutex>

namespace pya {
namespace {

struct Default {
    std::mutex mutex;
    std::unique_ptr<Aserver> server;
};

// Destroyed at the end of the program, which quits a server that is still there.
Default& holder() {
    static Default instance;
    return instance;
}

} // namespace

Aserver* Aserver::default_server() {
    const std::lock_guard lock(holder().mutex);
    return holder().server.get();
}

Aserver& Aserver::startup_default_server(const AserverOptions& options) {
    const std::lock_guard lock(holder().mutex);
    if (!holder().server) {
        auto server = std::make_unique<Aserver>(options);
        server->boot();
        holder().server = std::move(server);
    }
    return *holder().server;
}

void Aserver::shutdown_default_server() {
    std::unique_ptr<Aserver> server;
    {
        const std::lock_guard lock(holder().mutex);
        server.swap(holder().server);
    }
    if (!server) log_warning("shutdown: there is no default server");
}

Aserver& startup(const AserverOptions& options) { return Aserver::startup_default_server(options); }
void shutdown() { Aserver::shutdown_default_server(); }

} // namespace pya
