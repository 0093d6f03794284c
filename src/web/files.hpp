// SPDX-License-Identifier: MIT
// The files of the page, which are a part of the library.
#ifndef PYA_SRC_WEB_FILES_HPP
#define PYA_SRC_WEB_FILES_HPP

#include <string_view>

namespace pya::web {

struct File {
    std::string_view path; ///< the path for which browsers ask
    std::string_view type;
    std::string_view content;
};

/// The file of that path, or nullptr.
const File* find_file(std::string_view path);

} // namespace pya::web

#endif
