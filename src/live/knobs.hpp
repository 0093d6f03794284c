// SPDX-License-Identifier: MIT
// The parameters that a script has put on the page.
#ifndef PYA_SRC_LIVE_KNOBS_HPP
#define PYA_SRC_LIVE_KNOBS_HPP

#include "backend/slider.hpp"
#include "live/wire.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace pya::detail::live {

/// Any thread may call it.
class Knobs {
public:
    /// Adds a parameter, and returns its number. One of the same name, or the oldest of 50, makes room.
    std::uint32_t add(const gen::Param& param, const std::string& name);
    /// Waits until the page's side has answered, which may have set the parameter; not for long.
    void wait_for_answer(std::uint32_t number);
    bool empty() const;

    /// A message of the page's side, and what it is answered.
    Turned turn(const Turn& turn);
    /// The values that the script has set since the last call.
    std::vector<Turned> news();
    /// Nobody answers any more.
    void close();

private:
    struct Knob {
        std::uint32_t number;
        std::string name;
        gen::Param param;
        double told; // the value that the other side knows
        bool is_answered = false;
    };
    Knob* find(std::uint32_t number);

    mutable std::mutex mutex_; // of all that follows
    std::condition_variable answered_;
    std::deque<Knob> knobs_;
    std::uint32_t last_ = 0; // number
    bool closed_ = false;
};

} // namespace pya::detail::live

#endif
