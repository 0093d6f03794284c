// SPDX-License-Identifier: MIT
// Groups getitem, setitem and setitem_err: reading and writing parts of a signal.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace golden {
namespace {

using pya::Asig;

pya::Selection select(Asig& sig, const Case& c) {
    const pya::Rows rows = rows_of(c.param("rows"));
    const pya::Cols cols = cols_of(c.param("cols"));
    const std::string mode = c.get<std::string>("mode");
    if (mode == "bound") return sig.b(rows, cols);
    if (mode == "extend") return sig.x(rows, cols);
    if (mode == "overwrite") return sig.o(rows, cols);
    if (mode != "default") throw std::logic_error("unknown mode: " + mode);
    return sig(rows, cols);
}

void getitem(const Case& c, Checker& check) {
    const Asig self = c.self();
    check.result(self(rows_of(c.param("rows")), cols_of(c.param("cols"))));
}

void setitem(const Case& c, Checker& check) {
    Asig self = c.self();
    if (c.has("scalar")) {
        select(self, c) = c.get<double>("scalar");
    } else if (c.has("per_channel")) {
        select(self, c) = c.numbers("per_channel");
    } else {
        select(self, c) = c.signal("src");
        Asig from_array = c.self();
        select(from_array, c) = c.in("src").floats();
        check.require(from_array == self, "assigning the array gives other samples than the signal");
    }
    check.result(self);
    if (c.expects("mix_mode_after")) {
        // A mode must not stay with the object: other lengths are refused again.
        check.expected("mix_mode_after");
        const Asig longer(self.samples() + 1, {.sr = self.sr(), .channels = self.channels()});
        bool refused = false;
        try {
            (void)(self + longer);
        } catch (const pya::ArgumentError&) {
            refused = true;
        }
        check.require(c.expect("mix_mode_after").is_null() && refused, "a mode stuck to the signal");
    }
}

const Covers reading("getitem", "Asig.getitem", getitem);
const Covers writing("setitem", "Asig.setitem", setitem);
const Covers refused_reading("getitem_err", "Asig.getitem", getitem);
const Covers refused_writing("setitem_err", "Asig.setitem", setitem);

} // namespace

} // namespace golden
