// SPDX-License-Identifier: MIT
#include "corpus/shard.hpp"

#include "corpus/listing.hpp"
#include "io/csv_text.hpp"

#include <utility>

namespace pya::detail {
namespace {

std::string header_of(const Row& row) {
    std::string line = "path";
    for (const Row::Value& value : row.values()) line += ',' + value.name;
    return line + '\n';
}

} // namespace

bool CorpusShard::put(std::size_t place, CorpusResult result) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(place, std::move(result));
    for (auto next = waiting_.find(written_); next != waiting_.end(); next = waiting_.find(written_)) {
        write(std::move(next->second));
        waiting_.erase(next);
        ++written_;
    }
    if (written_ < size_) return false;
    if (archive_) archive_->commit();
    folder_.complete(number_, errors_, header_ + rows_);
    return true;
}

void CorpusShard::write(CorpusResult result) {
    const std::string path = csv_field(result.path);
    if (result.error.empty()) {
        const std::string own = header_of(result.row);
        if (header_.empty()) header_ = own;
        if (own != header_) result.error = "its row has other columns than the first one of its shard";
    }
    if (!result.error.empty()) {
        errors_ += path + ',' + csv_field(result.error) + '\n';
        return;
    }
    rows_ += path;
    for (const Row::Value& value : result.row.values()) io::append_number(rows_ += ',', value.number);
    rows_ += '\n';
    if (result.row.files().empty()) return;
    if (!archive_) archive_.emplace(folder_.archive(number_));
    archive_->add(first_ + written_, result.path, result.row);
}

} // namespace pya::detail
