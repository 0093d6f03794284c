// SPDX-License-Identifier: MIT
// The text of the system for an error number.
#ifndef PYA_SRC_IO_REASON_HPP
#define PYA_SRC_IO_REASON_HPP

#include <string>
#include <system_error>

namespace pya::io {

inline std::string reason(int error) { return std::generic_category().message(error); }

} // namespace pya::io

#endif
