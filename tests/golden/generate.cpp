// SPDX-License-Identifier: MIT
// Group ugen: oscillators and noise.
#include "golden/mapping.hpp"

#include <pya/dsp/source/noise.hpp>
#include <pya/pya.hpp>

namespace golden {
namespace {

using pya::Ugen;

void read(const Case& c, const std::string& name, pya::Agen& number) {
    if (c.given(name)) number = c.get<double>(name);
}

// The parameters that all generators have.
template <class Options>
Options common(const Case& c) {
    Options o;
    read(c, "freq", o.freq);
    read(c, "amp", o.amp);
    if (c.given("dur")) o.dur = c.get<double>("dur");
    if (c.given("n_rows")) o.n_rows = c.get<Index>("n_rows");
    c.read("sr", o.sr);
    c.read("channels", o.channels);
    c.read("cn", o.cn);
    c.read("label", o.label);
    return o;
}

void check_generated(const Case& c, Checker& check, const pya::Asig& wave) {
    check.result(wave);
    check.require(wave.sr() == c.sr(), "the rate is " + std::to_string(wave.sr()));
    if (c.given("cn"))
        check.require(wave.cn() == c.get<std::vector<std::string>>("cn"), "the channels have other names");
    check.expected("min_edge_distance_cycles"); // how near samples come to a jump of the golden wave
}

const Covers sine("ugen", "Ugen.sine", [](const Case& c, Checker& check) {
    check_generated(c, check, Ugen::sine(common<pya::SineOptions>(c)));
});

const Covers cos("ugen", "Ugen.cos", [](const Case& c, Checker& check) {
    check_generated(c, check, Ugen::cos(common<pya::CosOptions>(c)));
});

const Covers square("ugen", "Ugen.square", [](const Case& c, Checker& check) {
    auto options = common<pya::SquareOptions>(c);
    read(c, "duty", options.duty);
    c.read("sample_shift", options.sample_shift);
    check_generated(c, check, Ugen::square(options));
});

const Covers sawtooth("ugen", "Ugen.sawtooth", [](const Case& c, Checker& check) {
    auto options = common<pya::SawtoothOptions>(c);
    read(c, "width", options.width);
    check_generated(c, check, Ugen::sawtooth(options));
});

const Covers pink_filter("ugen", "Ugen.noise.pink_filter", [](const Case& c, Checker& check) {
    const std::vector<double> white = c.in("white").list();
    Eigen::ArrayXd pink(static_cast<Index>(white.size()));
    pya::dsp::PinkFilter().process(pya::dsp::Block<const double>(white), pya::dsp::Block<double>(pink));
    check.out("raw", array(pink));
    // pya maps [min, max] onto [0, 1] afterwards.
    check.out("pya_normalized",
              array(((pink - pink.minCoeff()) / (pink.maxCoeff() - pink.minCoeff())).eval()));
});

} // namespace
} // namespace golden
