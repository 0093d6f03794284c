// SPDX-License-Identifier: MIT
#include "run/compilation.hpp"

#include "run/lines.hpp"

namespace pya::detail::live {
namespace {

constexpr std::size_t most_messages = 1 << 20; // bytes

// All that is there now; false at the end.
bool read_all(int descriptor, std::string& text) {
    for (std::size_t had = text.size() + 1; text.size() != had;) {
        had = text.size();
        if (!read_some(descriptor, text)) return false;
    }
    return true;
}

} // namespace

bool Compilation::is_over() {
    const bool output = read_all(process_.output(), output_);
    const bool errors = read_all(process_.errors(), messages_);
    if (messages_.size() > most_messages) messages_.resize(most_messages);
    const std::optional<int> status = process_.status();
    if (output || errors || !status) return false;
    if (*status == 0 && program_.empty()) {
        files_ = take_lines(output_, true);
        if (!files_.empty()) program_ = files_.front();
        files_.erase(files_.begin(), files_.begin() + (files_.empty() ? 0 : 1));
    }
    return true;
}

} // namespace pya::detail::live
