// SPDX-License-Identifier: MIT
// Which function of the library each kind of case calls.
#ifndef PYA_TESTS_GOLDEN_MAPPING_HPP
#define PYA_TESTS_GOLDEN_MAPPING_HPP

#include "golden/checker.hpp"

#include <functional>
#include <string>

namespace golden {

// Makes the call that a case describes and hands what it gives to the checker.
using Mapping = std::function<void(const Case&, Checker&)>;

// A constant of this type covers the cases of a group and function.
struct Covers {
    Covers(const std::string& group, const std::string& fn, Mapping mapping);
};

// The mapping of a case, or nullptr if nothing covers it.
const Mapping* find_mapping(const Case& of);

} // namespace golden

#endif
