// SPDX-License-Identifier: MIT
// Group mapping: amplitudes, pitches and ranges. Each both on the whole array and number by number.
#include "golden/mapping.hpp"

#include <pya/mapping.hpp>

#include <cmath>
#include <stdexcept>

namespace golden {
namespace {

template <class F>
Mapping each(F f) {
    return [f](const Case& c, Checker& check) {
        const Eigen::ArrayXd x = c.in("x").vector();
        check.out("y", array(Eigen::ArrayXd(f(x))));
        Eigen::ArrayXd one_by_one(x.size());
        for (Index i = 0; i < x.size(); ++i) one_by_one(i) = f(x(i));
        check.out("y", array(one_by_one));
    };
}

const Covers ampdb("mapping", "ampdb", each([](const auto& x) { return pya::ampdb(x); }));
const Covers dbamp("mapping", "dbamp", each([](const auto& x) { return pya::dbamp(x); }));
const Covers midicps("mapping", "midicps", each([](const auto& x) { return pya::midicps(x); }));
const Covers cpsmidi("mapping", "cpsmidi", each([](const auto& x) { return pya::cpsmidi(x); }));
const Covers hz_to_mel("mapping", "hz_to_mel", each([](const auto& x) { return pya::hz2mel(x); }));
const Covers mel_to_hz("mapping", "mel_to_hz", each([](const auto& x) { return pya::mel2hz(x); }));

pya::Clip clip_of(const std::string& name) {
    if (name.empty()) return pya::Clip::off;
    if (name == "min") return pya::Clip::min;
    if (name == "max") return pya::Clip::max;
    if (name == "minmax") return pya::Clip::minmax;
    throw std::logic_error("unknown clip: " + name);
}

const Covers linlin("mapping", "linlin", [](const Case& c, Checker& check) {
    std::string clip;
    c.read("clip", clip);
    const double x1 = c.get<double>("x1");
    const double x2 = c.get<double>("x2");
    const double y1 = c.get<double>("y1");
    const double y2 = c.get<double>("y2");
    const pya::Clip limits = clip_of(clip);
    each([=](const auto& x) { return pya::linlin(x, x1, x2, y1, y2, limits); })(c, check);
});

const Covers clip("mapping", "clip", [](const Case& c, Checker& check) {
    double minimum = -INFINITY;
    double maximum = INFINITY;
    c.read("minimum", minimum);
    c.read("maximum", maximum);
    each([=](const auto& x) { return pya::clip(x, minimum, maximum); })(c, check);
});

} // namespace
} // namespace golden
