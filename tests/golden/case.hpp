// SPDX-License-Identifier: MIT
// One case of the golden index: its inputs, its parameters and what is expected of it.
#ifndef PYA_TESTS_GOLDEN_CASE_HPP
#define PYA_TESTS_GOLDEN_CASE_HPP

#include "golden/npy.hpp"

#include <pya/asig.hpp>

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <vector>

namespace golden {

struct Tolerance {
    double atol = 0;
    double rtol = 0;
};

class Case {
public:
    Case(std::string folder, const nlohmann::json& entry);

    std::string id() const;
    std::string group() const;
    std::string fn() const;
    // The Python class that the call raises; empty if it returns.
    std::string error() const;
    std::string note() const;

    // -- Parameters
    const nlohmann::json& param(const std::string& name) const;
    bool has(const std::string& name) const;   // present, if only as null
    bool given(const std::string& name) const; // present and not null
    // Sets `value` to the parameter; leaves it, so the library's default, if the parameter is missing or
    // null.
    template <class T>
    void read(const std::string& name, T& value) const;
    template <class T>
    T get(const std::string& name) const; // throws if missing
    // A list of numbers, or one number as a list of one.
    std::vector<double> numbers(const std::string& name) const;

    // -- Inputs
    bool has_in(const std::string& name) const;
    Array in(const std::string& name) const;
    std::string path(const std::string& name) const;
    // The signal that the case tests, with its rate, names and label.
    pya::Asig self() const;
    // Another signal, at the rate of self or of the parameter `<name>_sr`.
    pya::Asig signal(const std::string& name) const;
    int sr() const; // 44100 if the case has none

    // -- Results
    std::vector<std::string> outs() const;
    std::vector<std::string> expectations() const;
    bool has_out(const std::string& name) const;
    Array out(const std::string& name) const;
    bool expects(const std::string& name) const;
    const nlohmann::json& expect(const std::string& name) const;
    // The tolerances of an output or, if the index has none of that name, of the case.
    Tolerance tolerance(const std::string& name = {}) const;
    bool has_tolerance(const std::string& name) const;

private:
    std::string folder_;
    std::shared_ptr<const nlohmann::json> entry_;
};

// A JSON number, or one of the strings that stand for inf and nan.
double to_number(const nlohmann::json& value);

// All cases of <folder>/index.json.
std::vector<Case> load_index(const std::string& folder);

} // namespace golden

#endif
