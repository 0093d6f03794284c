// SPDX-License-Identifier: MIT
// Features as the bytes of a file.
#ifndef PYA_SRC_AFEATURE_FILE_HPP
#define PYA_SRC_AFEATURE_FILE_HPP

#include <pya/afeature.hpp>

#include <string>

namespace pya::detail {

/// What is written to a file whose name ends with csv or npy; `caller` and `name` are for the ArgumentError
/// of another one.
std::string feature_file(const char* caller, const std::string& name, const Afeature& feature);

} // namespace pya::detail

#endif
