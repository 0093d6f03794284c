// SPDX-License-Identifier: MIT
#include "corpus/folder.hpp"

#include <pya/error.hpp>

#include "corpus/listing.hpp"
#include "corpus/output.hpp"
#include "file_name.hpp"
#include "io/text_file.hpp"

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace pya::detail {
namespace {

namespace fs = std::filesystem;

std::string digits(std::size_t shard) {
    const std::string number = std::to_string(shard);
    return std::string(number.size() < 6 ? 6 - number.size() : 0, '0') + number;
}

} // namespace

CorpusFolder::CorpusFolder(std::string folder, std::string hash, std::size_t shards)
    : folder_(std::move(folder)), hash_(std::move(hash)), shards_(shards) {
    check_file_name(folder_);
    std::error_code error;
    fs::create_directories(folder_ + "/shards", error);
    if (error) fail<IoError>("can't make the folder '", folder_, "': ", error.message());
    const std::string name = folder_ + "/run.txt", content = hash_ + '\n';
    if (!fs::exists(name))
        write_safely(name, content);
    else if (io::read_file(name) != content)
        fail<IoError>("the folder '", folder_,
                      "' has the results of another run: of other files, other sizes of them, other "
                      "parameters or --per-shard; give another --out, or remove it");
}

std::string CorpusFolder::name(std::size_t shard) const {
    return folder_ + "/shards/" + digits(shard) + '-' + hash_;
}

std::string CorpusFolder::archive(std::size_t shard) const {
    const std::string folder = folder_ + "/files";
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) fail<IoError>("can't make the folder '", folder, "': ", error.message());
    return folder + '/' + digits(shard) + ".tar";
}

std::string CorpusFolder::file(std::size_t shard, const char* kind) const {
    return name(shard) + '.' + kind + ".csv";
}

std::string CorpusFolder::taken(std::size_t shard, const std::string& job) const {
    return name(shard) + '.' + job + ".taken";
}

// Of several processes on several machines only one can make the file, and no lock outlives one that is
// killed: what its job has not done is free for every other job.
bool CorpusFolder::take(std::size_t shard, const std::string& job) const {
    if (has(shard)) return false;
    if (job.empty()) return true;
    const std::string path = taken(shard, job);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0 && errno != EEXIST)
        fail<IoError>("can't write '", path, "': ", std::generic_category().message(errno));
    if (file < 0) return false;
    ::close(file);
    if (!has(shard)) return true; // nobody has completed it in between
    give_back(shard, job);
    return false;
}

void CorpusFolder::give_back(std::size_t shard, const std::string& job) const {
    if (!job.empty()) fs::remove(taken(shard, job));
}

// The table is written last: a shard that has one is complete.
bool CorpusFolder::has(std::size_t shard) const { return fs::exists(file(shard, "table")); }

void CorpusFolder::complete(std::size_t shard, const std::string& errors, const std::string& table) const {
    write_safely(file(shard, "errors"), errors);
    write_safely(file(shard, "table"), table);
}

std::size_t CorpusFolder::merge(std::span<const TableFormat> formats) const {
    TableShape shape;
    std::size_t bad = 0;
    bool known = false;
    Output errors(folder_ + "/errors.csv");
    errors.append("path,error\n");
    for (std::size_t shard = 0; shard < shards_; ++shard) {
        const std::string own = io::read_file(file(shard, "errors"));
        errors.append(own);
        bad += csv_lines(own);
        const std::string table = io::read_file(file(shard, "table"));
        if (table.empty()) continue;
        const std::string header = table.substr(0, table.find('\n') + 1);
        if (!known) shape = table_shape(header);
        known = true;
        if (header != shape.header)
            fail<IoError>("'", file(shard, "table"), "' has other columns than the shards before it");
        shape.rows += csv_lines(table) - 1;
    }

    std::vector<std::unique_ptr<TableFile>> tables;
    for (const TableFormat& format : formats)
        tables.push_back(format.make(folder_ + '/' + format.file, shape));
    for (std::size_t shard = 0; shard < shards_; ++shard) {
        std::string table = io::read_file(file(shard, "table"));
        if (table.empty()) continue;
        table.erase(0, shape.header.size());
        const TableRows rows = table_rows(std::move(table), shape.columns.size());
        for (const auto& to : tables) to->add(rows);
    }
    errors.commit();
    // The first format is committed last: when its file is there, so are the others.
    for (std::size_t i = tables.size(); i-- > 0;) tables[i]->commit();
    return bad;
}

} // namespace pya::detail
