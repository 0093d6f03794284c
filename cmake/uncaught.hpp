// SPDX-License-Identifier: MIT
// A part of every script: reports an exception that is not caught, with the name and the line of the script.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#if __has_include(<execinfo.h>)
#include <dlfcn.h>
#include <execinfo.h>
#include <unistd.h>
#endif

namespace pya_run {

inline std::string script;

/// "script:line" of the innermost call in the script, or the script alone where that can't be found out.
inline std::string place() {
#if __has_include(<execinfo.h>)
    Dl_info program, info;
    void* frames[64];
    const int depth = backtrace(frames, 64);
    if (dladdr(&script, &program) == 0) return script;
    std::string command = "addr2line -i -e /proc/" + std::to_string(getpid()) + "/exe";
    for (int i = 0; i < depth; ++i) {
        if (dladdr(frames[i], &info) == 0 || info.dli_fbase != program.dli_fbase) continue;
        char call[32]; // the return address points behind it
        std::snprintf(call, sizeof call, " %tx",
                      static_cast<char*>(frames[i]) - 1 - static_cast<char*>(info.dli_fbase));
        command += call;
    }
    std::FILE* const lines = popen((command + " 2>/dev/null").c_str(), "r");
    if (lines == nullptr) return script;
    std::string found = script;
    for (char line[4096]; std::fgets(line, sizeof line, lines) != nullptr;) {
        const std::string text = line; // "/folder/script:line (...)"
        const auto at = text.find(script + ":");
        if (found == script && at != std::string::npos && (at == 0 || text[at - 1] == '/'))
            found = text.substr(at, text.find_first_of(" \n", at + script.size()) - at);
    }
    pclose(lines);
    return found;
#else
    return script;
#endif
}

[[noreturn]] inline void report() {
    std::string what = "ended by std::terminate()";
    try {
        if (std::current_exception()) throw;
    } catch (const std::exception& e) {
        what = e.what();
    } catch (...) {
        what = "an exception that is not a std::exception";
    }
    std::fflush(nullptr);
    std::fprintf(stderr, "%s: error: %s\n", place().c_str(), what.c_str());
    std::_Exit(1);
}

inline bool watch(const char* name) {
    script = name;
    std::set_terminate(report);
    if (std::getenv("PYA_LIVE") != nullptr) { // what it writes is read as it comes
        std::setvbuf(stdout, nullptr, _IOLBF, 0);
        pya::set_log_handler([](std::string_view text) {
            std::fprintf(stderr, "%s: warning: %.*s\n", place().c_str(), static_cast<int>(text.size()),
                         text.data());
        });
    }
    return true;
}

} // namespace pya_run
