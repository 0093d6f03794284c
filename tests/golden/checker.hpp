// SPDX-License-Identifier: MIT
// Compares the results of a call with what its case expects, and knows what has not been compared yet.
#ifndef PYA_TESTS_GOLDEN_CHECKER_HPP
#define PYA_TESTS_GOLDEN_CHECKER_HPP

#include "golden/case.hpp"

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace golden {

class Checker {
public:
    explicit Checker(const Case& of) : case_(of) {}

    // -- Outputs, within the tolerances of the index. Those that the case does not have are ignored.
    void out(const std::string& name, const Array& got) { compare(name, got, case_.tolerance(name)); }
    // A result in single precision, if the index has tolerances for one.
    void out_float32(const std::string& name, const Array& got);
    void out(const std::string& name, const Array& got, Tolerance tolerance) {
        compare(name, got, tolerance);
    }
    // One row, or rows [first, last), with other tolerances than the rest.
    void out_row(const std::string& name, Index row, const Array& got, Tolerance tolerance) {
        out_rows(name, got, row, row + 1, tolerance);
    }
    void out_rows(const std::string& name, const Array& got, Index first, Index last, Tolerance tolerance);
    // From now on an output is only compared where another one, the mask, is 1. Without a mask it is compared
    // everywhere.
    void mask(const std::string& name, const std::string& mask);
    // An output that records another reading of the same call; the one that was compared replaces it.
    void replaced(const std::string& name) { seen_.insert("out " + name); }

    // -- Expectations. Those that the case does not have are ignored.
    void expect(const std::string& name, double got) { expect(name, got, case_.tolerance()); }
    void expect(const std::string& name, double got, Tolerance tolerance);
    void expect(const std::string& name, const std::string& got);
    void expect(const std::string& name, const std::vector<std::string>& got);
    void expect(const std::string& name, const std::vector<Index>& got);
    // Where a note of the index recommends another value than the one it expects.
    void recommended(const std::string& name, const std::string& value) { recommended_[name] = value; }
    // What repr() returns, and the same printed.
    template <class T>
    void repr(const T& object) {
        std::ostringstream printed;
        printed << object;
        expect("repr", object.repr());
        expect("repr", printed.str());
    }
    // For an expectation that was checked in another way.
    void expected(const std::string& name) { seen_.insert("expect " + name); }
    // sr, cn, label, samples, channels, dur
    void signal(const pya::Asig& got);
    // The same, and its samples as output `sig`.
    void result(const pya::Asig& got);

    void require(bool holds, const std::string& what);

    // What went wrong, including what the case has but was not compared.
    std::vector<std::string> failures() const;

private:
    void compare(const std::string& name, const Array& got, Tolerance tolerance);
    bool wants(const std::string& name);
    void mismatch(const std::string& name, const std::string& got);

    const Case& case_;
    std::map<std::string, Array> masks_; // by output
    std::map<std::string, std::string> recommended_;
    std::set<std::string> seen_;
    std::vector<std::string> failures_;
};

} // namespace golden

#endif
