// SPDX-License-Identifier: MIT
#include "run/watch.hpp"

#include <sys/stat.h>

#include <algorithm>

namespace pya::detail::live {
namespace {

std::string look_at(const std::string& file) {
    struct stat found;
    if (::stat(file.c_str(), &found) != 0) return {};
    std::string state;
    for (const long long number :
         {static_cast<long long>(found.st_ino), static_cast<long long>(found.st_size),
          static_cast<long long>(found.st_mtim.tv_sec), static_cast<long long>(found.st_mtim.tv_nsec)})
        state += std::to_string(number) + " ";
    return state;
}

} // namespace

void Watch::set(const std::vector<std::string>& files) {
    std::vector<State> states;
    for (const std::string& file : files) {
        const auto before =
            std::find_if(states_.begin(), states_.end(), [&](const State& s) { return s.file == file; });
        states.push_back({file, before == states_.end() ? look_at(file) : before->now});
    }
    states_ = std::move(states);
}

bool Watch::changed() {
    bool any = false;
    for (State& state : states_) {
        const std::string now = look_at(state.file);
        if (now.empty() || now == state.now) continue; // while it is being replaced it may not be there
        state.now = now;
        any = true;
    }
    return any;
}

} // namespace pya::detail::live
