// SPDX-License-Identifier: MIT
// The doors by which the rest of the library finds what pya-run --live and --watch have left for it.
#include "backend/live.hpp"
#include "live/script_backend.hpp"
#include "plot/page.hpp"

#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>

namespace pya {
namespace detail::live {
namespace {

// Programs that a script starts inherit the variable, but not the socket.
std::shared_ptr<ScriptBackend> adopt() {
    const char* const text = std::getenv("PYA_LIVE");
    int socket = -1;
    unsigned long long inode = 0;
    char page[8] = "";
    struct stat found;
    if (text == nullptr || std::sscanf(text, "%d %llu %7s", &socket, &inode, page) < 2 ||
        ::fstat(socket, &found) != 0 || !S_ISSOCK(found.st_mode) || found.st_ino != inode)
        return nullptr;
    return std::make_shared<ScriptBackend>(socket, std::string_view(page) == "page");
}

const std::shared_ptr<ScriptBackend>& script() {
    static const std::shared_ptr<ScriptBackend> there = adopt();
    return there;
}

} // namespace

std::shared_ptr<Backend> backend() { return script(); }

} // namespace detail::live

plot::Page plot::script_page() {
    const auto there = detail::live::script();
    if (!there || !there->has_page()) return {};
    return {.figure =
                [there](const std::string& name, const std::string& png) {
                    there->put(detail::live::Kind::figure, name, png);
                    return true;
                },
            .signal =
                [there](const std::string& name, const std::string& wav) {
                    there->put(detail::live::Kind::signal, name, wav);
                    return true;
                },
            .slider =
                [there](const gen::Param& param, const detail::SliderShape& shape) {
                    there->put(param, shape);
                    return true;
                },
            .first = true};
}

} // namespace pya
