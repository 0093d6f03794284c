// SPDX-License-Identifier: MIT
#include "live/script_backend.hpp"

#include <pya/error.hpp>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace pya::detail::live {
namespace {

constexpr std::chrono::milliseconds news_interval(40);

} // namespace

class ScriptBackend::ScriptStream : public Stream {
public:
    ScriptStream(std::shared_ptr<ScriptBackend> backend, const StreamOptions& options)
        : backend_(std::move(backend)), options_(options) {
        options_.frames_per_buffer = std::clamp<Index>(options.frames_per_buffer, 1, most_frames_wanted);
        const std::lock_guard lock(backend_->mutex_);
        backend_->streams_.push_back(this);
        if (backend_->streams_.size() == 1) backend_->tell(Kind::play, bytes_of(backend_->format_));
    }
    ~ScriptStream() override {
        const std::lock_guard lock(backend_->mutex_);
        std::erase(backend_->streams_, this);
        if (backend_->streams_.empty()) backend_->tell(Kind::rest, {});
    }

    bool is_active() const override { return backend_->open_; }
    Index channels() const override { return options_.channels; }
    double latency() const override { return static_cast<double>(backend_->latency_) / options_.rate; }

    const StreamOptions& options() const { return options_; }

private:
    std::shared_ptr<ScriptBackend> backend_;
    StreamOptions options_;
};

ScriptBackend::ScriptBackend(int socket, bool has_page)
    : socket_(socket), has_page_(has_page), sum_(most_frames_wanted * most_channels),
      block_(most_frames_wanted * most_channels), thread_(&ScriptBackend::answer, this) {
    ::fcntl(socket_, F_SETFD, FD_CLOEXEC);
}

ScriptBackend::~ScriptBackend() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
}

DeviceInfo ScriptBackend::get_device_info_by_index(int idx) {
    if (idx != 0) detail::fail<DeviceError>("pya-run: there is no device ", idx, "; there is only 0");
    return {.name = "pya-run", .maxOutputChannels = most_channels, .hostApi = "pya-run"};
}

std::unique_ptr<Stream> ScriptBackend::open(const StreamOptions& options) {
    get_device_info_by_index(options.device);
    if (options.input_flag) detail::fail<DeviceError>("pya-run --live and --watch play, and don't record");
    if (options.channels < 1 || options.channels > Index{most_channels})
        detail::fail<DeviceError>("pya-run: ", options.channels, " channels; it takes 1 to ", most_channels);
    if (options.rate < 8000 || options.rate > 192000)
        detail::fail<DeviceError>("pya-run: the rate is ", options.rate, " Hz; it takes 8000 to 192000");
    {
        const std::lock_guard lock(mutex_);
        const Format asked{static_cast<std::uint32_t>(options.rate),
                           static_cast<std::uint32_t>(options.channels)};
        if (streams_.empty()) format_ = asked;
        if (asked.rate != format_.rate || asked.channels > format_.channels)
            detail::fail<DeviceError>("pya-run: ", asked.channels, " channels at ", asked.rate,
                                      " Hz, while a stream of ", format_.channels, " at ", format_.rate,
                                      " is open; it takes the same rate, and no more channels");
    }
    return std::make_unique<ScriptStream>(shared_from_this(), options);
}

void ScriptBackend::put(Kind kind, const std::string& name, std::string_view file) {
    if (file.size() + name.size() + 1 > most_bytes)
        detail::fail<DeviceError>("pya-run: '", name, "' has ", file.size(), " bytes; the page takes ",
                                  most_bytes);
    std::string bytes = name.substr(0, name.find('\0')) + '\0';
    tell(kind, bytes.append(file));
}

void ScriptBackend::tell(Kind kind, std::string_view bytes) {
    const std::lock_guard lock(sending_);
    if (!send(socket_, kind, bytes)) open_ = false;
}

void ScriptBackend::put(const gen::Param& param, const SliderShape& shape) {
    std::uint32_t number = 0;
    {
        const std::lock_guard order(putting_);
        number = knobs_.add(param, shape.name);
        const SliderHead head{.number = number,
                              .name_bytes = static_cast<std::uint32_t>(shape.name.size()),
                              .log = shape.log,
                              .has_step = shape.step.has_value(),
                              .least = shape.least,
                              .largest = shape.largest,
                              .step = shape.step.value_or(0),
                              .value = finite_value(param)};
        tell(Kind::slider, std::string(bytes_of(head)) + shape.name + shape.unit);
    }
    if (std::this_thread::get_id() != thread_.get_id()) knobs_.wait_for_answer(number);
}

void ScriptBackend::answer() {
    Kind kind;
    std::string bytes;
    while (wait_for_message() && receive(socket_, kind, bytes)) {
        if (kind == Kind::want) {
            Want want;
            if (!read_as(want, bytes) || want.frames > most_frames_wanted) break;
            latency_ = want.latency;
            const std::lock_guard lock(mutex_);
            mix(want.frames);
            const auto* const samples = reinterpret_cast<const char*>(sum_.data());
            tell(Kind::audio, {samples, want.frames * format_.channels * sizeof(float)});
        } else if (kind == Kind::turn) {
            Turn turn;
            if (!read_as(turn, bytes) || !std::isfinite(turn.value)) break;
            const Turned turned = knobs_.turn(turn);
            tell(Kind::turned, bytes_of(turned));
        } else {
            break;
        }
    }
    open_ = false;
    knobs_.close();
}

// Meanwhile it tells what the script has set.
bool ScriptBackend::wait_for_message() {
    for (;;) {
        if (std::chrono::steady_clock::now() - told_ >= news_interval) tell_news();
        pollfd ready{socket_, POLLIN, 0};
        const int count = ::poll(&ready, 1, knobs_.empty() ? -1 : static_cast<int>(news_interval.count()));
        if (count > 0) return true;
        if (count < 0 && errno != EINTR) return false;
    }
}

void ScriptBackend::tell_news() {
    told_ = std::chrono::steady_clock::now();
    for (const Turned& turned : knobs_.news()) tell(Kind::turned, bytes_of(turned));
}

void ScriptBackend::mix(Index frames) {
    const Index all = format_.channels;
    std::fill_n(sum_.begin(), frames * all, 0.0f);
    for (const ScriptStream* stream : streams_) {
        const StreamOptions& options = stream->options();
        for (Index done = 0; done < frames;) {
            const Index n = std::min(frames - done, options.frames_per_buffer);
            options.stream_callback({.output = block_.data(), .frames = n});
            for (Index f = 0; f < n; ++f)
                for (Index c = 0; c < options.channels; ++c)
                    sum_[static_cast<std::size_t>((done + f) * all + c)] +=
                        block_[static_cast<std::size_t>(f * options.channels + c)];
            done += n;
        }
    }
}

} // namespace pya::detail::live
