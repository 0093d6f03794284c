// SPDX-License-Identifier: MIT
// A file that is written from its beginning to its end.
#ifndef PYA_SRC_CORPUS_OUTPUT_HPP
#define PYA_SRC_CORPUS_OUTPUT_HPP

#include "io/pending_file.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace pya::detail {

/// A file that gets its name when it is complete and on the disk. All methods throw IoError.
class Output {
public:
    explicit Output(std::string path);
    void append(std::string_view bytes);
    std::int64_t size() const { return size_; } // so far
    void commit() { file_.commit(true); }

private:
    std::string path_;
    io::PendingFile file_;
    std::int64_t size_ = 0;
};

/// Writes text as such a file.
void write_safely(const std::string& path, std::string_view content);

} // namespace pya::detail

#endif
