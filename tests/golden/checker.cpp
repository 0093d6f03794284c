// SPDX-License-Identifier: MIT
#include "golden/checker.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <sstream>

namespace golden {
namespace {

bool is_nan(std::complex<double> z) { return std::isnan(z.real()) || std::isnan(z.imag()); }

// By how much a difference exceeds the tolerance; 0 or less passes.
double excess(std::complex<double> got, std::complex<double> want, Tolerance tolerance) {
    if (got == want || (is_nan(got) && is_nan(want))) return 0;
    const double difference = std::abs(got - want);
    if (std::isnan(difference) || !std::isfinite(std::abs(want)))
        return std::numeric_limits<double>::infinity();
    return difference - (tolerance.atol + tolerance.rtol * std::abs(want));
}

template <class T>
std::string shown(const std::vector<T>& values) {
    std::ostringstream out;
    out << "(";
    for (std::size_t i = 0; i < values.size(); ++i) out << (i == 0 ? "" : ", ") << values[i];
    out << ")";
    return out.str();
}

std::string shown(std::complex<double> z) {
    std::ostringstream out;
    out.precision(9);
    out << z.real();
    if (z.imag() != 0) out << (z.imag() < 0 ? "" : "+") << z.imag() << "j";
    return out.str();
}

// What an expectation says of how its case was made, not of what the call gives.
bool is_remark(const std::string& expectation) {
    return expectation.find("_float32_stable") != std::string::npos ||
           expectation.find("resampler") != std::string::npos;
}

std::string position(std::size_t flat, const std::vector<Index>& shape) {
    std::vector<Index> at(shape.size());
    auto rest = static_cast<Index>(flat);
    for (std::size_t d = shape.size(); d-- > 0; rest /= shape[d]) at[d] = rest % shape[d];
    return shown(at);
}

} // namespace

void Checker::compare(const std::string& name, const Array& got, Tolerance tolerance) {
    if (!case_.has_out(name)) return;
    replaced(name);
    const Array want = case_.out(name);
    // A number and a list of one number are the same; otherwise shapes must agree.
    const bool single = got.values.size() == 1 && want.values.size() == 1;
    if (got.shape != want.shape && !single) {
        failures_.push_back(name + ": shape " + shown(got.shape) + ", expected " + shown(want.shape));
        return;
    }
    const auto mask = masks_.find(name);
    std::size_t wrong = 0;
    std::size_t worst = 0;
    double most = 0;
    for (std::size_t i = 0; i < want.values.size(); ++i) {
        if (mask != masks_.end() && mask->second.values[i] == 0.0) continue;
        const double by = excess(got.values[i], want.values[i], tolerance);
        if (by > 0) ++wrong;
        if (by > most) {
            most = by;
            worst = i;
        }
    }
    if (wrong == 0) return;
    std::ostringstream out;
    out << name << ": " << wrong << " of " << want.values.size() << " values differ, the worst at "
        << position(worst, want.shape) << ": " << shown(got.values[worst]) << ", expected "
        << shown(want.values[worst]) << ", difference " << std::abs(got.values[worst] - want.values[worst])
        << ", allowed " << tolerance.atol + tolerance.rtol * std::abs(want.values[worst]);
    failures_.push_back(out.str());
}

void Checker::out_float32(const std::string& name, const Array& got) {
    const std::string single = name + "_float32";
    if (case_.has_tolerance(single)) compare(name, got, case_.tolerance(single));
}

void Checker::out_rows(const std::string& name, const Array& got, Index first, Index last,
                       Tolerance tolerance) {
    if (!case_.has_out(name)) return;
    Array merged = case_.out(name);
    if (got.cols() != merged.cols() || got.rows() < last || merged.rows() < last) {
        compare(name, got, tolerance);
        return;
    }
    for (Index i = first * got.cols(); i < last * got.cols(); ++i)
        merged.values[static_cast<std::size_t>(i)] = got.values[static_cast<std::size_t>(i)];
    compare(name, merged, tolerance);
}

void Checker::mask(const std::string& name, const std::string& mask) {
    if (!case_.has_out(mask)) return;
    masks_[name] = case_.out(mask);
    replaced(mask);
}

bool Checker::wants(const std::string& name) {
    if (!case_.expects(name)) return false;
    expected(name);
    return true;
}

void Checker::mismatch(const std::string& name, const std::string& got) {
    failures_.push_back(name + " is " + got + ", expected " + case_.expect(name).dump());
}

void Checker::expect(const std::string& name, double got, Tolerance tolerance) {
    if (!wants(name)) return;
    const nlohmann::json& value = case_.expect(name);
    const double want = value.is_boolean() ? (value.get<bool>() ? 1 : 0) : to_number(value);
    if (excess(got, want, tolerance) > 0) mismatch(name, shown(std::complex<double>(got)));
}

void Checker::expect(const std::string& name, const std::string& got) {
    if (!wants(name)) return;
    const auto other = recommended_.find(name);
    const std::string want =
        other == recommended_.end() ? case_.expect(name).get<std::string>() : other->second;
    if (got != want) failures_.push_back(name + " is \"" + got + "\", expected \"" + want + "\"");
}

void Checker::expect(const std::string& name, const std::vector<std::string>& got) {
    if (wants(name) && case_.expect(name) != nlohmann::json(got)) mismatch(name, nlohmann::json(got).dump());
}

void Checker::expect(const std::string& name, const std::vector<Index>& got) {
    if (wants(name) && case_.expect(name) != nlohmann::json(got)) mismatch(name, nlohmann::json(got).dump());
}

void Checker::signal(const pya::Asig& got) {
    expect("sr", got.sr());
    expect("cn", got.cn());
    expect("label", got.label());
    expect("samples", static_cast<double>(got.samples()));
    expect("channels", static_cast<double>(got.channels()));
    expect("dur", got.dur());
}

void Checker::result(const pya::Asig& got) {
    out("sig", array(got));
    signal(got);
}

void Checker::require(bool holds, const std::string& what) {
    if (!holds) failures_.push_back(what);
}

std::vector<std::string> Checker::failures() const {
    std::vector<std::string> all = failures_;
    for (const std::string& name : case_.outs())
        if (seen_.count("out " + name) == 0) all.push_back("output " + name + " was not checked");
    for (const std::string& name : case_.expectations())
        if (!is_remark(name) && seen_.count("expect " + name) == 0)
            all.push_back("expectation " + name + " was not checked");
    return all;
}

} // namespace golden
