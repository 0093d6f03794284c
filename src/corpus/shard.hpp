// SPDX-License-Identifier: MIT
// A shard of a corpus that is being made.
#ifndef PYA_SRC_CORPUS_SHARD_HPP
#define PYA_SRC_CORPUS_SHARD_HPP

#include <pya/corpus.hpp>

#include "corpus/archive.hpp"
#include "corpus/folder.hpp"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace pya::detail {

/// What has become of one file: a row, or what went wrong.
struct CorpusResult {
    std::string path;
    Row row = {};
    std::string error = {};
};

/// Takes the results of a shard's files as they come and writes them in order. Those that come too early
/// wait. Several threads may call it.
class CorpusShard {
public:
    /// `first` is the place of its first file in the corpus.
    CorpusShard(const CorpusFolder& folder, std::size_t number, std::size_t first, std::size_t size)
        : folder_(folder), number_(number), first_(first), size_(size) {}

    std::size_t number() const { return number_; }
    std::size_t first() const { return first_; }
    std::size_t size() const { return size_; }

    /// Takes the result of the file at a place in the shard. Returns true for the last one, when the shard is
    /// on the disk. Its columns are those of its first row; a row with others becomes an error. Throws
    /// IoError.
    bool put(std::size_t place, CorpusResult result);

private:
    void write(CorpusResult result);

    const CorpusFolder& folder_;
    const std::size_t number_, first_, size_;
    std::mutex mutex_;
    std::map<std::size_t, CorpusResult> waiting_;
    std::size_t written_ = 0;
    std::string header_, rows_, errors_;
    std::optional<Archive> archive_;
};

} // namespace pya::detail

#endif
