// SPDX-License-Identifier: MIT
// Group routing: what changes the number or order of channels.
#include "golden/mapping.hpp"

#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

const Covers shift_channel("routing", "Asig.shift_channel", [](const Case& c, Checker& check) {
    check.result(c.given("shift") ? c.self().shift_channel(c.get<Index>("shift")) : c.self().shift_channel());
});

const Covers mono("routing", "Asig.mono", [](const Case& c, Checker& check) {
    check.result(c.given("blend") ? c.self().mono(c.numbers("blend")) : c.self().mono());
});

const Covers stereo("routing", "Asig.stereo", [](const Case& c, Checker& check) {
    const pya::Asig self = c.self();
    if (!c.given("blend")) {
        check.result(self.stereo());
    } else if (c.param("blend").at(0).is_array()) {
        const auto sides = c.get<std::vector<std::vector<double>>>("blend");
        check.result(self.stereo(sides.at(0), sides.at(1)));
    } else {
        check.result(self.stereo(c.numbers("blend")));
    }
});

const Covers rewire("routing", "Asig.rewire", [](const Case& c, Checker& check) {
    std::vector<pya::Route> routes;
    for (const auto& entry : c.param("map"))
        routes.push_back({{entry.at(0).get<Index>(), entry.at(1).get<Index>()}, to_number(entry.at(2))});
    check.result(c.self().rewire(routes));
});

const Covers pan2("routing", "Asig.pan2", [](const Case& c, Checker& check) {
    check.result(c.given("pan") ? c.self().pan2(c.get<double>("pan")) : c.self().pan2());
});

const Covers flatten("routing", "Asig.flatten",
                     [](const Case& c, Checker& check) { check.result(c.self().flatten()); });

} // namespace
} // namespace golden
