// SPDX-License-Identifier: MIT
// The files of the page, which are built in.
#ifndef PYA_SRC_WEB_FILES_HPP
#define PYA_SRC_WEB_FILES_HPP

#include <string_view>

namespace pya::web {

struct File {
    std::string_view path; ///< as browsers ask for it
    std::string_view type;
    std::string_view content;
};

/// The file that is asked for, or nullptr.
const File* find_file(std::string_view path);

} // namespace pya::web

#endif
