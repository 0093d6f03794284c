// SPDX-License-Identifier: MIT
// A script's side of the wire. All of its streams are heard, mixed, when the program at the other end wants
// more: that is their clock.
#ifndef PYA_SRC_LIVE_SCRIPT_BACKEND_HPP
#define PYA_SRC_LIVE_SCRIPT_BACKEND_HPP

#include "live/knobs.hpp"
#include "live/wire.hpp"

#include <pya/backend/backend.hpp>

#include <atomic>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace pya::detail::live {

class ScriptBackend : public Backend, public std::enable_shared_from_this<ScriptBackend> {
public:
    /// Takes over a socket.
    ScriptBackend(int socket, bool has_page);
    ~ScriptBackend() override;

    DeviceInfo get_device_info_by_index(int idx) override;
    std::unique_ptr<Stream> open(const StreamOptions& options) override;

    bool has_page() const { return has_page_; }
    /// Puts a file on the page. Throws DeviceError where it is too large.
    void put(Kind kind, const std::string& name, std::string_view file);
    /// Puts a parameter on the page, and gives it the value that a person has left it at in the version
    /// before. Waits for that, but on the thread that plays.
    void put(const gen::Param& param, const SliderShape& shape);

private:
    class ScriptStream;

    void answer();
    bool wait_for_message();
    void tell_news();
    void mix(Index frames);
    void tell(Kind kind, std::string_view bytes);

    const int socket_;
    const bool has_page_;
    std::atomic<bool> open_ = true;
    std::atomic<std::uint32_t> latency_ = 0;
    std::mutex sending_;

    std::mutex mutex_; // of what follows
    Format format_;
    std::vector<ScriptStream*> streams_;

    std::mutex putting_; // parameters, so that they come in the order of their numbers
    Knobs knobs_;

    std::vector<float> sum_, block_;                  // of answer() alone
    std::chrono::steady_clock::time_point told_ = {}; // when there might have been news
    std::thread thread_;
};

} // namespace pya::detail::live

#endif
