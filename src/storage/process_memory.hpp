// SPDX-License-Identifier: MIT
// How much memory the process may have.
#ifndef PYA_SRC_STORAGE_PROCESS_MEMORY_HPP
#define PYA_SRC_STORAGE_PROCESS_MEMORY_HPP

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <initializer_list>
#include <limits>
#include <string>
#include <system_error>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace pya::storage {

inline constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

/// What is in a file, or nothing if it can't be read. A stream takes several times as long the first time.
inline std::string text_of_file(const std::string& name) {
    std::string text;
    if (std::FILE* const file = std::fopen(name.c_str(), "re")) {
        char part[1024];
        while (const std::size_t n = std::fread(part, 1, sizeof part, file)) text.append(part, n);
        std::fclose(file);
    }
    return text;
}

/// The number in a file. A file that isn't there, or that has anything else in it, such as "max", limits
/// nothing.
inline std::size_t limit_in_file(const std::string& name) {
    std::string text = text_of_file(name);
    if (text.ends_with('\n')) text.pop_back();
    const char* const end = text.data() + text.size();
    std::size_t bytes = 0;
    const auto [stop, error] = std::from_chars(text.data(), end, bytes);
    return error == std::errc() && stop == end && bytes > 0 ? bytes : unlimited;
}

/// The smallest limit in the files of that name in a folder below `root` and in the folders above it. From
/// inside of a container the lower ones may not be there.
inline std::size_t limit_in_folders(const std::string& root, std::string folder, const char* name) {
    std::size_t least = unlimited;
    while (true) {
        least = std::min(least, limit_in_file(root + folder + '/' + name));
        const std::size_t slash = folder.rfind('/');
        if (slash == std::string::npos) return least;
        folder.erase(slash);
    }
}

/// The memory of the process's control groups, by the file that names them and the folder where they are
/// (Linux, cgroups(7)). Each line of the file is id:controllers:folder, and version 2 has no controllers.
inline std::size_t control_group_memory(const std::string& names, const std::string& root) {
    std::size_t least = unlimited;
    const std::string text = text_of_file(names);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string line = text.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t first = line.find(':');
        const std::size_t second = line.find(':', first + 1);
        if (first == std::string::npos || second == std::string::npos) continue;
        const std::string controllers = ',' + line.substr(first + 1, second - first - 1) + ',';
        std::string folder = line.substr(second + 1);
        if (folder == "/") folder.clear();
        if (controllers == ",,")
            for (const char* mount : {"", "/unified"})
                for (const char* name : {"memory.max", "memory.high"})
                    least = std::min(least, limit_in_folders(root + mount, folder, name));
        if (controllers.find(",memory,") != std::string::npos)
            least = std::min(least, limit_in_folders(root + "/memory", folder, "memory.limit_in_bytes"));
    }
    return least;
}

/// The least of the machine's memory, the limits of the process's control groups and its resource limits, in
/// bytes.
inline std::size_t process_memory() {
#ifdef __linux__
    std::size_t least = control_group_memory("/proc/self/cgroup", "/sys/fs/cgroup");
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    if (pages > 0 && page > 0)
        least = std::min(least, static_cast<std::size_t>(pages) * static_cast<std::size_t>(page));
    for (const auto resource : {RLIMIT_AS, RLIMIT_DATA}) {
        rlimit limit = {};
        if (getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
            least = std::min(least, static_cast<std::size_t>(limit.rlim_cur));
    }
    if (least != unlimited) return least;
#endif
    return std::size_t{8} << 30;
}

} // namespace pya::storage

#endif
