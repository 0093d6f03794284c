// SPDX-License-Identifier: MIT
#include "golden/case.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>
#include <utility>

namespace golden {

using nlohmann::json;

namespace {

std::vector<std::string> keys(const json& object) {
    std::vector<std::string> names;
    for (const auto& item : object.items()) names.push_back(item.key());
    return names;
}

pya::Asig make(const Array& samples, const pya::AsigOptions& options) {
    try {
        return pya::Asig(samples.floats(), options);
    } catch (const pya::Error& e) {
        // The case does not test this, even if it expects an error.
        throw std::logic_error(std::string("the input signal can't be made: ") + e.what());
    }
}

} // namespace

Case::Case(std::string folder, const json& entry)
    : folder_(std::move(folder)), entry_(std::make_shared<const json>(entry)) {}

std::string Case::id() const { return entry_->at("id"); }
std::string Case::group() const { return entry_->at("group"); }
std::string Case::fn() const { return entry_->at("fn"); }
std::string Case::error() const { return entry_->value("error", ""); }
std::string Case::note() const { return entry_->value("note", ""); }

const json& Case::param(const std::string& name) const { return entry_->at("params").at(name); }
bool Case::has(const std::string& name) const { return entry_->at("params").contains(name); }
bool Case::given(const std::string& name) const { return has(name) && !param(name).is_null(); }

template <class T>
T Case::get(const std::string& name) const {
    if constexpr (std::is_same_v<T, double>)
        return to_number(param(name));
    else
        return param(name).get<T>();
}

template <class T>
void Case::read(const std::string& name, T& value) const {
    if (given(name)) value = get<T>(name);
}

#define PYA_GOLDEN_PARAMETER(T)                                                                              \
    template T Case::get<T>(const std::string&) const;                                                       \
    template void Case::read<T>(const std::string&, T&) const;
PYA_GOLDEN_PARAMETER(bool)
PYA_GOLDEN_PARAMETER(int)
PYA_GOLDEN_PARAMETER(Index)
PYA_GOLDEN_PARAMETER(double)
PYA_GOLDEN_PARAMETER(std::string)
PYA_GOLDEN_PARAMETER(std::vector<bool>)
PYA_GOLDEN_PARAMETER(std::vector<double>)
PYA_GOLDEN_PARAMETER(std::vector<Index>)
PYA_GOLDEN_PARAMETER(std::vector<std::string>)
PYA_GOLDEN_PARAMETER(std::vector<std::vector<double>>)
#undef PYA_GOLDEN_PARAMETER

std::vector<double> Case::numbers(const std::string& name) const {
    if (!param(name).is_array()) return {get<double>(name)};
    std::vector<double> values;
    for (const json& value : param(name)) values.push_back(to_number(value));
    return values;
}

bool Case::has_in(const std::string& name) const { return entry_->at("in").contains(name); }
Array Case::in(const std::string& name) const { return load_npy(path(name)); }
std::string Case::path(const std::string& name) const {
    return folder_ + "/" + entry_->at("in").at(name).get<std::string>();
}

int Case::sr() const { return entry_->value("sr", 44100); }

pya::Asig Case::self() const {
    return make(in("self"), {.sr = sr(),
                             .label = entry_->value("label", ""),
                             .cn = entry_->value("cn", std::vector<std::string>())});
}

pya::Asig Case::signal(const std::string& name) const {
    int rate = sr();
    read(name + "_sr", rate);
    return make(in(name), {.sr = rate});
}

std::vector<std::string> Case::outs() const { return keys(entry_->at("out")); }
std::vector<std::string> Case::expectations() const { return keys(entry_->at("expect")); }
bool Case::has_out(const std::string& name) const { return entry_->at("out").contains(name); }
Array Case::out(const std::string& name) const {
    return load_npy(folder_ + "/" + entry_->at("out").at(name).get<std::string>());
}
bool Case::expects(const std::string& name) const { return entry_->at("expect").contains(name); }
const json& Case::expect(const std::string& name) const { return entry_->at("expect").at(name); }

bool Case::has_tolerance(const std::string& name) const {
    return entry_->contains("tol_out") && entry_->at("tol_out").contains(name);
}

Tolerance Case::tolerance(const std::string& name) const {
    if (has_tolerance(name)) {
        const json& own = entry_->at("tol_out").at(name);
        return {to_number(own.at(0)), to_number(own.at(1))};
    }
    const json& all = entry_->at("tol");
    return {to_number(all.at("atol")), to_number(all.at("rtol"))};
}

double to_number(const json& value) {
    if (!value.is_string()) return value.get<double>();
    return std::stod(value.get<std::string>()); // knows inf, -inf and nan
}

std::vector<Case> load_index(const std::string& folder) {
    std::ifstream file(folder + "/index.json");
    const json index = json::parse(file);
    std::vector<Case> cases;
    for (const json& entry : index.at("cases")) cases.emplace_back(folder, entry);
    return cases;
}

} // namespace golden
