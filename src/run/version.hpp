// SPDX-License-Identifier: MIT
// One version of the script: a process that plays on a strip of the desk.
#ifndef PYA_SRC_RUN_VERSION_HPP
#define PYA_SRC_RUN_VERSION_HPP

#include "backend/slider.hpp"
#include "live/wire.hpp"
#include "run/desk.hpp"
#include "run/lines.hpp"
#include "run/process.hpp"

#include <atomic>
#include <deque>
#include <functional>
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

/// A parameter of the script that is a slider on the page.
struct Knob {
    std::uint32_t number = 0; ///< of the script
    SliderShape shape = {};
    double value = 0;
    std::optional<double> wanted = {}; ///< that it does not have yet
};

class Version {
public:
    /// Where a slider has been left by a person, if one has moved it. It is asked on the version's thread.
    using Left = std::function<std::optional<double>(const SliderShape&)>;

    /// Starts a program with these words. What it writes goes on to this program's output as well.
    Version(const std::vector<std::string>& words, bool has_page, Left left);
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
    /// Its parameters on the page, in its order.
    std::vector<Knob> knobs() const;
    /// Sets one of them. The latest value counts; it waits until the script has answered the one before.
    void turn(std::uint32_t number, double value);
    /// What waitpid() says, once it has ended and all it has written is here.
    std::optional<int> status();

private:
    void serve();
    bool hear();
    void ask();
    bool hear_slider();
    bool hear_turned();
    void send_turn();
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
    std::deque<Knob> knobs_;

    // Of serve() alone.
    std::string output_, errors_;
    std::string message_;
    std::vector<float> samples_;
    bool playing_ = false;
    bool asked_ = false;
    std::uint32_t turning_ = 0; // the knob whose turn has not been answered, or 0
    const Left left_;

    std::thread thread_;
};

} // namespace pya::detail::live

#endif
