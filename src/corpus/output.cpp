// SPDX-License-Identifier: MIT
#include "corpus/output.hpp"

#include <pya/error.hpp>

#include <utility>

namespace pya::detail {

Output::Output(std::string path) : path_(std::move(path)), file_(path_) {}

void Output::append(std::string_view bytes) {
    const auto count = static_cast<std::int64_t>(bytes.size());
    if (file_.bytes().write_at(size_, bytes.data(), count) != count)
        fail<IoError>("can't write '", path_, "': ", file_.bytes().error());
    size_ += count;
}

void write_safely(const std::string& path, std::string_view content) {
    Output file(path);
    file.append(content);
    file.commit();
}

} // namespace pya::detail
