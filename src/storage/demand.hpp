// SPDX-License-Identifier: MIT
// How much memory a program gives back and soon asks for again.
#ifndef PYA_SRC_STORAGE_DEMAND_HPP
#define PYA_SRC_STORAGE_DEMAND_HPP

#include <algorithm>
#include <cstddef>

namespace pya::storage {

/// Follows the bytes that are in use. They fall and rise again; a rise counts as far as there were so many
/// bytes in use before, in this period or the previous one. What a program takes for the first time does not
/// count, because nothing that was kept could have served it.
class Demand {
public:
    void take(std::size_t bytes) {
        if (live_ < lowest_) lowest_ = live_;
        live_ += bytes;
        if (live_ > highest_) highest_ = live_;
        if (live_ > before_ || live_ > lowest_ + rise_) rise();
    }

    void give(std::size_t bytes) { live_ -= bytes; }

    /// Begins another period. After a pause, the periods before count no more.
    void begin_period(bool paused) {
        before_ = paused ? live_ : highest_;
        previous_rise_ = paused ? 0 : rise_;
        rise_ = 0;
        highest_ = lowest_ = live_;
    }

    /// Bytes in use.
    std::size_t live() const { return live_; }
    /// The largest rise in this period and the previous one, in bytes.
    std::size_t largest_rise() const { return std::max(rise_, previous_rise_); }

private:
    void rise() {
        if (lowest_ < before_) rise_ = std::max(rise_, std::min(live_, before_) - lowest_);
        if (live_ > before_) before_ = lowest_ = live_;
    }

    std::size_t live_ = 0;
    std::size_t before_ = 0;  // the most that were in use in this period or the previous one
    std::size_t highest_ = 0; // the most in this period
    std::size_t lowest_ = 0;  // the fewest since the period began, or since there were as many as before
    std::size_t rise_ = 0, previous_rise_ = 0;
};

} // namespace pya::storage

#endif
