// SPDX-License-Identifier: MIT
// Groups yin and pyin.
#include "golden/analysis.hpp"
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/afeature.hpp>

namespace golden {
namespace {

namespace dsp = pya::dsp;

// What the two have in common.
template <class Options>
Options read_frames(const Case& c) {
    Options o;
    c.read("fmin", o.fmin);
    c.read("fmax", o.fmax);
    c.read("frame_length", o.frame_length);
    read_optional(c, "win_length", o.win_length);
    read_optional(c, "hop_length", o.hop_length);
    o.boundary = frame_options(c).boundary;
    return o;
}

// A column of each channel as channels x frames.
Array rows(const pya::Afeature& feature, const char* name) {
    const pya::Afeature part = feature(name);
    if (part.columns() == 1) return array(Eigen::ArrayXd(part.values().col(0)));
    return array(Eigen::ArrayXXd(part.values().transpose()));
}

const Covers yin("yin", "yin", [](const Case& c, Checker& check) {
    dsp::YinOptions o = read_frames<dsp::YinOptions>(c);
    c.read("trough_threshold", o.trough_threshold);
    check.out("f0", rows(c.self().yin(o), "f0"));
});

const Covers pyin("pyin", "pyin", [](const Case& c, Checker& check) {
    dsp::PyinOptions o = read_frames<dsp::PyinOptions>(c);
    c.read("n_thresholds", o.n_thresholds);
    if (c.has("beta_parameters"))
        o.beta_parameters = {c.numbers("beta_parameters").at(0), c.numbers("beta_parameters").at(1)};
    c.read("boltzmann_parameter", o.boltzmann_parameter);
    c.read("resolution", o.resolution);
    c.read("max_transition_rate", o.max_transition_rate);
    c.read("switch_prob", o.switch_prob);
    c.read("no_trough_prob", o.no_trough_prob);
    read_or_none(c, "fill_na", o.fill_na);
    const pya::Afeature found = c.self().pyin(o);
    check.out("f0", rows(found, "f0"));
    check.out("voiced_flag", rows(found, "voiced"));
    check.out("voiced_prob", rows(found, "confidence"));
});

} // namespace
} // namespace golden
