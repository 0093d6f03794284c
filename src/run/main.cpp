// SPDX-License-Identifier: MIT
// What pya-run starts for --live and --watch:
//     pya-live PYA-RUN --live|--watch [--port N] SCRIPT.cpp [ARGUMENT...]
#include "run/live.hpp"

#include <pya/backend/device_info.hpp>
#include <pya/error.hpp>
#include <pya/log.hpp>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace {

std::atomic<int> signalled = 0;

std::shared_ptr<pya::WebBackend> serve(int port) {
    const auto handler = pya::set_log_handler({}); // it would say the address in other words
    std::shared_ptr<pya::WebBackend> page;
    try {
        page = std::make_shared<pya::WebBackend>(pya::WebOptions{.port = port < 0 ? 8765 : port});
    } catch (const pya::DeviceError&) {
        if (port >= 0) throw;
        page = std::make_shared<pya::WebBackend>(pya::WebOptions{.port = 0}); // beside another script
    }
    pya::set_log_handler(handler);
    return page;
}

void open_browser(const std::string& url) {
    std::fprintf(stderr, "pya-run: open %s in a browser\n", url.c_str());
#ifdef __APPLE__
    const std::string command = "open '" + url + "'";
#else
    const char *const x11 = std::getenv("DISPLAY"), *const wayland = std::getenv("WAYLAND_DISPLAY");
    if ((x11 == nullptr || *x11 == '\0') && (wayland == nullptr || *wayland == '\0')) return;
    const std::string command = "xdg-open '" + url + "'";
#endif
    if (std::system((command + " >/dev/null 2>&1 &").c_str()) != 0) return; // the address has been said
}

} // namespace

int main(int argc, char** argv) try {
    if (argc < 4) return 125;
    const bool live = std::string_view(argv[2]) == "--live";
    int port = -1, at = 3;
    if (std::string_view(argv[at]) == "--port" && argc > 5) {
        port = std::atoi(argv[at + 1]);
        at += 2;
    }
    pya::detail::live::LiveOptions options{
        .pya_run = argv[1], .script = argv[at], .arguments = {argv + at + 1, argv + argc}};
    if (live) {
        options.backend = options.page = serve(port);
        open_browser(options.page->url());
    } else {
        options.backend = pya::determine_backend();
    }
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) std::signal(number, [](int n) { signalled = n; });
    pya::detail::live::Live session(options);
    while (signalled == 0) {
        session.turn();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    if (session.missed() > 0)
        std::fprintf(stderr, "pya-run: %llu blocks came too late\n",
                     static_cast<unsigned long long>(session.missed()));
    return 0;
} catch (const pya::Error& error) {
    std::fprintf(stderr, "pya-run: %s\n", error.what());
    return 125;
}
