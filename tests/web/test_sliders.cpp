// SPDX-License-Identifier: MIT
// Parameters that pages set.
#include <pya/agen/param.hpp>
#include <pya/backend/web.hpp>
#include <pya/error.hpp>
#include <pya/log.hpp>

#include "support/catch.hpp"
#include "support/eventually.hpp"
#include "web/client.hpp"

#include <cmath>
#include <limits>

using namespace pya;
using web::Client;
using web::message;

namespace {

const std::shared_ptr<WebBackend>& backend() {
    static const auto instance = std::make_shared<WebBackend>(WebOptions{.port = 0});
    return instance;
}

/// The next message about sliders.
std::string told(Client& client) {
    for (;;) {
        const auto [text, opcode] = client.read_frame();
        if (opcode == 8) return "closed";
        if (text.find("\"type\":\"sliders\"") != std::string::npos ||
            text.find("\"type\":\"turned\"") != std::string::npos)
            return text;
    }
}

/// Waits until the connection has been closed.
void read_to_the_end(Client& client) {
    while (told(client) != "closed") {
    }
}

/// The number of the slider of that name.
std::uint32_t number_of(const std::string& sliders, const std::string& name) {
    const auto at = sliders.rfind("{\"number\":", sliders.find("\"name\":\"" + name + "\""));
    return static_cast<std::uint32_t>(std::stoul(sliders.substr(at + 10)));
}

std::string turn(std::uint32_t number, double value) {
    return message({.kind = web::turn, .source = number, .position = value});
}

} // namespace

TEST_CASE("pages are told of the sliders, set them, and hear what others have set", "[threads]") {
    gen::Param cutoff(800, {.least = 50, .largest = 8000}), mode(0, {.least = -2, .largest = 2});
    backend()->put(cutoff, "cut \"off\"", {.unit = "Hz", .log = true});
    Client first = web::page(*backend());
    const std::string one = told(first);
    CHECK(
        one.find(
            R"("name":"cut \"off\"","unit":"Hz","least":50,"largest":8000,"log":true,"step":null,"value":800)") !=
        std::string::npos);
    backend()->put(mode, "mode", {.least = -1, .step = 1});
    const std::string both = told(first);
    CHECK(both.find(R"("name":"mode","unit":"","least":-1,"largest":2,"log":false,"step":1,"value":0)") !=
          std::string::npos);
    CHECK(number_of(both, "mode") == number_of(one, "cut") + 1);

    Client second = web::page(*backend());
    CHECK(told(second) == both);
    const std::uint32_t number = number_of(both, "mode");
    first.send_frame(turn(number, 1.5));
    const std::string news = "{\"type\":\"turned\",\"list\":[[" + std::to_string(number) + ",1.5]]}";
    CHECK(told(second) == news);
    CHECK(told(first) == news);
    CHECK(mode.get() == 1.5);
    cutoff.set(123.456);
    CHECK(told(second).find(",123.456]]") != std::string::npos);
    CHECK(told(first).find(",123.456]]") != std::string::npos);

    Client third = web::page(*backend());
    const std::string now = told(third);
    CHECK(now.find("\"value\":123.456") != std::string::npos);
    CHECK(now.find("\"value\":1.5") != std::string::npos);
}

TEST_CASE("show puts a slider on the newest page, and says so where there is none") {
    const gen::Param level(0.5, {.least = 0, .largest = 1});
    CHECK_THROWS_AS(show(level, ""), ArgumentError);
    CHECK_THROWS_AS(show(gen::Param(1), "endless"), ArgumentError);
    std::string said;
    const auto before = set_log_handler([&](std::string_view text) { said = text; });
    {
        WebBackend newest({.port = 0});
        show(level, "shown", {.unit = "V", .largest = 0.75});
        Client client = web::page(newest);
        const std::string list = told(client);
        CHECK(list.find(R"("name":"shown","unit":"V","least":0,"largest":0.75)") != std::string::npos);
        client.send_frame(turn(number_of(list, "shown"), 0.25));
        CHECK(eventually([&] { return level.get() == 0.25; }));
    }
    show(level, "late");
    set_log_handler(before);
    CHECK(said.find("no page") != std::string::npos);
}

TEST_CASE("what is set while nobody is there is told to who comes", "[threads]") {
    gen::Param param(0.25, {.least = 0, .largest = 1});
    backend()->put(param, "alone");
    param.set(0.5);
    Client client = web::page(*backend());
    const std::string list = told(client);
    CHECK(list.substr(list.find("alone")).find("\"value\":0.5}") != std::string::npos);
}

TEST_CASE("pages are told of an infinite value as a number that they can read", "[threads]") {
    const double inf = std::numeric_limits<double>::infinity();
    gen::Param param(0, {.largest = inf});
    backend()->put(param, "far", {.least = 0, .largest = 1});
    param.set(inf);
    Client client = web::page(*backend());
    CHECK(told(client).find("\"value\":1.7976931348623157e+308}") != std::string::npos);
}

TEST_CASE("a slider takes the place of one of the same name, and the page keeps 50", "[threads]") {
    gen::Param before(0, {.least = 0, .largest = 1}), after(0, {.least = 0, .largest = 1});
    backend()->put(before, "same");
    Client client = web::page(*backend());
    const std::uint32_t number = number_of(told(client), "same");
    backend()->put(after, "same");
    CHECK(number_of(told(client), "same") == number + 1);
    client.send_frame(turn(number, 1)); // a page may not have heard of it yet
    client.send_frame(turn(number + 1, 1));
    CHECK(eventually([&] { return after.get() == 1; }));
    CHECK(before.get() == 0);
    for (int i = 0; i < 60; ++i) backend()->put(after, std::string("p").append(std::to_string(i)));
    Client late = web::page(*backend());
    const std::string list = told(late);
    CHECK(list.find("\"p9\"") == std::string::npos);
    CHECK(list.find("\"p10\"") != std::string::npos);
    CHECK(list.find("\"p59\"") != std::string::npos);
}

TEST_CASE("values that no slider of the page can have end the connection and set nothing", "[threads]") {
    gen::Param param(0.5, {.least = -5, .largest = 5});
    backend()->put(param, "narrow", {.least = 0, .largest = 1});
    Client asking = web::page(*backend());
    const std::uint32_t number = number_of(told(asking), "narrow");
    const double inf = std::numeric_limits<double>::infinity();
    const std::string bad[] = {turn(number, std::nan("")),
                               turn(number, inf),
                               turn(number, -inf),
                               turn(number, std::nextafter(1., 2.)),
                               turn(number, -5e-324),
                               turn(number, 1e300),
                               turn(0, 0.1),
                               turn(number + 1, 0.1),
                               turn(~std::uint32_t{0}, 0.1),
                               message({.kind = web::turn, .frames = 1, .source = number, .position = 0.1}),
                               message({.kind = web::turn, .channels = 1, .source = number, .position = 0.1}),
                               message({.kind = web::turn, .source = number, .position = 0.1}, {0.1f}),
                               turn(number, 0.1).substr(1)};
    const auto refused = backend()->counts().refused;
    for (const std::string& bytes : bad) {
        Client client = web::page(*backend());
        client.send_frame(bytes);
        read_to_the_end(client);
        CHECK(param.get() == 0.5);
    }
    CHECK(eventually([&] { return backend()->counts().refused == refused + std::size(bad); }));
    Client good = web::page(*backend());
    good.send_frame(turn(number, 0));
    good.send_frame(turn(number, 1));
    CHECK(eventually([&] { return param.get() == 1; }));
}

TEST_CASE("a page that turns a slider without end is sent away, and others are told little of it",
          "[threads]") {
    gen::Param param(0, {.least = 0, .largest = 1e6});
    backend()->put(param, "flood");
    Client watching = web::page(*backend());
    const std::uint32_t number = number_of(told(watching), "flood");
    Client flooding = web::page(*backend());
    const auto refused = backend()->counts().refused;
    for (int i = 0; i < 5000 && flooding.send_frame(turn(number, i)); ++i) {
    }
    read_to_the_end(flooding);
    CHECK(eventually([&] { return backend()->counts().refused == refused + 1; }));
    backend()->put(param, "end of the flood");
    int news = 0;
    while (told(watching).find("end of the flood") == std::string::npos) ++news;
    CHECK(news < 500); // of more than 2000 values
}

TEST_CASE("sliders that make no sense are refused", "[threads]") {
    const gen::Param param(1, {.least = 0.5, .largest = 100}), wide(1),
        signed_param(0, {.least = -1, .largest = 1});
    const double nan = std::nan("");
    CHECK_THROWS_AS(backend()->put(param, ""), ArgumentError);
    CHECK_THROWS_AS(backend()->put(param, std::string(101, 'x')), ArgumentError);
    CHECK_THROWS_AS(backend()->put(param, "x", {.unit = std::string(101, 'x')}), ArgumentError);
    CHECK_THROWS_AS(backend()->put(wide, "x"), ArgumentError);
    CHECK_THROWS_AS(backend()->put(wide, "x", {.least = 0}), ArgumentError);
    CHECK_THROWS_AS(backend()->put(wide, "x", {.least = nan, .largest = 1}), ArgumentError);
    CHECK_THROWS_AS(backend()->put(wide, "x", {.least = 1, .largest = 1}), ArgumentError);
    CHECK_THROWS_AS(backend()->put(wide, "x", {.least = 2, .largest = 1}), ArgumentError);
    CHECK_THROWS_AS(backend()->put(param, "x", {.least = 0.4}), ArgumentError);
    CHECK_THROWS_AS(backend()->put(param, "x", {.largest = 101}), ArgumentError);
    CHECK_THROWS_AS(backend()->put(signed_param, "x", {.log = true}), ArgumentError);
    CHECK_THROWS_AS(backend()->put(param, "x", {.log = true, .step = 1}), ArgumentError);
    for (const double step : {0., -1., nan, 1e-9})
        CHECK_THROWS_AS(backend()->put(param, "x", {.step = step}), ArgumentError);
}
