// SPDX-License-Identifier: MIT
#include "web/access.hpp"

#include <algorithm>
#include <random>

namespace pya::web {
namespace {

bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
    return difference == 0;
}

bool listed(const std::vector<std::string>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

} // namespace

std::string random_token() {
    std::random_device random;
    std::string token;
    for (int i = 0; i < 4; ++i) {
        const unsigned bits = random();
        for (int shift = 28; shift >= 0; shift -= 4) token += "0123456789abcdef"[bits >> shift & 15];
    }
    return token;
}

Access::Access(int port, const std::vector<std::string>& hosts, std::string token)
    : token_(std::move(token)) {
    const auto origin = [this](std::string scheme, const std::string& host) {
        origins_.push_back(std::move(scheme.append(host)));
    };
    for (std::string host : {"127.0.0.1:", "localhost:", "[::1]:"}) {
        hosts_.push_back(host.append(std::to_string(port)));
        origin("http://", host);
    }
    for (const std::string& host : hosts) {
        hosts_.push_back(host);
        origin("http://", host);
        origin("https://", host);
    }
}

bool Access::host(std::string_view host) const { return listed(hosts_, host); }
bool Access::origin(std::string_view origin) const { return listed(origins_, origin); }

bool Access::authorization(std::string_view field) const {
    constexpr std::string_view scheme = "Bearer ";
    return field.substr(0, scheme.size()) == scheme && same(field.substr(scheme.size()), token_);
}

bool Access::protocols(std::string_view list) const {
    bool named = false, known = false;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view word = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
        while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
        named |= word == "pya";
        known |= same(word, token_);
    }
    return named && known;
}

} // namespace pya::web
