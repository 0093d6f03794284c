// SPDX-License-Identifier: MIT
// Groups fade, envelope and window: functions that multiply a signal by a curve.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/dsp/level/envelope.hpp>
#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

using pya::Asig;

const Covers fade_in("fade", "Asig.fade_in", [](const Case& c, Checker& check) {
    double dur = 0.1;
    double curve = 1;
    c.read("dur", dur);
    c.read("curve", curve);
    check.result(c.self().fade_in(dur, curve));
});

const Covers fade_out("fade", "Asig.fade_out", [](const Case& c, Checker& check) {
    double dur = 0.1;
    double curve = 1;
    c.read("dur", dur);
    c.read("curve", curve);
    check.result(c.self().fade_out(dur, curve));
});

// The gains themselves, in double.
Array gains(pya::dsp::Envelope envelope, Index n) {
    Eigen::ArrayXd values(n);
    envelope.process(values);
    return array(values);
}

const Covers envelope("envelope", "Asig.envelope", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    const std::vector<double> amps = c.has_in("amps") ? c.in("amps").list() : c.numbers("amps");
    std::vector<double> ts;
    if (c.given("ts")) ts = c.numbers("ts");
    pya::EnvelopeOptions options;
    c.read("curve", options.curve);
    read_interp(c, options.kind);
    check.result(self.envelope(amps, ts, options));
    check.out("env",
              gains({amps, ts, self.samples(), static_cast<double>(self.sr()), options.curve, options.kind},
                    self.samples()));
});

const Covers adsr("envelope", "Asig.adsr", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    pya::AdsrOptions options;
    c.read("att", options.att);
    c.read("dec", options.dec);
    c.read("sus", options.sus);
    c.read("rel", options.rel);
    c.read("curve", options.curve);
    read_interp(c, options.kind);
    check.result(self.adsr(options));
    check.out("env", gains({options, self.samples(), static_cast<double>(self.sr())}, self.samples()));
});

const Covers window("window", "Asig.window", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    check.result(c.has("win") ? self.window(window_of(c.param("win"))) : self.window());
    check.expect("self_unchanged", self == c.self() && self.label() == c.self().label() ? 1 : 0);
});

} // namespace
} // namespace golden
