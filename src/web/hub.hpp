// SPDX-License-Identifier: MIT
// Connects pages and streams: it knows who listens and who records, and tells them what they need.
#ifndef PYA_SRC_WEB_HUB_HPP
#define PYA_SRC_WEB_HUB_HPP

#include "process.hpp"
#include "web/message.hpp"
#include "web/server.hpp"
#include "web/shelf.hpp"
#include "web/sliders.hpp"

#include <pya/backend/web.hpp>

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pya {

namespace web {
class OutputStream;
class InputStream;
} // namespace web

class WebBackend::Hub {
public:
    static constexpr Index most_ahead = 65536;

    explicit Hub(const WebOptions& options);
    ~Hub() { close(); }
    /// Ends the server; no page is there any more.
    void close();
    bool is_open() const { return open_ && here(); }
    /// The server's thread is in no process that fork() made.
    bool here() const { return process_.is_this(); }
    void check(const char* function) const { process_.check(function); }

    // -- For streams
    void add(web::OutputStream& stream);
    void add(web::InputStream& stream);
    /// Afterwards the stream is not called any more.
    void remove(web::OutputStream& stream);
    void remove(web::InputStream& stream);
    /// Sends a block of the stream that is heard to the pages that listen. Waits for nobody.
    void play(const web::OutputStream& stream, std::string block);
    void count_gap() { ++gaps_; }
    Index ahead() const { return options_.ahead; }

    /// Puts something on the page; see Shelf.
    void put(std::string kind, std::string name, std::string_view type, std::string bytes);

    void put(web::Slider slider);
    /// These sliders, and no others; those that are there already stay.
    void set_sliders(std::vector<web::Slider> sliders);

    /// Adds a line to the log: its kind is "warning", "error" or "output", its place "file:line" or nothing.
    void say(std::string_view kind, std::string_view place, std::string_view text);
    /// What the page is told of the script that it belongs to.
    void set_script(std::string json);
    /// Takes away all that was put there.
    void clear();

    std::string url() const;
    int port() const { return port_; }
    WebCounts counts() const;

private:
    void opened(web::PeerId peer);
    bool message(web::PeerId peer, std::string_view bytes);
    void closed(web::PeerId peer);
    void listen(web::PeerId peer);
    void rest(web::PeerId peer);
    void count_ears();
    void hear(web::PeerId peer, web::Message message);
    void watch_sliders();
    void tell(web::PeerId peer, std::string json);
    void tell_all(const std::string& json);
    void announce();
    void lead_listeners(); // to the stream that is heard; under the lock
    std::string format();

    const detail::Process process_;
    WebOptions options_;
    std::string token_;
    int port_ = 0;
    std::atomic<bool> open_ = true;
    std::atomic<std::uint64_t> dropped_ = 0;
    std::atomic<std::uint64_t> gaps_ = 0;
    std::atomic<int> leaving_ = 0; // blocks on their way to the server's thread
    std::atomic<Index> visitors_ = 0;
    std::atomic<Index> listeners_ = 0;
    std::atomic<const web::OutputStream*> heard_ = nullptr; // the newest

    std::mutex mutex_; // of the streams: of people who open and close them, and of the server's thread
    std::vector<web::OutputStream*> outputs_;
    std::vector<web::InputStream*> inputs_;

    // On the server's thread alone.
    std::set<web::PeerId> peers_;
    std::set<web::PeerId> ears_; // who listens
    std::optional<web::PeerId> microphone_;
    web::Shelf shelf_;
    web::Sliders sliders_;
    bool watching_ = false; // the sliders
    std::string script_;
    std::deque<std::string> lines_; // the latest of the log
    std::uint64_t said_ = 0;        // lines in all

    std::unique_ptr<web::Server> server_; // last: it ends first
};

} // namespace pya

#endif
