// SPDX-License-Identifier: MIT
// librosa's onsets and beats.
#include "golden/analysis.hpp"
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/afeature.hpp>
#include <pya/dsp/rhythm.hpp>

namespace golden {
namespace {

namespace dsp = pya::dsp;

dsp::Aggregate aggregate_of(const Case& c) {
    dsp::Aggregate aggregate = dsp::Aggregate::mean;
    read_enum(c, "aggregate", aggregate, {{"median", dsp::Aggregate::median}});
    return aggregate;
}

dsp::OnsetStrengthOptions strength_options(const Case& c) {
    dsp::OnsetStrengthOptions o;
    c.read("lag", o.lag);
    c.read("max_size", o.max_size);
    c.read("detrend", o.detrend);
    c.read("center", o.center);
    o.aggregate = aggregate_of(c);
    c.read("n_fft", o.frames.nperseg);
    c.read("hop_length", o.frames.stride);
    o.mel = mel_options(c);
    if (c.has("channels"))
        for (const double edge : c.numbers("channels")) o.groups.push_back(static_cast<Index>(edge));
    return o;
}

// The envelopes of a signal, one a row.
Array strengths(const Case& c) {
    const pya::Afeature found = c.self().onset_strength(strength_options(c));
    if (found.columns() == 1) return array(Eigen::ArrayXd(found.values().col(0)));
    return array(Eigen::ArrayXXd(found.values().transpose()));
}

const Covers strength("onset_strength", "onset.onset_strength", [](const Case& c, Checker& check) {
    if (!c.has_in("S")) return check.out("envelope", strengths(c));
    const FrameColumns s = columns_of(c.in("S"));
    check.out("envelope", list(dsp::onset_strength(s.block(), strength_options(c))));
});

const Covers multi("onset_strength", "onset.onset_strength_multi",
                   [](const Case& c, Checker& check) { check.out("envelope", strengths(c)); });

const Covers peaks("peak_pick", "util.peak_pick", [](const Case& c, Checker& check) {
    dsp::PeakPickOptions o;
    c.read("pre_max", o.pre_max);
    c.read("post_max", o.post_max);
    c.read("pre_avg", o.pre_avg);
    c.read("post_avg", o.post_avg);
    c.read("delta", o.delta);
    c.read("wait", o.wait);
    check.out("peaks", list(dsp::peak_pick(c.in("x").list(), o)));
});

const Covers maxima("peak_pick", "util.localmax", [](const Case& c, Checker& check) {
    check.out("mask", list(dsp::localmax(c.in("x").list())));
});
const Covers minima("peak_pick", "util.localmin", [](const Case& c, Checker& check) {
    check.out("mask", list(dsp::localmin(c.in("x").list())));
});

// Frames in the units that the case asks for.
Array in_units(const Case& c, const std::vector<Index>& frames, Index stride) {
    Array result = list(frames);
    std::string units = "frames";
    c.read("units", units);
    for (auto& value : result.values) {
        if (units != "frames") value *= static_cast<double>(stride);
        if (units == "time") value /= c.sr();
    }
    return result;
}

// The envelope that a case has, or that of its signal.
std::vector<double> envelope_of(const Case& c, Index stride, dsp::Aggregate aggregate) {
    if (c.has_in("onset_envelope")) return c.in("onset_envelope").list();
    return dsp::onset_strength(c.self().sig(), c.sr(),
                               {.aggregate = aggregate, .frames = {.stride = stride}});
}

const Covers onsets("onset_detect", "onset.onset_detect", [](const Case& c, Checker& check) {
    dsp::OnsetDetectOptions o;
    c.read("hop_length", o.stride);
    c.read("backtrack", o.backtrack);
    c.read("normalize", o.normalize);
    c.read("delta", o.delta);
    for (const auto& [name, option] : {std::pair("pre_max", &o.pre_max),
                                       {"post_max", &o.post_max},
                                       {"pre_avg", &o.pre_avg},
                                       {"post_avg", &o.post_avg},
                                       {"wait", &o.wait}})
        read_optional(c, name, *option);
    const std::vector<double> envelope = envelope_of(c, o.stride, dsp::Aggregate::mean);
    const std::vector<Index> frames = dsp::onset_detect(envelope, c.sr(), o);
    check.out("onsets", in_units(c, frames, o.stride));
    if (!c.has_in("self")) return;
    const std::vector<double> times = c.self().onset_detect(o);
    check.require(times.size() == frames.size(),
                  "the method finds " + std::to_string(times.size()) + " onsets");
});

const Covers backtrack("onset_detect", "onset.onset_backtrack", [](const Case& c, Checker& check) {
    std::vector<Index> events;
    for (const double event : c.in("events").list()) events.push_back(static_cast<Index>(event));
    check.out("onsets", list(dsp::onset_backtrack(events, c.in("energy").list())));
});

const Covers tempi("tempo", "feature.tempo", [](const Case& c, Checker& check) {
    dsp::TempoOptions o;
    c.read("hop_length", o.stride);
    c.read("start_bpm", o.start_bpm);
    c.read("std_bpm", o.std_bpm);
    c.read("ac_size", o.ac_size);
    read_or_none(c, "max_tempo", o.max_tempo);
    o.aggregate = aggregate_of(c);
    const std::vector<double> envelope = c.in("onset_envelope").list();
    if (c.has("aggregate") && !c.given("aggregate"))
        check.out("bpm", list(dsp::tempo_of_frames(envelope, c.sr(), o)));
    else
        check.out("bpm", list(std::vector<double>{dsp::tempo(envelope, c.sr(), o)}));
});

const Covers beats("beat_track", "beat.beat_track", [](const Case& c, Checker& check) {
    dsp::BeatTrackOptions o;
    c.read("hop_length", o.stride);
    c.read("start_bpm", o.start_bpm);
    c.read("tightness", o.tightness);
    c.read("trim", o.trim);
    read_optional(c, "bpm", o.bpm);
    const auto found = dsp::beat_track(envelope_of(c, o.stride, dsp::Aggregate::median), c.sr(), o);
    check.out("bpm", list(std::vector<double>{found.tempo}));
    check.out("beats", in_units(c, found.beats, o.stride));
    if (!c.has_in("self")) return;
    const auto [tempo, times] = c.self().beat_track(o);
    check.require(tempo == found.tempo && times.size() == found.beats.size(),
                  "the method finds " + std::to_string(times.size()) + " beats");
});

} // namespace
} // namespace golden
