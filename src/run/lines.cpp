// SPDX-License-Identifier: MIT
#if defined(__GNUC__) && !defined(__clang__) // whose own header sets it off under the sanitizers
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "run/lines.hpp"

#include <cstdlib>
#include <fstream>
#include <regex>
#include <utility>

namespace pya::detail::live {
namespace {

constexpr std::size_t longest = 4096; // bytes of a line

} // namespace

Line parse_line(std::string_view line) {
    static const std::regex pattern("(.+?:[0-9]+|[^: ]+)(?::[0-9]+)?: (?:fatal )?(error|warning): (.*)");
    static const std::regex missing(
        "(?:.*[ :])?([^ :]+:[0-9]+): (undefined reference to .*)"); // the linker's
    line = line.substr(0, longest);
    const char *const begin = line.data(), *const end = begin + line.size();
    std::cmatch found;
    if (std::regex_match(begin, end, found, pattern)) return {found[2], found[1], found[3]};
    if (std::regex_match(begin, end, found, missing)) return {"error", found[1], found[2]};
    return {"output", "", std::string(line)};
}

std::vector<std::string> take_lines(std::string& text, bool all) {
    std::vector<std::string> lines;
    std::size_t begin = 0;
    for (std::size_t end;
         (end = text.find('\n', begin)) != std::string::npos || text.size() - begin > longest;) {
        const bool broken = end == std::string::npos || end - begin > longest;
        lines.push_back(text.substr(begin, broken ? longest : end - begin));
        begin = broken ? begin + longest : end + 1;
    }
    text.erase(0, begin);
    if (all && !text.empty()) lines.push_back(std::exchange(text, {}));
    return lines;
}

std::string line_at(const std::string& place) {
    const std::size_t colon = place.rfind(':');
    if (colon == std::string::npos) return {};
    std::ifstream file(place.substr(0, colon));
    std::string line;
    for (int number = std::atoi(place.c_str() + colon + 1); number > 0; --number)
        if (!std::getline(file, line)) return {};
    const std::size_t first = line.find_first_not_of(" \t");
    return first == std::string::npos ? "" : line.substr(first, 500);
}

} // namespace pya::detail::live
