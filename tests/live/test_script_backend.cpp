// SPDX-License-Identifier: MIT
// The parameters that a script puts on the page of pya-run --live.
#include "live/script_backend.hpp"

#include "support/catch.hpp"
#include "support/eventually.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <limits>
#include <optional>

using namespace pya;
using namespace pya::detail::live;
using detail::slider_shape;
using detail::SliderShape;

namespace {

/// The program at the other end.
class OtherSide {
public:
    OtherSide() {
        int ends[2];
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
        socket_ = ends[0];
        script = std::make_shared<ScriptBackend>(ends[1], true);
    }
    ~OtherSide() { ::close(socket_); }

    template <class T>
    void send(Kind kind, const T& message) {
        CHECK(detail::live::send(socket_, kind, bytes_of(message)));
    }
    /// The next message, which has to be of that kind.
    std::string receive(Kind expected) {
        Kind kind{};
        std::string bytes;
        REQUIRE(detail::live::receive(socket_, kind, bytes));
        REQUIRE(kind == expected);
        return bytes;
    }
    template <class T>
    T receive(Kind expected) {
        T message{};
        REQUIRE(read_as(message, receive(expected)));
        return message;
    }
    bool is_quiet(int milliseconds) {
        pollfd ready{socket_, POLLIN, 0};
        return ::poll(&ready, 1, milliseconds) == 0;
    }
    /// Puts a parameter there, and answers.
    SliderHead put(const gen::Param& param, const SliderShape& shape, std::optional<double> left = {}) {
        auto putting = std::async(std::launch::async, [&] { script->put(param, shape); });
        const std::string bytes = receive(Kind::slider);
        SliderHead head;
        REQUIRE(read_as(head, std::string_view(bytes).substr(0, sizeof head)));
        CHECK(bytes.substr(sizeof head) == shape.name + shape.unit);
        send(Kind::turn, Turn{head.number, left.has_value(), left.value_or(0)});
        const auto answer = receive<Turned>(Kind::turned);
        CHECK(answer.number == head.number);
        CHECK(answer.is_answer == 1);
        CHECK(answer.value == left.value_or(head.value));
        putting.get();
        return head;
    }

    std::shared_ptr<ScriptBackend> script;

private:
    int socket_;
};

SliderShape shape_of(const gen::Param& param, const std::string& name, const SliderOptions& options = {}) {
    return slider_shape("test", param, name, options);
}

} // namespace

TEST_CASE("a script's parameter is described to the page's side", "[threads]") {
    OtherSide other;
    const gen::Param cutoff(800, {.least = 50, .largest = 8000}), mode(1, {.least = 0, .largest = 4});
    const SliderHead first = other.put(cutoff, shape_of(cutoff, "cutoff", {.unit = "Hz", .log = true}));
    CHECK((first.least == 50 && first.largest == 8000 && first.value == 800));
    CHECK((first.log == 1 && first.has_step == 0));
    const SliderHead second = other.put(mode, shape_of(mode, "mode", {.largest = 3, .step = 1}));
    CHECK((second.least == 0 && second.largest == 3 && second.value == 1));
    CHECK((second.log == 0 && second.has_step == 1 && second.step == 1));
    CHECK(second.number == first.number + 1);
    CHECK(cutoff.get() == 800);
}

TEST_CASE("a parameter has the value that it was left at when put returns", "[threads]") {
    OtherSide other;
    const gen::Param param(0.5, {.least = 0, .largest = 1});
    other.put(param, shape_of(param, "level"), 0.25);
    CHECK(param.get() == 0.25);
}

TEST_CASE("the page's side sets a parameter, and hears what the script sets", "[threads]") {
    OtherSide other;
    gen::Param param(0.5, {.least = 0, .largest = 1});
    const std::uint32_t number = other.put(param, shape_of(param, "level")).number;
    other.send(Kind::turn, Turn{number, 1, 0.75});
    const auto answer = other.receive<Turned>(Kind::turned);
    CHECK((answer.number == number && answer.is_answer == 1 && answer.value == 0.75));
    CHECK(param.get() == 0.75);
    CHECK(other.is_quiet(150)); // what it has set itself is no news
    param.set(0.125);
    const auto news = other.receive<Turned>(Kind::turned);
    CHECK((news.number == number && news.is_answer == 0 && news.value == 0.125));
    param.set(1);
    CHECK(other.receive<Turned>(Kind::turned).value == 1);
}

TEST_CASE("however often a script sets a parameter, the page's side hears little of it", "[threads]") {
    OtherSide other;
    gen::Param param(0, {.least = 0, .largest = 1e6});
    other.put(param, shape_of(param, "storm"));
    const auto begin = std::chrono::steady_clock::now();
    std::thread storm([&] {
        for (int i = 1; i <= 1000000; ++i) param.set(i);
    });
    int news = 0;
    while (other.receive<Turned>(Kind::turned).value < 1e6) ++news;
    storm.join();
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    CHECK(news <= passed.count() / 0.04 + 1);
}

TEST_CASE("a parameter beyond what JSON can say, and one beyond the ends of its slider", "[threads]") {
    OtherSide other;
    const double inf = std::numeric_limits<double>::infinity();
    gen::Param param(0, {.least = -inf, .largest = inf});
    const std::uint32_t number = other.put(param, shape_of(param, "far", {.least = 0, .largest = 1})).number;
    param.set(-inf);
    CHECK(other.receive<Turned>(Kind::turned).value == std::numeric_limits<double>::lowest());
    other.send(Kind::turn, Turn{number, 0, 0});
    CHECK(other.receive<Turned>(Kind::turned).value == std::numeric_limits<double>::lowest());
    CHECK(param.get() == -inf);
}

TEST_CASE("of parameters with the same name the latest is set, and fifty are kept", "[threads]") {
    OtherSide other;
    const gen::Param before(0, {.least = 0, .largest = 1}), after(0, {.least = 0, .largest = 1});
    const std::uint32_t first = other.put(before, shape_of(before, "same")).number;
    const std::uint32_t second = other.put(after, shape_of(after, "same")).number;
    for (const std::uint32_t number : {first, second}) { // the page's side may not know yet
        other.send(Kind::turn, Turn{number, 1, 1});
        CHECK(other.receive<Turned>(Kind::turned).number == number);
    }
    CHECK(before.get() == 0);
    CHECK(after.get() == 1);
    for (int i = 0; i < 50; ++i) other.put(before, shape_of(before, std::to_string(i)));
    other.send(Kind::turn, Turn{second, 1, 0.5});
    other.receive(Kind::turned);
    CHECK(after.get() == 1);
}

TEST_CASE("put does not wait for a side that has gone or is silent", "[threads]") {
    const gen::Param param(0, {.least = 0, .largest = 1});
    OtherSide silent;
    const auto begin = std::chrono::steady_clock::now();
    silent.script->put(param, shape_of(param, "alone"));
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
    silent.send(Kind::turn, std::uint32_t{7}); // not a turn: it hangs up
    silent.script->put(param, shape_of(param, "alone"));
    silent.script->put(param, shape_of(param, "alone"));
    CHECK(param.get() == 0);
}

TEST_CASE("a turn to no number ends the connection and sets nothing", "[threads]") {
    for (const double value : {std::nan(""), std::numeric_limits<double>::infinity()}) {
        OtherSide other;
        const gen::Param param(0.5, {.least = 0, .largest = 1});
        const std::uint32_t number = other.put(param, shape_of(param, "level")).number;
        other.send(Kind::turn, Turn{number, 1, value});
        StreamOptions options{.rate = 8000, .channels = 1, .output_flag = true};
        options.stream_callback = [](const StreamBlock&) {};
        const std::unique_ptr<Stream> stream = other.script->open(options);
        CHECK(eventually([&] { return !stream->is_active(); }));
        CHECK(param.get() == 0.5);
    }
}

TEST_CASE("a script plays, is turned and tells its news at the same time", "[threads]") {
    OtherSide other;
    gen::Param param(0, {.least = 0, .largest = 1});
    StreamOptions options{.rate = 8000, .channels = 1, .output_flag = true};
    options.stream_callback = [&](const StreamBlock& block) {
        std::fill_n(block.output, block.frames, static_cast<float>(param.get()));
    };
    const std::unique_ptr<Stream> stream = other.script->open(options);
    other.receive(Kind::play);
    const std::uint32_t number = other.put(param, shape_of(param, "level")).number;
    for (int i = 1; i <= 200; ++i) {
        const float value = static_cast<float>(i) / 256;
        other.send(Kind::turn, Turn{number, 1, value});
        CHECK(other.receive<Turned>(Kind::turned).value == static_cast<double>(value));
        other.send(Kind::want, Want{100, 0});
        const std::string block = other.receive(Kind::audio);
        REQUIRE(block.size() == 400);
        float first = 0;
        std::memcpy(&first, block.data(), sizeof first);
        CHECK(first == value);
    }
}
