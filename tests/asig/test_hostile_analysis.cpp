// SPDX-License-Identifier: MIT
// Whatever is measured is defined, or refused, for signals that hardly are any.
#include <pya/afeature.hpp>
#include <pya/amfcc.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/feature/piptrack.hpp>
#include <pya/dsp/feature/sounding.hpp>
#include <pya/dsp/feature/tempogram.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

using Eigen::ArrayXXf;
using Eigen::Index;
using pya::Afeature;
using pya::Asig;
using namespace pya::literals;

namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

struct Case {
    std::string name;
    Asig sig;
};

ArrayXXf noise(Index samples, Index channels = 1) {
    std::mt19937 random(7);
    ArrayXXf x(samples, channels);
    for (float& value : x.reshaped()) value = static_cast<float>(random()) / 0x1p31f - 1;
    return x;
}

ArrayXXf with(float value) {
    ArrayXXf x = noise(9001);
    x(5000, 0) = value;
    return x;
}

std::vector<Case> signals() {
    std::vector<Case> found;
    for (const int sr : {8000, 44100, 192000}) {
        const std::string at = " at " + std::to_string(sr);
        found.push_back({"nothing" + at, Asig(noise(0), {.sr = sr})});
        found.push_back({"nothing in two channels" + at, Asig(noise(0, 2), {.sr = sr})});
        found.push_back({"one sample" + at, Asig(noise(1), {.sr = sr})});
        found.push_back({"shorter than a frame" + at, Asig(noise(101), {.sr = sr})});
        found.push_back({"silence" + at, Asig(ArrayXXf::Zero(9001, 1), {.sr = sr})});
        found.push_back({"a constant" + at, Asig(ArrayXXf::Ones(9001, 1), {.sr = sr})});
        found.push_back({"noise in eight channels" + at, Asig(noise(4001, 8), {.sr = sr})});
    }
    for (const int sr : {8000, 44100}) {
        found.push_back({"NaN", Asig(with(nan), {.sr = sr})});
        found.push_back({"infinity", Asig(with(infinity), {.sr = sr})});
        found.push_back({"the largest float", Asig(with(std::numeric_limits<float>::max()), {.sr = sr})});
    }
    return found;
}

// What was measured, as numbers that must be finite if the signal is moderate.
using Measure = std::function<std::vector<double>(const Asig&)>;

std::vector<double> numbers(const Afeature& f) {
    const auto& values = f.values();
    return {values.data(), values.data() + values.size()};
}

std::vector<double> samples(const Asig& x) {
    const ArrayXXf sig = x.sig(); // without gaps between the channels
    return {sig.data(), sig.data() + sig.size()};
}

// Silence has the level -infinity.
std::vector<double> levels(std::vector<double> found) {
    std::replace(found.begin(), found.end(), -std::numeric_limits<double>::infinity(), 0.);
    return found;
}

std::vector<double> times(const std::vector<pya::dsp::Event>& events) {
    std::vector<double> found;
    for (const auto& [begin, end] : events) {
        CHECK(begin < end);
        found.push_back(static_cast<double>(begin));
    }
    return found;
}

std::vector<double> pitches(const Afeature& f) {
    std::vector<double> found;
    for (const std::string column : {"voiced", "confidence"})
        for (const std::string& name : f.cn())
            if (name.ends_with(column))
                for (const double value : numbers(f({name}))) found.push_back(value);
    return found;
}

std::vector<std::pair<std::string, Measure>> measures() {
    std::vector<std::pair<std::string, Measure>> found;
    for (const std::string name : {"centroid", "bandwidth", "rolloff", "flatness", "contrast", "flux", "rms",
                                   "zero_crossing_rate", "mel", "mfcc", "chroma"})
        found.emplace_back(name, [name](const Asig& x) { return numbers(x.features({name})); });
    found.emplace_back("to_mel", [](const Asig& x) { return numbers(x.to_mel()); });
    found.emplace_back("to_chroma", [](const Asig& x) { return numbers(x.to_chroma()); });
    found.emplace_back("to_cqt", [](const Asig& x) { return numbers(x.to_cqt({.n_bins = 60})); });
    found.emplace_back("to_chroma_cqt",
                       [](const Asig& x) { return numbers(x.to_chroma_cqt({}, {.n_bins = 60})); });
    found.emplace_back("pitch", [](const Asig& x) { return pitches(x.pitch()); });
    found.emplace_back("pyin", [](const Asig& x) { return pitches(x.pyin()); });
    found.emplace_back("yin", [](const Asig& x) { return numbers(x.yin()); });
    found.emplace_back("onset_strength", [](const Asig& x) { return numbers(x.onset_strength()); });
    found.emplace_back("onset_detect", [](const Asig& x) { return x.onset_detect(); });
    found.emplace_back("onsets", [](const Asig& x) { return x.onsets(); });
    found.emplace_back("beats", [](const Asig& x) { return x.beats().times; });
    found.emplace_back("tempo", [](const Asig& x) { return std::vector<double>{x.tempo()}; });
    found.emplace_back("beat_track", [](const Asig& x) { return x.beat_track().beats; });
    found.emplace_back("loudness", [](const Asig& x) {
        const pya::Loudness l = x.loudness();
        return levels({l.integrated, l.range, l.momentary, l.short_term, l.ungated, l.true_peak});
    });
    found.emplace_back("true_peak", [](const Asig& x) { return levels({x.true_peak()}); });
    found.emplace_back("norm", [](const Asig& x) { return samples(x.norm(-23_LUFS)); });
    found.emplace_back("limit", [](const Asig& x) { return samples(x.limit(-1_dB)); });
    found.emplace_back("trim", [](const Asig& x) { return samples(x.trim()); });
    found.emplace_back("find_events", [](const Asig& x) { return times(x.find_events().events()); });
    found.emplace_back("sounding", [](const Asig& x) { return times(pya::dsp::sounding(x.sig())); });
    found.emplace_back("to_mfcc", [](const Asig& x) { return numbers(Afeature(x.to_mfcc())); });
    found.emplace_back("to_db", [](const Asig& x) { return numbers(x.to_mel().to_db().delta()); });
    found.emplace_back("hpss", [](const Asig& x) { return samples(x.hpss().harmonic); });
    found.emplace_back("denoise", [](const Asig& x) { return samples(x.denoise()); });
    found.emplace_back("tuning", [](const Asig& x) {
        return std::vector<double>{pya::dsp::estimate_tuning(x.sig(), x.sr())};
    });
    found.emplace_back("tempogram", [](const Asig& x) {
        const auto lags = pya::dsp::tempogram(numbers(x.onset_strength()));
        return std::vector<double>(lags.data(), lags.data() + lags.size());
    });
    return found;
}

// What no method takes, at 8 kHz: each is refused.
std::vector<std::pair<std::string, Measure>> refused() {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    std::vector<std::pair<std::string, Measure>> found;
    const auto add = [&](const std::string& name, Measure measure) {
        found.emplace_back(name, std::move(measure));
    };
    for (const auto& limits :
         {std::pair{3000., 200.}, {200., 4001.}, {5000., 6000.}, {unknown, 300.}, {80., unknown}}) {
        const double fmin = limits.first, fmax = limits.second;
        const std::string range = " from " + std::to_string(fmin) + " to " + std::to_string(fmax);
        add("pitch" + range, [=](const Asig& x) { return pitches(x.pitch({.fmin = fmin, .fmax = fmax})); });
        add("pyin" + range, [=](const Asig& x) { return pitches(x.pyin({.fmin = fmin, .fmax = fmax})); });
        add("yin" + range, [=](const Asig& x) { return numbers(x.yin({.fmin = fmin, .fmax = fmax})); });
        add("to_mel" + range, [=](const Asig& x) { return numbers(x.to_mel({.fmin = fmin, .fmax = fmax})); });
    }
    for (const double fmin : {5000., 3900., unknown, 0.}) {
        const std::string from = " from " + std::to_string(fmin);
        add("to_cqt" + from, [=](const Asig& x) { return numbers(x.to_cqt({.fmin = fmin})); });
        add("to_chroma_cqt" + from,
            [=](const Asig& x) { return numbers(x.to_chroma_cqt({}, {.fmin = fmin})); });
        add("contrast" + from, [=](const Asig& x) {
            return numbers(x.features({"contrast"}, {}, {.contrast = {.fmin = fmin}}));
        });
    }
    for (const std::string name : {"centroid", "rms", "mfcc", "chroma"})
        add(name + " of frames that are longer than the signal", [=](const Asig& x) {
            return numbers(x.features({name}, {.nperseg = 16384, .boundary = pya::dsp::Boundary::off}));
        });
    for (const double wrong : {unknown, -1., 0.}) {
        const std::string of = " of " + std::to_string(wrong);
        add("beats" + of, [=](const Asig& x) { return x.beats({.likely = wrong}).times; });
        add("beat_track" + of, [=](const Asig& x) { return x.beat_track({.tightness = wrong}).beats; });
        add("rolloff" + of,
            [=](const Asig& x) { return numbers(x.features({"rolloff"}, {}, {.roll_percent = wrong})); });
    }
    add("features of nothing", [](const Asig& x) { return numbers(x.features({})); });
    add("a feature that there isn't", [](const Asig& x) { return numbers(x.features({"brightness"})); });
    return found;
}

bool is_finite(double value) { return std::isfinite(value); }

} // namespace

TEST_CASE("what is measured in hardly a signal is a number or refused, and the signal stays", "[analysis]") {
    for (const Case& c : signals()) {
        const ArrayXXf before = c.sig.sig();
        const bool moderate = (before.abs() <= 1).all();
        for (const auto& [name, measure] : measures()) {
            CAPTURE(c.name, name);
            try {
                const std::vector<double> found = measure(c.sig);
                if (moderate) CHECK(std::all_of(found.begin(), found.end(), is_finite));
            } catch (const pya::ArgumentError& e) {
                CHECK(std::string(e.what()).find(": ") != std::string::npos); // it names the function
            }
            CHECK((c.sig.sig() == before || before.isNaN()).all());
        }
    }
}

TEST_CASE("what analysis can't be asked for is refused by name, and the signal stays", "[analysis]") {
    const Asig sig(noise(9001), {.sr = 8000});
    const ArrayXXf before = sig.sig();
    for (const auto& [name, measure] : refused()) {
        CAPTURE(name);
        CHECK_THROWS_AS(measure(sig), pya::ArgumentError);
        CHECK((sig.sig() == before).all());
    }
}
