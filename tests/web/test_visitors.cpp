// SPDX-License-Identifier: MIT
// Visitors who must not be let in, and visitors who try to do harm.
#include <pya/aserver.hpp>
#include <pya/backend/web.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"
#include "support/eventually.hpp"
#include "web/client.hpp"

#include <deque>

using namespace pya;
using web::Client;
using web::message;

namespace {

const std::shared_ptr<WebBackend>& backend() {
    static const auto instance =
        std::make_shared<WebBackend>(WebOptions{.port = 0, .hosts = {"studio.example:8443"}});
    return instance;
}

std::string answer(const std::string& request) {
    Client client(backend()->port());
    client.send(request);
    return client.read_all();
}

std::string get(const std::string& path, const std::string& host, const std::string& more = "") {
    return answer("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n");
}

std::string status(const std::string& reply) { return reply.substr(0, reply.find('\r')); }

bool let_in(const std::string& host, const std::string& origin, const std::string& protocols) {
    Client client(backend()->port());
    client.send(web::upgrade(host, origin, protocols));
    return status(client.read_head()).find(" 101 ") != std::string::npos;
}

// True if the connection was closed because of what was sent.
bool closes(Client& client) {
    for (;;) {
        const unsigned opcode = client.read_frame().second;
        if (opcode == 8) return true;
        if (opcode == 0) return false;
    }
}

} // namespace

TEST_CASE("the page is served under its own names only", "[threads]") {
    const std::string port = std::string(":") + std::to_string(backend()->port());
    for (const std::string& host :
         {"127.0.0.1" + port, "localhost" + port, "[::1]" + port, std::string("studio.example:8443")})
        CHECK(status(get("/", host)) == "HTTP/1.1 200 OK");
    for (const std::string& host :
         {std::string("127.0.0.1"), "evil.example" + port, "127.0.0.1" + port + ".evil.example",
          std::string("studio.example"), std::string()})
        CHECK(status(get("/", host)) == "HTTP/1.1 403 Forbidden");
    CHECK(status(answer("GET / HTTP/1.0\r\n\r\n")) == "HTTP/1.1 403 Forbidden");
    const std::string own = web::host(*backend());
    CHECK(status(get("/", own, "Host: " + own + "\r\n")).find("200") == std::string::npos);
    for (const char* origin : {"null", "http://evil.example", "http://127.0.0.1"})
        CHECK(status(get("/", own, std::string("Origin: ") + origin + "\r\n")) == "HTTP/1.1 403 Forbidden");
}

TEST_CASE("only the page's files are served, by GET, with a policy that forbids everything else",
          "[threads]") {
    const std::string own = web::host(*backend());
    const std::string page = get("/", own);
    CHECK(page.find("default-src 'none'; script-src 'self'") != std::string::npos);
    CHECK(page.find("unsafe") == std::string::npos);
    CHECK(page.find("<script>") == std::string::npos);
    CHECK(page.find(web::token(*backend())) == std::string::npos);
    for (const char* path :
         {"/nothing", "//", "/../etc/passwd", "/%2e%2e/etc/passwd", "/index.html", "/page.js?x", "*"})
        CHECK(status(get(path, own)) == "HTTP/1.1 404 Not Found");
    CHECK(status(answer("HEAD / HTTP/1.1\r\nHost: " + own + "\r\n\r\n")) ==
          "HTTP/1.1 405 Method Not Allowed");
    CHECK(status(answer("DELETE / HTTP/1.1\r\nHost: " + own + "\r\n\r\n")) ==
          "HTTP/1.1 405 Method Not Allowed");
}

TEST_CASE("the socket opens for the page's own origin and its key alone", "[threads]") {
    const std::string own = web::host(*backend()), origin = "http://" + own, key = web::token(*backend());
    CHECK(key.size() == 32);
    CHECK(let_in(own, origin, "pya, " + key));
    CHECK(let_in("studio.example:8443", "https://studio.example:8443", key + ",pya"));
    std::string wrong = key;
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    for (const std::string& protocols :
         {std::string(), std::string("pya"), "pya, " + wrong, "pya, " + key.substr(1), key,
          "pya, " + key + "0", std::string("pya,")})
        CHECK_FALSE(let_in(own, origin, protocols));
    CHECK_FALSE(let_in(own, "", "pya, " + key));
    CHECK_FALSE(let_in(own, "null", "pya, " + key));
    CHECK_FALSE(let_in(own, "https://" + own, "pya, " + key));
    CHECK_FALSE(
        let_in("evil.example", "http://evil.example", "pya, " + key)); // another site made its name lead here
}

TEST_CASE("what the program shows is for those who have the key", "[threads]") {
    const std::string own = web::host(*backend()), key = web::token(*backend());
    backend()->put(Asig({0.f, 0.5f, -0.25f}, {.sr = 8000}));
    const std::string got = get("/shown/1", own, "Authorization: Bearer " + key + "\r\n");
    CHECK(status(got) == "HTTP/1.1 200 OK");
    const std::string wav = got.substr(got.find("\r\n\r\n") + 4);
    const Asig back = Asig::from_memory(std::as_bytes(std::span(wav)));
    CHECK(back.sr() == 8000);
    REQUIRE(back.samples() == 3);
    CHECK(back.sig()(2, 0) == -0.25f);
    const std::string wrong[] = {"", "Authorization: Bearer\r\n", "Authorization: Bearer " + key + "0\r\n",
                                 "Authorization: " + key + "\r\n", "Authorization: Basic " + key + "\r\n"};
    for (const std::string& header : wrong)
        CHECK(status(get("/shown/1", own, header)) == "HTTP/1.1 404 Not Found");
    CHECK(status(get("/shown/2", own, "Authorization: Bearer " + key + "\r\n")) == "HTTP/1.1 404 Not Found");
    CHECK_THROWS_AS(backend()->put(Asig()), ArgumentError);
    CHECK_THROWS_AS(backend()->put(Asig(8000001)), ArgumentError);
}

TEST_CASE("malformed requests are turned away", "[threads]") {
    const auto refused = backend()->counts().refused;
    CHECK(answer("\r\n\r\n\r\n").empty());
    CHECK(answer("NONSENSE\r\n\r\n").empty());
    CHECK(answer("GET / HTTP/9.9\r\nHost: x\r\n\r\n").empty());
    CHECK(answer(std::string("GET /\0 HTTP/1.1\r\n\r\n", 18)).empty());
    CHECK(answer("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(100000, 'x') + "\r\n\r\n").empty());
    CHECK(answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n").empty());
    CHECK(answer(std::string(3000, '\xff')).empty());
    CHECK(eventually([&] { return backend()->counts().refused >= refused + 7; }));
}

TEST_CASE("what is no message of a page ends its connection", "[threads]") {
    const std::vector<float> samples(100);
    const std::string good = message({web::microphone, 100, 1, 0, 0}, samples);
    const std::string bad[] = {"",
                               "short",
                               message({.kind = 0}),
                               message({.kind = web::audio}),
                               message({.kind = 7}),
                               message({.kind = web::want, .channels = 1}),
                               message({.kind = web::want, .position = -1}),
                               message({.kind = web::want, .position = 0.5}),
                               message({.kind = web::want, .position = std::nan("")}),
                               message({.kind = web::want}, samples),
                               message({web::microphone, 99, 1, 0, 0}, samples),
                               message({web::microphone, 0, 1, 0, 0}),
                               message({web::microphone, 100, 0, 0, 0}, samples),
                               message({web::microphone, 1, 100, 0, 0}, samples),
                               message({web::microphone, 0x80000000u, 32, 0, 0}, samples),
                               good.substr(1)};
    for (const std::string& bytes : bad) {
        Client client = web::page(*backend());
        client.send_frame(bytes);
        CHECK(closes(client));
    }
    Client text = web::page(*backend());
    text.send_frame(good, 1);
    CHECK(closes(text));
}

TEST_CASE("frames too long, unmasked or unheard of end the connection", "[threads]") {
    for (const std::uint64_t length : {std::uint64_t{65537}, std::uint64_t{1} << 40, ~std::uint64_t{1}}) {
        Client client = web::page(*backend());
        client.send_frame("", 2, length);
        CHECK(closes(client));
    }
    const std::string mask(4, '\0');
    for (const std::string& bytes : {std::string("\x82\x01x"), "\x8b\x80" + mask, "\xf2\x80" + mask}) {
        Client client = web::page(*backend());
        client.send(bytes);
        CHECK(closes(client));
    }
}

TEST_CASE("a page that sends too much is sent away", "[threads]") {
    Client client = web::page(*backend());
    for (int i = 0; i < 5000 && client.send_frame(message({.kind = web::want, .frames = 1})); ++i) {
    }
    CHECK(closes(client));
}

TEST_CASE("connections that say nothing leave room again, and do not disturb the one that listens",
          "[threads]") {
    Aserver server({.channels = 1, .backend = backend()});
    server.boot();
    server.play(Asig(Eigen::ArrayXXf::Constant(1000, 1, 0.5f)), {.loop = true});
    Client listener = web::page(*backend());
    listener.send_frame(message({.kind = web::listen}));
    std::deque<Client> silent;
    for (int i = 0; i < 200; ++i) {
        silent.emplace_back(backend()->port());
        silent.back().send("GET / HTTP/1.1\r\nHost: ");
    }
    double next = -1;
    for (int i = 0; i < 50; ++i) {
        listener.send_frame(message({.kind = web::want, .frames = 1024}));
        const auto [position, samples] = web::next_block(listener);
        REQUIRE(samples.size() == 1024);
        if (next >= 0) CHECK(position == next);
        next = position + 1024;
    }
    for (Client& client : silent) CHECK(client.read_all().empty()); // each is closed in the end
    CHECK(status(get("/", web::host(*backend()))) == "HTTP/1.1 200 OK");
}
