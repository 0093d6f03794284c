// SPDX-License-Identifier: MIT
// Group server: scores rendered offline and by a server on the dummy backend, and how server and
// devices print.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/aserver.hpp>
#include <pya/backend/device_info.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/mixer.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace golden {
namespace {

using pya::Asig;

// Frames x channels, also for one channel.
Array frames_of(const Asig& sig) { return array(Eigen::ArrayXXf(sig.sig())); }

std::shared_ptr<pya::DummyBackend> dummy() {
    return std::make_shared<pya::DummyBackend>(pya::DummyOptions{.pacing = pya::Pacing::on_call});
}

const Covers render("server", "Aserver.render", [](const Case& c, Checker& check) {
    pya::Ascore score;
    for (const auto& event : c.param("events")) {
        const auto onset = event.at("onset_frames").get<Index>();
        check.require(pya::onset_frame(to_number(event.at("onset_s")), c.sr()) == onset,
                      "onset_frame() of an event is not " + std::to_string(onset));
        // pya converts other rates linearly, and the library band-limited, so the linear kind is asked for.
        score.push_back({.sig = Asig(c.in(event.at("sig")).floats(), {.sr = event.value("sr", c.sr())}),
                         .onset = onset,
                         .out = event.value("out", Index{0}),
                         .kind = pya::dsp::Interp::linear});
    }
    pya::RenderOptions options{.sr = c.sr()};
    c.read("channels", options.channels);
    c.read("gain", options.gain);
    c.read("bs", options.bs);
    options.frames = c.get<Index>("nblocks") * options.bs;
    const Asig offline = pya::render(score, options);
    check.out("out", frames_of(offline));

    // A server plays the same. It refuses channels that its device doesn't have, while render() leaves them
    // out.
    const auto there = [&](const pya::Acue& cue) { return cue.out < options.channels; };
    if (!std::all_of(score.begin(), score.end(), there)) return;
    const auto backend = dummy();
    pya::Aserver server({.sr = options.sr,
                         .bs = options.bs,
                         .channels = options.channels,
                         .backend = backend,
                         .gain = options.gain});
    server.boot();
    server.play(score);
    backend->advance(options.frames);
    check.require(backend->samples_out() == offline, "the server plays other samples than render()");
});

const Covers server_repr("string", "Aserver.repr", [](const Case& c, Checker& check) {
    check.repr(pya::Aserver({.sr = c.sr(), .bs = c.get<Index>("bs"), .backend = dummy()}));
});

const Covers device_table("string", "device_info", [](const Case& c, Checker& check) {
    std::vector<pya::DeviceInfo> devices;
    for (const auto& d : c.param("devices"))
        devices.push_back({.index = static_cast<int>(devices.size()),
                           .name = d.at("name"),
                           .maxInputChannels = d.at("maxInputChannels"),
                           .maxOutputChannels = d.at("maxOutputChannels"),
                           .defaultSampleRate = d.at("defaultSampleRate"),
                           .defaultLowInputLatency = d.at("defaultLowInputLatency"),
                           .defaultHighInputLatency = d.at("defaultHighInputLatency"),
                           .defaultLowOutputLatency = d.at("defaultLowOutputLatency"),
                           .defaultHighOutputLatency = d.at("defaultHighOutputLatency")});
    std::vector<std::string> lines;
    std::istringstream table(pya::device_table(devices));
    for (std::string line; std::getline(table, line);) lines.push_back(line);
    check.expect("lines", lines);
});

} // namespace
} // namespace golden
