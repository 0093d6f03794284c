// SPDX-License-Identifier: MIT
// One version of the script: a process that plays on a strip of the desk.
#ifndef PYA_SRC_RUN_VERSION_HPP
#define PYA_SRC_RUN_VERSION_HPP

#include "live/wire.hpp"
#include "run/desk.hpp"
#include "run/lines.hpp"
#include "run/process.hpp"

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace pya::detail::live {

/// Something for the page.
struct Thing {
    bool is_figure = false;
    std::string name;
    std::string file;
};

class Version {
public:
    /// Starts a program with these words. What it writes goes on to this program's output as well.
    Version(const std::vector<std::string>& words, bool has_page);
    /// Ends it.
    ~Version();

    /// Its streams' format, once it has opened one.
    std::optional<Format> format() const;
    /// Where it plays from now on; its format must be the desk's.
    void play_on(Strip& strip, Index latency);
    Strip* strip() const { return strip_; }

    /// What it has shown and written since the last call.
    std::vector<Thing> take_things();
    std::vector<Line> take_lines();
    /// What waitpid() says, once it has ended and all it has written is here.
    std::optional<int> status();

private:
    void serve();
    bool hear();
    void ask();
    bool read(int descriptor, std::string& text, int copy);

    int socket_ = -1;
    std::optional<Process> process_;
    std::atomic<Strip*> strip_ = nullptr;
    std::atomic<Index> latency_ = 0;
    std::atomic<bool> ending_ = false;
    std::atomic<bool> read_all_ = false;

    mutable std::mutex mutex_; // of what follows
    std::optional<Format> format_;
    std::vector<Thing> things_;
    std::vector<Line> lines_;

    // Of serve() alone.
    std::string output_, errors_;
    std::string message_;
    std::vector<float> samples_;
    bool playing_ = false;
    bool asked_ = false;

    std::thread thread_;
};

} // namespace pya::detail::live

#endif
