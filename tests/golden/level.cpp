// SPDX-License-Identifier: MIT
// Group level: norm, gain, mean, rms and times.
#include "golden/mapping.hpp"

#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

using pya::Asig;

template <class... Args>
concept Gains = requires(const Asig& sig, Args... args) {
    sig.gain(args...);
};

const Covers norm("level", "Asig.norm", [](const Case& c, Checker& check) {
    double level = 1;
    pya::NormOptions options;
    c.read("norm", level);
    c.read("in_db", options.in_db);
    c.read("dcflag", options.dcflag);
    check.result(c.self().norm(level, options));
});

const Covers gain("level", "Asig.gain", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    if (c.given("amp") && c.given("db")) {
        // pya raises an error. Here such a call does not compile, which is asserted instead.
        static_assert(Gains<double> && Gains<pya::Decibels>);
        static_assert(!Gains<double, pya::Decibels> && !Gains<pya::Decibels, double>);
        pya::detail::fail("gain: refused by the compiler");
    } else if (c.given("amp")) {
        check.result(c.param("amp").is_array() ? self.gain(c.numbers("amp"))
                                               : self.gain(c.get<double>("amp")));
    } else if (c.given("db")) {
        std::vector<pya::Decibels> levels;
        for (const double db : c.numbers("db")) levels.emplace_back(db);
        check.result(c.param("db").is_array() ? self.gain(levels) : self.gain(levels.front()));
    } else {
        check.result(self.gain());
    }
});

const Covers remove_DC("level", "Asig.remove_DC",
                       [](const Case& c, Checker& check) { check.result(c.self().remove_DC()); });

const Covers rms("level", "Asig.rms", [](const Case& c, Checker& check) {
    int axis = 0;
    c.read("axis", axis);
    check.out("rms", array(c.self().rms(axis)));
});

const Covers get_times("level", "Asig.get_times", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    check.out("times", array(self.get_times()));
    check.signal(self);
    check.expect("dur", self.get_duration());
});

} // namespace
} // namespace golden
