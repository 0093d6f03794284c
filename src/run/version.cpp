// SPDX-License-Identifier: MIT
#include "run/version.hpp"

#include <pya/error.hpp>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace pya::detail::live {
namespace {

constexpr int pause = 5;                 // milliseconds between looks at the strip
constexpr Index chunk = 512;             // frames that are asked for at least
constexpr std::size_t most_lines = 1000; // that wait to be taken
constexpr std::size_t most_things = 50;

} // namespace

Version::Version(const std::vector<std::string>& words, bool has_page, Left left) : left_(std::move(left)) {
    std::array<int, 2> ends{};
    struct stat found;
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0 || ::fstat(ends[1], &found) != 0)
        detail::fail<Error>("pya-run: there is no socket: ", std::strerror(errno));
    socket_ = ends[0];
    process_.emplace(
        Process::Start{.words = words,
                       .socket = ends[1],
                       .variable = "PYA_LIVE=3 " + std::to_string(found.st_ino) + (has_page ? " page" : "")});
    ::close(ends[1]);
    thread_ = std::thread(&Version::serve, this);
}

Version::~Version() {
    ending_ = true;
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    process_.reset();
    ::close(socket_);
}

std::optional<Format> Version::format() const {
    const std::lock_guard lock(mutex_);
    return format_;
}

void Version::play_on(Strip& strip, Index latency) {
    latency_ = latency;
    strip_ = &strip;
}

std::vector<Thing> Version::take_things() {
    const std::lock_guard lock(mutex_);
    return std::exchange(things_, {});
}

std::vector<Line> Version::take_lines() {
    const std::lock_guard lock(mutex_);
    return std::exchange(lines_, {});
}

std::vector<Knob> Version::knobs() const {
    const std::lock_guard lock(mutex_);
    return {knobs_.begin(), knobs_.end()};
}

void Version::turn(std::uint32_t number, double value) {
    const std::lock_guard lock(mutex_);
    for (Knob& knob : knobs_)
        if (knob.number == number) knob.wanted = knob.value = value;
}

std::optional<int> Version::status() { return read_all_ ? process_->status() : std::nullopt; }

void Version::serve() {
    bool connected = true, writes = true, complains = true;
    int quiet = 0;
    while (!ending_ && (connected || writes || complains)) {
        // What is at its end would be ready all the time.
        pollfd ready[] = {{connected ? socket_ : -1, POLLIN, 0},
                          {writes ? process_->output() : -1, POLLIN, 0},
                          {complains ? process_->errors() : -1, POLLIN, 0}};
        ::poll(ready, 3, pause);
        if (ready[0].revents != 0) connected = hear();
        if (ready[1].revents != 0) writes = read(process_->output(), output_, 1);
        if (ready[2].revents != 0) complains = read(process_->errors(), errors_, 2);
        if (!connected)
            if (Strip* const strip = strip_) strip->rest(true);
        if (connected) {
            ask();
            send_turn();
        }
        // What a program has left behind may keep the pipes open.
        quiet = ready[1].revents == 0 && ready[2].revents == 0 ? quiet + 1 : 0;
        if (!connected && quiet > 40) break;
    }
    read_all_ = true;
}

bool Version::hear() {
    Kind kind;
    if (!receive(socket_, kind, message_)) return false;
    switch (kind) {
    case Kind::play: {
        Format format;
        if (!read_as(format, message_) || format.channels < 1 || format.channels > most_channels)
            return false;
        playing_ = true;
        const std::lock_guard lock(mutex_);
        if (format_.value_or(format) != format) return false; // a version keeps to one
        format_ = format;
        break;
    }
    case Kind::rest: {
        playing_ = false;
        if (Strip* const strip = strip_) strip->rest(true);
        break;
    }
    case Kind::audio: {
        asked_ = false;
        samples_.resize(message_.size() / sizeof(float));
        std::memcpy(samples_.data(), message_.data(), samples_.size() * sizeof(float));
        Strip* const strip = strip_;
        strip->push(samples_.data(), static_cast<Index>(samples_.size()) / strip->channels());
        break;
    }
    case Kind::figure:
    case Kind::signal: {
        const std::size_t end = message_.find('\0');
        if (end == std::string::npos) return false;
        const std::lock_guard lock(mutex_);
        if (things_.size() == most_things) things_.erase(things_.begin());
        things_.push_back({kind == Kind::figure, message_.substr(0, end), message_.substr(end + 1)});
        break;
    }
    case Kind::slider: return hear_slider();
    case Kind::turned: return hear_turned();
    default: return false;
    }
    return true;
}

bool Version::hear_slider() {
    SliderHead head;
    const std::string_view bytes = message_;
    if (!read_as(head, bytes.substr(0, sizeof head)) || head.name_bytes > bytes.size() - sizeof head)
        return false;
    const std::string_view names = bytes.substr(sizeof head);
    Knob knob{.number = head.number, .value = head.value};
    try {
        SliderOptions options{.unit = std::string(names.substr(head.name_bytes)),
                              .least = head.least,
                              .largest = head.largest,
                              .log = head.log != 0};
        if (head.has_step != 0) options.step = head.step;
        knob.shape =
            slider_shape("pya-run", gen::Param(0), std::string(names.substr(0, head.name_bytes)), options);
    } catch (const ArgumentError&) {
        return false; // it has not been checked by the script's side
    }
    const std::optional<double> left = left_(knob.shape);
    if (left) knob.value = *left;
    {
        const std::lock_guard lock(mutex_);
        std::erase_if(knobs_, [&](const Knob& other) { return other.shape.name == knob.shape.name; });
        knobs_.push_back(std::move(knob));
        if (knobs_.size() > most_sliders) knobs_.pop_front();
    }
    const Turn turn{head.number, left.has_value(), left.value_or(0)};
    return send(socket_, Kind::turn, bytes_of(turn));
}

bool Version::hear_turned() {
    Turned turned;
    if (!read_as(turned, message_) || !std::isfinite(turned.value)) return false;
    const bool awaited = turned.number == turning_;
    if (awaited && turned.is_answer != 0) turning_ = 0;
    const std::lock_guard lock(mutex_);
    for (Knob& knob : knobs_)
        if (knob.number == turned.number && !knob.wanted && (!awaited || turned.is_answer != 0))
            knob.value = turned.value;
    return true;
}

// One at a time, so that nothing piles up where the script does not answer.
void Version::send_turn() {
    if (turning_ != 0) return;
    Turn turn;
    {
        const std::lock_guard lock(mutex_);
        const auto knob = std::find_if(knobs_.begin(), knobs_.end(),
                                       [](const Knob& other) { return other.wanted.has_value(); });
        if (knob == knobs_.end()) return;
        turn = {knob->number, 1, *std::exchange(knob->wanted, std::nullopt)};
    }
    turning_ = turn.number;
    send(socket_, Kind::turn, bytes_of(turn));
}

void Version::ask() {
    Strip* const strip = strip_;
    if (strip == nullptr || !playing_ || asked_) return;
    const Index room = strip->room();
    if (room < chunk) return;
    strip->rest(false);
    const Want want{static_cast<std::uint32_t>(room), static_cast<std::uint32_t>(latency_.load())};
    asked_ = send(socket_, Kind::want, bytes_of(want));
}

bool Version::read(int descriptor, std::string& text, int copy) {
    const std::size_t had = text.size();
    const bool more = read_some(descriptor, text);
    for (std::string_view rest = std::string_view(text).substr(had); !rest.empty();) {
        const ssize_t n = ::write(copy, rest.data(), rest.size());
        if (n <= 0) break;
        rest.remove_prefix(static_cast<std::size_t>(n));
    }
    const std::lock_guard lock(mutex_);
    for (const std::string& line : live::take_lines(text, !more))
        if (lines_.size() < most_lines) lines_.push_back(parse_line(line));
    return more;
}

} // namespace pya::detail::live
