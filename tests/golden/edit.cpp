// SPDX-License-Identifier: MIT
// Group edit: append, add, pad and apply.
#include "golden/mapping.hpp"

#include <pya/pya.hpp>

#include <cmath>
#include <stdexcept>

namespace golden {
namespace {

using pya::Asig;

const Covers add("edit", "Asig.add", [](const Case& c, Checker& check) {
    pya::AddOptions options;
    if (c.given("pos")) options.pos = c.get<Index>("pos");
    if (c.given("onset")) options.onset = c.get<double>("onset");
    c.read("amp", options.amp);
    Asig self = c.self();
    const Asig& changed = self.add(c.signal("other"), options);
    check.require(&changed == &self, "add did not return the signal that it changed");
    check.result(self);
});

const Covers pad("edit", "Asig.pad", [](const Case& c, Checker& check) {
    pya::PadOptions options;
    c.read("tail", options.tail);
    c.read("constant_values", options.constant_values);
    check.result(c.self().pad(c.get<Index>("width"), options));
});

const Covers apply("edit", "Asig.apply", [](const Case& c, Checker& check) {
    const std::string fn = c.get<std::string>("fn");
    if (fn == "tanh")
        check.result(c.self().apply([](float x) { return std::tanh(x); }));
    else if (fn == "halfwave")
        check.result(c.self().apply([](float x) { return x < 0 ? 0 : x; }));
    else
        throw std::logic_error("unknown function: " + fn);
});

} // namespace
} // namespace golden
