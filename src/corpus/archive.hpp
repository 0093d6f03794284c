// SPDX-License-Identifier: MIT
// The files that go with the rows of a shard, in a tar archive as WebDataset reads it.
#ifndef PYA_SRC_CORPUS_ARCHIVE_HPP
#define PYA_SRC_CORPUS_ARCHIVE_HPP

#include <pya/corpus.hpp>

#include "corpus/output.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace pya::detail {

/// A POSIX tar archive (IEEE Std 1003.1, ustar). All files that begin with one number belong together; that
/// of a row is its place in the corpus, so that it is the same in any run. All methods throw IoError.
class Archive {
public:
    explicit Archive(const std::string& path) : output_(path) {}
    /// Adds what has been attached to a row, and number.json with the path and the columns.
    void add(std::size_t number, const std::string& path, const Row& row);
    void commit();

private:
    void append(const std::string& name, std::string_view content);
    Output output_;
};

} // namespace pya::detail

#endif
