// SPDX-License-Identifier: MIT
// Groups getitem, setitem and setitem_err: reading and writing parts of a signal.
#include "golden/mapping.hpp"

#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace golden {
namespace {

using nlohmann::json;
using pya::Asig;

pya::Bound bound(const json& value, bool time) {
    if (value.is_null()) return pya::none;
    return time ? pya::Bound(pya::Seconds(to_number(value))) : pya::Bound(value.get<Index>());
}

template <class Selector>
Selector selector(const json& s) {
    const std::string type = s.at("type");
    if (type == "all") return pya::all;
    if (type == "int") return s.at("v").get<Index>();
    if (type == "list") return s.at("v").get<std::vector<Index>>();
    if (type == "bool") return s.at("v").get<std::vector<bool>>();
    if (type == "slice" || type == "time") {
        const json step = s.value("step", json());
        const bool time = type == "time";
        return pya::slice(bound(s.at("start"), time), bound(s.at("stop"), time),
                          step.is_null() ? 1 : step.get<Index>());
    }
    throw std::logic_error("unknown type of selector: " + type);
}

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
        // No mode may have stuck to the object: other lengths are refused again.
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

pya::Rows rows_of(const json& rows) { return selector<pya::Rows>(rows); }

pya::Cols cols_of(const json& cols) {
    if (cols.at("type") == "names") return cols.at("v").get<std::vector<std::string>>();
    if (cols.at("type") == "name") return cols.at("v").get<std::string>();
    return selector<pya::Cols>(cols);
}

} // namespace golden
