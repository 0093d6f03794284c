// SPDX-License-Identifier: MIT
// Groups ctor and string: making signals, comparing them, printing them.
#include "golden/mapping.hpp"

#include <pya/pya.hpp>

namespace golden {
namespace {

using pya::Asig;

pya::AsigOptions asig_options(const Case& c) {
    pya::AsigOptions o;
    c.read("sr", o.sr);
    c.read("label", o.label);
    c.read("cn", o.cn);
    if (c.given("channels")) o.channels = c.get<Index>("channels");
    return o;
}

Asig silence(const Case& c, const pya::AsigOptions& o) {
    return c.given("dur") ? Asig(c.get<double>("dur"), o) : Asig(c.get<Index>("samples"), o);
}

const Covers constructor("ctor", "Asig", [](const Case& c, Checker& check) {
    if (c.has_in("self")) {
        check.result(Asig(c.in("self").floats(), asig_options(c)));
    } else {
        const Asig made = silence(c, asig_options(c));
        check.require((made.sig() == 0).all(), "the samples are not all zero");
        check.result(made);
    }
});

const Covers equality("ctor", "Asig.eq", [](const Case& c, Checker& check) {
    // Label and names must make no difference.
    const Asig self(c.in("self").floats(), {.sr = c.get<int>("sr_self"), .label = "one"});
    Asig other(c.in("other").floats(), {.sr = c.get<int>("sr_other"), .label = "two"});
    other.set_cn(std::vector<std::string>(static_cast<std::size_t>(other.channels()), "name"));
    check.expect("equal", self == other ? 1 : 0);
    check.require((self != other) == !(self == other), "!= is not the opposite of ==");
});

const Covers repr("string", "Asig.repr", [](const Case& c, Checker& check) {
    pya::AsigOptions o = asig_options(c);
    o.sr = c.sr();
    const Asig sig = silence(c, o);
    check.repr(sig);
});

} // namespace
} // namespace golden
