// SPDX-License-Identifier: MIT
#include "web/hub.hpp"

#include "json.hpp"
#include "web/input_stream.hpp"
#include "web/message.hpp"
#include "web/output_stream.hpp"

#include <pya/error.hpp>
#include <pya/log.hpp>

#include <algorithm>
#include <utility>

namespace pya {

using web::Kind;

namespace {

constexpr int most_leaving = 256;               // how many blocks may wait for the thread of the server
constexpr std::size_t most_lines = 200;         // of the log
constexpr std::size_t longest_line = 20000;     // bytes of a line
constexpr std::chrono::milliseconds glance(40); // pages are told so often what has been set

} // namespace

WebBackend::Hub::Hub(const WebOptions& options) : options_(options), token_(web::random_token()) {
    if (options.port < 0 || options.port > 65535)
        detail::fail("WebBackend: port is ", options.port, "; it must be 1 to 65535, or 0 for any");
    if (options.ahead < 512 || options.ahead > most_ahead)
        detail::fail("WebBackend: ahead is ", options.ahead, "; it must be 512 to ", most_ahead, " frames");
    server_ = std::make_unique<web::Server>(options.address, options.port);
    port_ = server_->port();
    server_->start(
        web::Access(port_, options.hosts, token_),
        {.opened = [this](web::PeerId peer) { opened(peer); },
         .message = [this](web::PeerId peer, std::string_view bytes) { return message(peer, bytes); },
         .closed = [this](web::PeerId peer) { closed(peer); },
         .content = [this](std::string_view path) { return shelf_.find(path); }});
    log_warning("WebBackend: open " + url() + " in a browser");
}

void WebBackend::Hub::close() {
    if (!here() || !open_.exchange(false)) return;
    server_->stop();
    visitors_ = 0;
    listeners_ = 0;
}

std::string WebBackend::Hub::url() const {
    const bool everywhere = options_.address == "0.0.0.0" || options_.address == "::";
    const std::string host = everywhere                                        ? "127.0.0.1"
                             : options_.address.find(':') != std::string::npos ? "[" + options_.address + "]"
                                                                               : options_.address;
    return "http://" + host + ":" + std::to_string(port_) + "/#" + token_;
}

WebCounts WebBackend::Hub::counts() const {
    return {visitors_, listeners_, dropped_, gaps_, server_->refused()};
}

// -- Streams come and go

void WebBackend::Hub::add(web::OutputStream& stream) {
    const std::lock_guard lock(mutex_);
    outputs_.push_back(&stream);
    lead_listeners();
}

void WebBackend::Hub::add(web::InputStream& stream) {
    const std::lock_guard lock(mutex_);
    inputs_.push_back(&stream);
    server_->post([this] { announce(); });
}

void WebBackend::Hub::remove(web::OutputStream& stream) {
    const std::lock_guard lock(mutex_);
    std::erase(outputs_, &stream);
    lead_listeners();
}

void WebBackend::Hub::remove(web::InputStream& stream) {
    const std::lock_guard lock(mutex_);
    std::erase(inputs_, &stream);
    server_->post([this] { announce(); });
}

void WebBackend::Hub::lead_listeners() {
    heard_ = outputs_.empty() ? nullptr : outputs_.back();
    for (web::OutputStream* output : outputs_)
        output->set_listeners(output == heard_ ? listeners_.load() : 0);
    server_->post([this] { announce(); });
}

void WebBackend::Hub::play(const web::OutputStream& stream, std::string block) {
    if (heard_ != &stream) return;
    if (leaving_ >= most_leaving) {
        ++dropped_;
        return;
    }
    ++leaving_;
    server_->post([this, bytes = std::make_shared<const std::string>(std::move(block))] {
        --leaving_;
        for (const web::PeerId peer : ears_)
            if (!server_->send(peer, bytes, false)) ++dropped_;
    });
}

void WebBackend::Hub::put(std::string kind, std::string name, std::string_view type, std::string bytes) {
    auto content = std::make_shared<const web::Content>(web::Content{std::string(type), std::move(bytes)});
    server_->post([this, kind = std::move(kind), name = std::move(name), content = std::move(content)] {
        tell_all(shelf_.add(kind, name, content));
    });
}

void WebBackend::Hub::put(web::Slider slider) {
    server_->post([this, slider = std::move(slider)] {
        sliders_.add(slider);
        tell_all(sliders_.json());
        watch_sliders();
    });
}

void WebBackend::Hub::set_sliders(std::vector<web::Slider> sliders) {
    server_->post([this, sliders = std::move(sliders)] {
        sliders_.set(sliders);
        tell_all(sliders_.json());
        watch_sliders();
    });
}

void WebBackend::Hub::clear() {
    server_->post([this] {
        if (const std::string json = shelf_.clear(); !json.empty()) tell_all(json);
    });
}

void WebBackend::Hub::say(std::string_view kind, std::string_view place, std::string_view text) {
    std::string json = "\"kind\":" + detail::json_string(kind) + ",\"place\":" + detail::json_string(place) +
                       ",\"text\":" + detail::json_string(text.substr(0, longest_line)) + "}";
    server_->post([this, json = std::move(json)] {
        lines_.push_back(R"({"type":"line","number":)" + std::to_string(++said_) + "," + json);
        if (lines_.size() > most_lines) lines_.pop_front();
        tell_all(lines_.back());
    });
}

void WebBackend::Hub::set_script(std::string json) {
    server_->post([this, json = std::move(json)] {
        script_ = json;
        tell_all(script_);
    });
}

// -- Pages come and go, all on the server's thread

void WebBackend::Hub::opened(web::PeerId peer) {
    if (const std::string json = sliders_.news(); !json.empty()) tell_all(json);
    peers_.insert(peer);
    ++visitors_;
    {
        const std::lock_guard lock(mutex_);
        tell(peer, format());
    }
    if (!script_.empty()) tell(peer, script_);
    if (std::string json = shelf_.cleared(); !json.empty()) tell(peer, std::move(json));
    for (const std::string& json : lines_) tell(peer, json);
    for (std::string& json : shelf_.all()) tell(peer, std::move(json));
    if (sliders_.any_yet()) tell(peer, sliders_.json());
    watch_sliders();
}

void WebBackend::Hub::closed(web::PeerId peer) {
    rest(peer);
    if (microphone_ == peer) microphone_.reset();
    peers_.erase(peer);
    --visitors_;
}

bool WebBackend::Hub::message(web::PeerId peer, std::string_view bytes) {
    std::optional<web::Message> message = web::unpack(bytes);
    if (!message) return false;
    switch (message->header.kind) {
    case Kind::listen: listen(peer); break;
    case Kind::rest: rest(peer); break;
    case Kind::want: {
        const std::lock_guard lock(mutex_);
        if (ears_.count(peer) != 0 && !outputs_.empty()) outputs_.back()->request(message->header.frames);
        break;
    }
    case Kind::microphone: hear(peer, std::move(*message)); break;
    case Kind::mute:
        if (microphone_ == peer) microphone_.reset();
        break;
    case Kind::turn: return sliders_.turn(message->header.source, message->header.position);
    default: return false;
    }
    return true;
}

void WebBackend::Hub::listen(web::PeerId peer) {
    if (ears_.insert(peer).second) count_ears();
}

void WebBackend::Hub::rest(web::PeerId peer) {
    if (ears_.erase(peer) > 0) count_ears();
}

void WebBackend::Hub::count_ears() {
    listeners_ = static_cast<Index>(ears_.size());
    {
        const std::lock_guard lock(mutex_);
        if (!outputs_.empty()) outputs_.back()->set_listeners(listeners_);
    }
    announce(); // a page has to know whether it is the only one
}

void WebBackend::Hub::hear(web::PeerId peer, web::Message message) {
    if (microphone_ && microphone_ != peer) return tell(peer, R"({"type":"taken"})");
    microphone_ = peer;
    const auto block = std::make_shared<const web::Message>(std::move(message));
    const std::lock_guard lock(mutex_);
    for (web::InputStream* input : inputs_) input->deliver(block);
}

void WebBackend::Hub::watch_sliders() {
    if (watching_ || sliders_.empty() || peers_.empty()) return;
    watching_ = true;
    server_->post_later(glance, [this] {
        watching_ = false;
        if (const std::string json = sliders_.news(); !json.empty()) tell_all(json);
        watch_sliders();
    });
}

void WebBackend::Hub::tell(web::PeerId peer, std::string json) {
    server_->send(peer, std::make_shared<const std::string>(std::move(json)), true);
}

void WebBackend::Hub::tell_all(const std::string& json) {
    for (const web::PeerId peer : peers_) tell(peer, json);
}

void WebBackend::Hub::announce() {
    const std::lock_guard lock(mutex_);
    for (const web::PeerId peer : peers_) tell(peer, format());
}

std::string WebBackend::Hub::format() {
    const auto side = [](const auto& streams) {
        return streams.empty() ? std::string("null")
                               : "{\"rate\":" + std::to_string(streams.back()->rate()) +
                                     ",\"channels\":" + std::to_string(streams.back()->channels()) + "}";
    };
    return "{\"type\":\"format\",\"output\":" + side(outputs_) + ",\"input\":" + side(inputs_) +
           ",\"ahead\":" + std::to_string(options_.ahead) + ",\"listeners\":" + std::to_string(listeners_) +
           "}";
}

} // namespace pya
