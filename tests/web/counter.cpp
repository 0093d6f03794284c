// SPDX-License-Identifier: MIT
// The program on the other side of the browser's tests: plays a signal in which every frame can be told from
// all others, and answers a line on its standard input by a line on its standard output.
#include <pya/agen/param.hpp>
#include <pya/arecorder.hpp>
#include <pya/aserver.hpp>
#include <pya/backend/web.hpp>
#include <pya/log.hpp>
#include <pya/plot/current.hpp>
#include <pya/ugen.hpp>

#include <fstream>
#include <iostream>
#include <string>

using namespace pya;

namespace {

constexpr Index period = 65536, periods = 1024; // 25 minutes at 44.1 kHz

// One channel counts, the other one counts how often the first has begun anew. No frame is silent.
Asig counter(Index frames) {
    Asig sig(frames, {.channels = 2});
    auto samples = sig.write();
    for (Index i = 0; i < frames; ++i) {
        samples(i, 0) = static_cast<float>(i % period - period / 2) / (period / 2);
        samples(i, 1) = static_cast<float>(i / period + 1) / periods;
    }
    return sig;
}

} // namespace

int main(int argc, char** argv) {
    set_log_handler({});
    const auto backend =
        std::make_shared<WebBackend>(WebOptions{.port = 0, .ahead = argc > 2 ? std::stoi(argv[2]) : 4096});
    Aserver server({.backend = backend});
    Arecorder recorder({.channels = 1, .backend = backend});
    gen::Param cutoff(800, {.least = 50, .largest = 8000}), mode(1, {.least = 0, .largest = 3});
    server.boot();
    server.play(counter(period * (argc > 1 ? std::stoi(argv[1]) : 40)), {.loop = true});
    std::cout << backend->url() << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const std::string word = line.substr(0, line.find(' '));
        const std::string rest = word.size() < line.size() ? line.substr(word.size() + 1) : "";
        if (word == "counts") {
            const WebCounts c = backend->counts();
            std::cout << c.visitors << ' ' << c.listeners << ' ' << c.dropped << ' ' << c.gaps << ' '
                      << c.refused;
        } else if (word == "now") {
            std::cout << server.now();
        } else if (word == "record") {
            recorder.boot();
            recorder.record();
        } else if (word == "frames") {
            std::cout << recorder.frames();
        } else if (word == "stop") {
            recorder.stop();
            const Asig take = recorder.recordings().back();
            std::ofstream(rest, std::ios::binary)
                .write(reinterpret_cast<const char*>(take.sig().data()), take.samples() * 4);
            std::cout << take.samples();
            recorder.quit();
        } else if (word == "put") {
            backend->put(Ugen::sine({.freq = 5, .dur = 1.5}), "a <b>slow</b> sine");
            Ugen::sine({.freq = 5, .dur = 1.5}).plot();
            show();
        } else if (word == "sliders") {
            backend->put(cutoff, "cutoff <b>of the filter</b>", {.unit = "Hz", .log = true});
            backend->put(mode, "mode", {.step = 1});
        } else if (word == "set") {
            cutoff.set(std::stod(rest));
        } else if (word == "values") {
            std::cout << cutoff.get() << ' ' << mode.get();
        } else if (word == "sine") {
            server.stop();
            server.play(Ugen::sine({.freq = 997, .amp = 0.5, .dur = 1, .channels = 2}), {.loop = true});
        } else if (word == "reboot") {
            server.quit();
            server.boot();
            server.play(counter(period * 40), {.loop = true});
        }
        std::cout << std::endl;
    }
}
