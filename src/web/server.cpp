// SPDX-License-Identifier: MIT
#include <utility> // before Asio, which does not include it

// Threads exchange everything through queues with locks. Asio's additional fences are not understood by the
// thread sanitizer.
#define BOOST_ASIO_DISABLE_FENCED_BLOCK

#include "web/server.hpp"

#include "backend/start_thread.hpp"
#include "web/files.hpp"
#include "web/message.hpp"

#include <pya/error.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <thread>

#include <fcntl.h>

namespace pya::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int most_connections = 64;
constexpr std::size_t most_peers = 8;
constexpr std::uint32_t most_header = 8192;  // bytes
constexpr auto longest_request = 5s;         // for its last byte to arrive, and for its answer to be taken
constexpr auto longest_download = 60s;       // for something that the program shows
constexpr auto longest_silence = 20s;        // for a peer that does not answer pings
constexpr std::size_t most_queued = 4 << 20; // bytes that may wait for one peer
constexpr double most_messages = 1000, burst = 2000; // from one peer, in a second and at once

using Response = http::response<http::span_body<const char>>;

class Peer;

// Programs that this process starts don't inherit the socket, which would keep the port from others.
void keep_from_children(int socket) { ::fcntl(socket, F_SETFD, FD_CLOEXEC); }

} // namespace

struct Server::Impl {
    Impl(const std::string& address, int port) : acceptor(io) {
        error_code error;
        const asio::ip::address ip = asio::ip::make_address(address, error);
        if (error) detail::fail("WebBackend: address is '", address, "'; it must be an IP address");
        const tcp::endpoint endpoint(ip, static_cast<std::uint16_t>(port));
        acceptor.open(endpoint.protocol(), error);
        keep_from_children(acceptor.native_handle());
        if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(most_connections, error);
        if (error) detail::fail<DeviceError>("WebBackend: can't listen on ", endpoint, ": ", error.message());
    }
    void accept();
    void later(std::chrono::milliseconds time, std::function<void()> f) {
        auto pause = std::make_shared<asio::steady_timer>(io, time);
        pause->async_wait([pause, f = std::move(f)](error_code) { f(); });
    }

    std::optional<Access> access;
    Events events;
    std::atomic<std::uint64_t> refused = 0;
    int connections = 0;
    PeerId last_peer = 0;
    std::map<PeerId, Peer*> peers;
    asio::io_context io{1};
    tcp::acceptor acceptor;
    std::thread thread;
};

namespace {

// Counts a connection while it exists.
class Place {
public:
    explicit Place(int& taken) : taken_(&taken) { ++*taken_; }
    Place(Place&& other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
    Place& operator=(Place&&) = delete;
    ~Place() {
        if (taken_ != nullptr) --*taken_;
    }

private:
    int* taken_;
};

class Peer : public std::enable_shared_from_this<Peer> {
public:
    Peer(beast::tcp_stream stream, Place place, Server::Impl& server)
        : server_(server), place_(std::move(place)), stream_(std::move(stream)), id_(++server.last_peer) {
        server_.peers.emplace(id_, this);
    }
    ~Peer() { server_.peers.erase(id_); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    void accept(const http::request<http::empty_body>& request) {
        stream_.set_option(websocket::stream_base::timeout{longest_request, longest_silence, true});
        stream_.set_option(websocket::stream_base::decorator(
            [](websocket::response_type& r) { r.set(http::field::sec_websocket_protocol, "pya"); }));
        stream_.read_message_max(most_bytes);
        stream_.auto_fragment(false);
        stream_.async_accept(request, [self = shared_from_this()](error_code error) {
            if (error) return;
            self->open_ = true;
            self->server_.events.opened(self->id_);
            self->read();
        });
    }

    bool send(const std::shared_ptr<const std::string>& message, bool text) {
        if (!open_) return false;
        if (queued_ + message->size() > most_queued && !queue_.empty()) return false;
        queued_ += message->size();
        queue_.push_back({message, text});
        if (queue_.size() == 1) write();
        return true;
    }

    void hang_up() { beast::get_lowest_layer(stream_).close(); }

private:
    void read() {
        stream_.async_read(buffer_, [self = shared_from_this()](error_code error, std::size_t) {
            if (error) return self->end();
            const auto bytes = beast::buffers_front(self->buffer_.cdata());
            const bool good = self->in_time() && self->stream_.got_binary() &&
                              self->server_.events.message(
                                  self->id_, {static_cast<const char*>(bytes.data()), bytes.size()});
            self->buffer_.consume(self->buffer_.size());
            if (good) return self->read();
            ++self->server_.refused;
            self->stream_.async_close(websocket::close_code::policy_error, [self](error_code) {});
            self->leave();
        });
    }

    bool in_time() {
        const auto now = Clock::now();
        const double passed = std::chrono::duration<double>(now - std::exchange(seen_, now)).count();
        credit_ = std::min(credit_ + passed * most_messages, burst) - 1;
        return credit_ >= 0;
    }

    void write() {
        stream_.text(queue_.front().text);
        stream_.async_write(asio::buffer(*queue_.front().bytes),
                            [self = shared_from_this()](error_code error, std::size_t) {
                                if (error) return self->end();
                                self->queued_ -= self->queue_.front().bytes->size();
                                self->queue_.pop_front();
                                if (!self->queue_.empty()) self->write();
                            });
    }

    // A connection that has failed in one direction is closed in both.
    void end() {
        hang_up();
        leave();
    }

    void leave() {
        if (std::exchange(open_, false)) server_.events.closed(id_);
    }

    struct Outgoing {
        std::shared_ptr<const std::string> bytes;
        bool text;
    };

    Server::Impl& server_;
    Place place_;
    websocket::stream<beast::tcp_stream> stream_;
    PeerId id_;
    bool open_ = false;
    beast::flat_buffer buffer_;
    std::deque<Outgoing> queue_;
    std::size_t queued_ = 0;
    double credit_ = burst;
    Clock::time_point seen_ = Clock::now();
};

// Reads one request and answers it.
class Visitor : public std::enable_shared_from_this<Visitor> {
public:
    Visitor(tcp::socket socket, Server::Impl& server)
        : server_(server), place_(server.connections), stream_(std::move(socket)) {
        parser_.header_limit(most_header);
        parser_.body_limit(0);
    }

    void read() {
        stream_.expires_after(longest_request);
        http::async_read(stream_, buffer_, parser_,
                         [self = shared_from_this()](error_code error, std::size_t) {
                             if (!error) return self->answer();
                             if (error != http::error::end_of_stream) ++self->server_.refused;
                         });
    }

private:
    void answer() {
        const auto& request = parser_.get();
        const auto field = [&](http::field name) {
            return request.count(name) == 1 ? std::string_view(request[name].data(), request[name].size())
                                            : std::string_view();
        };
        const Access& access = *server_.access;
        const bool foreign =
            request.count(http::field::origin) != 0 && !access.origin(field(http::field::origin));
        if (!access.host(field(http::field::host)) || foreign)
            return refuse(http::status::forbidden,
                          "This page is asked for by a name that it does not have.\n");
        const std::string_view target(request.target().data(), request.target().size());
        if (websocket::is_upgrade(request)) {
            if (target != "/socket") return refuse(http::status::not_found, "There is no such socket.\n");
            if (request.count(http::field::origin) == 0 ||
                !access.protocols(field(http::field::sec_websocket_protocol)))
                return refuse(http::status::forbidden, "The key is missing or wrong.\n");
            if (server_.peers.size() >= most_peers)
                return refuse(http::status::service_unavailable, "Too many pages are open.\n");
            stream_.expires_never();
            return std::make_shared<Peer>(std::move(stream_), std::move(place_), server_)->accept(request);
        }
        if (request.method() != http::verb::get)
            return refuse(http::status::method_not_allowed, "Only GET is answered here.\n");
        if (const File* file = find_file(target)) return send(http::status::ok, *file);
        if (access.authorization(field(http::field::authorization)))
            if ((content_ = server_.events.content(target)))
                return send(http::status::ok, {{}, content_->type, content_->bytes}, longest_download);
        refuse(http::status::not_found, "There is no such page.\n");
    }

    void refuse(http::status status, std::string_view why) {
        ++server_.refused;
        send(status, {{}, "text/plain; charset=utf-8", why});
    }

    void send(http::status status, const File& file, Clock::duration longest = longest_request) {
        const auto host = std::string(parser_.get()[http::field::host]);
        const bool known = server_.access->host(host);
        response_ = {status, 11};
        response_.set(http::field::content_type, beast::string_view(file.type.data(), file.type.size()));
        response_.set("Content-Security-Policy",
                      "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; "
                      "img-src 'self' blob:; media-src blob:; connect-src 'self'" +
                          (known ? " ws://" + host + " wss://" + host : "") +
                          "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response_.set("X-Content-Type-Options", "nosniff");
        response_.set("Referrer-Policy", "no-referrer");
        response_.set("Cross-Origin-Opener-Policy", "same-origin");
        response_.set("Cross-Origin-Resource-Policy", "same-origin");
        response_.set(http::field::cache_control, "no-store");
        response_.keep_alive(false);
        response_.body() = {file.content.data(), file.content.size()};
        response_.prepare_payload();
        stream_.expires_after(longest);
        http::async_write(stream_, response_, [self = shared_from_this()](error_code, std::size_t) {
            error_code ignored;
            self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        });
    }

    Server::Impl& server_;
    Place place_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_{most_header + 1024};
    http::request_parser<http::empty_body> parser_;
    std::shared_ptr<const Content> content_;
    Response response_; // refers to what exists as long as the program or content_
};

} // namespace

void Server::Impl::accept() {
    acceptor.async_accept([this](error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted) return;
        if (error) {
            // There may be no file descriptor left, for example, so it tries again later.
            return later(100ms, [this] { accept(); });
        }
        keep_from_children(socket.native_handle());
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        if (connections < most_connections)
            std::make_shared<Visitor>(std::move(socket), *this)->read();
        else
            ++refused;
        accept();
    });
}

Server::Server(const std::string& address, int port) : impl_(std::make_unique<Impl>(address, port)) {}

Server::~Server() { stop(); }

void Server::start(Access access, Events events) {
    impl_->access = std::move(access);
    impl_->events = std::move(events);
    impl_->accept();
    impl_->thread = start_thread([impl = impl_.get()] { impl->io.run(); });
}

void Server::stop() {
    asio::post(impl_->io, [impl = impl_.get()] {
        error_code ignored;
        impl->acceptor.close(ignored);
        for (const auto& [id, peer] : impl->peers) peer->hang_up();
        impl->io.stop();
    });
    if (impl_->thread.joinable()) impl_->thread.join();
}

int Server::port() const { return impl_->acceptor.local_endpoint().port(); }

void Server::post(std::function<void()> f) { asio::post(impl_->io, std::move(f)); }

void Server::post_later(std::chrono::milliseconds time, std::function<void()> f) {
    impl_->later(time, std::move(f));
}

bool Server::send(PeerId peer, const std::shared_ptr<const std::string>& message, bool text) {
    const auto found = impl_->peers.find(peer);
    return found != impl_->peers.end() && found->second->send(message, text);
}

std::uint64_t Server::refused() const { return impl_->refused; }

} // namespace pya::web
