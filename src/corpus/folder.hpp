// SPDX-License-Identifier: MIT
// The folder of a corpus: which run it belongs to, its shards, and the tables that they become.
#ifndef PYA_SRC_CORPUS_FOLDER_HPP
#define PYA_SRC_CORPUS_FOLDER_HPP

#include "corpus/table.hpp"

#include <span>
#include <string>
#include <vector>

namespace pya::detail {

class CorpusFolder {
public:
    /// Makes the folder, or takes it as it is if it belongs to the same run. Throws IoError for a folder of
    /// another run.
    CorpusFolder(std::string folder, std::string hash, std::size_t shards);

    bool has(std::size_t shard) const;
    /// Takes a shard for this process, unless one of the same job has it or it is complete. Throws IoError.
    bool take(std::size_t shard, const std::string& job) const;
    /// Says that this process is done with what it has taken.
    void give_back(std::size_t shard, const std::string& job) const;
    /// Where the files that go with the rows of a shard are written, in a folder that it makes. Throws
    /// IoError.
    std::string archive(std::size_t shard) const;
    /// Writes the lines of a shard, which is complete then. Throws IoError.
    void complete(std::size_t shard, const std::string& errors, const std::string& table) const;
    /// Makes the tables of all shards, in these formats, a shard at a time, and returns how many errors there
    /// are. Throws IoError.
    std::size_t merge(std::span<const TableFormat> formats) const;

private:
    std::string name(std::size_t shard) const;
    std::string file(std::size_t shard, const char* kind) const;
    std::string taken(std::size_t shard, const std::string& job) const;

    std::string folder_, hash_;
    std::size_t shards_;
};

} // namespace pya::detail

#endif
