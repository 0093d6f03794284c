// SPDX-License-Identifier: MIT
// Group server: recordings from the dummy backend, and how a recorder prints.
#include "golden/mapping.hpp"

#include <pya/arecorder.hpp>
#include <pya/backend/dummy.hpp>

#include <memory>
#include <sstream>
#include <stdexcept>

namespace golden {
namespace {

using pya::Asig;

std::shared_ptr<pya::DummyBackend> input_device(const Asig& input = {}) {
    return std::make_shared<pya::DummyBackend>(
        pya::DummyOptions{.pacing = pya::Pacing::on_call, .input = input});
}

const Covers record("server", "Arecorder.record", [](const Case& c, Checker& check) {
    std::vector<std::string> script;
    std::istringstream words(c.get<std::string>("script"));
    for (std::string word; words >> word;) script.push_back(word);

    Asig heard(0, {.sr = c.sr(), .channels = c.get<Index>("channels")});
    for (const std::string& word : script)
        if (c.has_in(word)) heard = std::move(heard).append(c.signal(word));
    const auto backend = input_device(heard);
    pya::Arecorder recorder(
        {.sr = c.sr(), .bs = c.get<Index>("bs"), .channels = c.get<Index>("channels"), .backend = backend});
    recorder.boot();
    if (c.given("tracks"))
        recorder.set_tracks(c.get<std::vector<Index>>("tracks"),
                            c.given("gains_db") ? c.numbers("gains_db") : std::vector<double>());
    for (const std::string& word : script) {
        if (word == "record")
            recorder.record();
        else if (word == "pause")
            recorder.pause();
        else if (word == "stop")
            recorder.stop();
        else if (c.has_in(word))
            backend->advance(c.in(word).rows());
        else
            throw std::logic_error("unknown word in the script: " + word);
    }
    const std::vector<Asig> takes = recorder.recordings();
    check.expect("n_recordings", static_cast<double>(takes.size()));
    if (!takes.empty()) check.result(takes.back());
});

const Covers recorder_repr("string", "Arecorder.repr", [](const Case& c, Checker& check) {
    const pya::Arecorder recorder({.sr = c.sr(), .bs = c.get<Index>("bs"), .backend = input_device()});
    check.repr(recorder);
});

} // namespace
} // namespace golden
