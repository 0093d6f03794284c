// SPDX-License-Identifier: MIT
// Group arith: signals, numbers, and one value for each channel, on either side and in every mode.
#include "golden/mapping.hpp"

#include <pya/pya.hpp>

#include <stdexcept>

namespace golden {
namespace {

using pya::Asig;

template <class A, class B>
Asig operate(const std::string& op, const A& a, const B& b) {
    if (op == "add") return a + b;
    if (op == "sub") return a - b;
    if (op == "mul") return a * b;
    if (op == "div") return a / b;
    throw std::logic_error("unknown operation: " + op);
}

template <class A>
Asig with_right_side(const Case& c, const A& a) {
    const std::string op = c.get<std::string>("op");
    if (c.has("scalar")) return operate(op, a, c.get<double>("scalar"));
    if (c.has("per_channel")) return operate(op, a, c.numbers("per_channel"));
    return operate(op, a, c.signal("other"));
}

const Covers arith("arith", "Asig.arith", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    // pya labels division by a number "_multiplied"; the index calls that a typo and recommends this.
    if (c.note().find("recommend '_divided'") != std::string::npos)
        check.recommended("label", self.label() + "_divided");
    std::string mode = "default";
    c.read("mode", mode);
    if (mode == "bound")
        check.result(with_right_side(c, self.b()));
    else if (mode == "extend")
        check.result(with_right_side(c, self.x()));
    else if (mode == "default")
        check.result(with_right_side(c, self));
    else
        throw std::logic_error("unknown mode: " + mode);
});

const Covers arith_r("arith", "Asig.arith_r", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    const std::string op = c.get<std::string>("op");
    if (c.has("scalar"))
        check.result(operate(op, c.get<double>("scalar"), self));
    else if (c.has("per_channel"))
        check.result(operate(op, c.numbers("per_channel"), self));
    else
        check.result(operate(op, c.in("other").floats(), self));
});

} // namespace
} // namespace golden
