// SPDX-License-Identifier: MIT
#include "golden/parameters.hpp"

#include <nlohmann/json.hpp>

#include <limits>

namespace golden {

using nlohmann::json;

namespace {

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

void append_parameters(const json& value, std::vector<double>& params) {
    if (value.is_array())
        for (const json& entry : value) append_parameters(entry, params);
    else if (value.is_null())
        params.push_back(std::numeric_limits<double>::quiet_NaN());
    else if (value.is_boolean())
        params.push_back(value.get<bool>() ? 1 : 0);
    else
        params.push_back(to_number(value));
}

} // namespace

pya::Rows rows_of(const json& rows) { return selector<pya::Rows>(rows); }

pya::Cols cols_of(const json& cols) {
    const std::string type = cols.at("type");
    if (type == "name" || (type == "names" && cols.at("v").is_string()))
        return cols.at("v").get<std::string>();
    if (type == "names") return cols.at("v").get<std::vector<std::string>>();
    return selector<pya::Cols>(cols);
}

pya::dsp::Window window_of(const json& window) {
    if (window.is_null() || window == "") return {};
    if (window.is_number()) return window.get<double>();
    if (window.is_string()) return window.get<std::string>();
    std::vector<double> params;
    if (!window.at(0).is_string()) {
        append_parameters(window, params);
        return params;
    }
    for (std::size_t i = 1; i < window.size(); ++i) append_parameters(window[i], params);
    return {window.at(0).get<std::string>(), params};
}

void read_window(const Case& c, const std::string& name, pya::dsp::Window& window) {
    if (c.has(name)) window = window_of(c.param(name));
}

void read_detrend(const Case& c, pya::dsp::Detrend& detrend) {
    if (!c.given("detrend")) return;
    if (c.param("detrend").is_boolean())
        detrend = pya::dsp::Detrend::off;
    else
        read_enum(c, "detrend", detrend,
                  {{"constant", pya::dsp::Detrend::constant}, {"linear", pya::dsp::Detrend::linear}});
}

void read_interp(const Case& c, pya::dsp::Interp& kind) {
    read_enum(c, "kind", kind,
              {{"linear", pya::dsp::Interp::linear},
               {"nearest", pya::dsp::Interp::nearest},
               {"nearest-up", pya::dsp::Interp::nearest_up},
               {"zero", pya::dsp::Interp::zero},
               {"previous", pya::dsp::Interp::previous},
               {"next", pya::dsp::Interp::next},
               {"slinear", pya::dsp::Interp::slinear},
               {"quadratic", pya::dsp::Interp::quadratic},
               {"cubic", pya::dsp::Interp::cubic}});
}

void read_optional(const Case& c, const std::string& name, std::optional<Index>& value) {
    if (c.given(name)) value = c.get<Index>(name);
}

void read_optional(const Case& c, const std::string& name, std::optional<double>& value) {
    if (c.given(name)) value = c.get<double>(name);
}

} // namespace golden
