// SPDX-License-Identifier: MIT
// The files of a corpus, and the pieces of long ones.
#ifndef PYA_SRC_CORPUS_LISTING_HPP
#define PYA_SRC_CORPUS_LISTING_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pya::detail {

/// How a long file is cut: a piece of `length` seconds begins every `hop` seconds.
struct Pieces {
    double length, hop;
};

/// A file, or a piece of one.
struct CorpusFile {
    std::string path;
    bool again = false;             // the same has come before
    double start = 0;               // in seconds
    std::optional<double> dur = {}; // all the rest if left out
    bool whole() const { return start == 0 && !dur; }
};

/// What a corpus runs over, in order.
struct CorpusListing {
    std::vector<CorpusFile> files;
    bool pieces = false; // the rows say where they begin
};

/// The files of all inputs, in the order of these; those of a folder or pattern are sorted. With `pieces` all
/// are cut but those whose manifest says which piece of them is meant. Throws IoError.
CorpusListing corpus_listing(const std::vector<std::string>& inputs, const std::optional<Pieces>& pieces);

/// Stands for the files with their sizes, the parameters, and how the files are divided into shards.
std::string corpus_hash(const CorpusListing& listing, std::size_t per_shard, std::string_view parameters);

/// A text as a field of CSV, in quotes where it needs them.
std::string csv_field(std::string_view text);
/// Takes the next field off a CSV file. `last` says whether its line ends with it.
std::string next_csv_field(std::string_view& text, bool& last);
/// How many lines of CSV a text has, of which a field in quotes may hold several.
std::size_t csv_lines(std::string_view text);

} // namespace pya::detail

#endif
