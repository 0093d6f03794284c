// SPDX-License-Identifier: MIT
// Names that the system would read otherwise than they are written.
#ifndef PYA_SRC_FILE_NAME_HPP
#define PYA_SRC_FILE_NAME_HPP

#include <pya/error.hpp>

#include <string>

namespace pya::detail {

/// Throws ArgumentError for the name of a file with a zero byte, at which the system would end it: another
/// file would be opened, and a message with the name would be cut.
inline void check_file_name(const std::string& name) {
    if (const auto zero = name.find('\0'); zero != std::string::npos)
        fail("the name of a file has a zero byte after '", name.substr(0, zero), "'; no name can have one");
}

} // namespace pya::detail

#endif
