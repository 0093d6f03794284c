// SPDX-License-Identifier: MIT
/// @file
/// The largest of the latest values.
#ifndef PYA_DSP_EFFECT_RUNNING_MAX_HPP
#define PYA_DSP_EFFECT_RUNNING_MAX_HPP

#include <cstddef>
#include <vector>

namespace pya::dsp::impl {

/// The largest of the latest `width` values: a queue of those that can still become the largest, which fall.
class RunningMax {
public:
    explicit RunningMax(std::size_t width) : width_(width), queue_(width + 1) {}

    /// The largest, after the next value.
    double operator()(double x) {
        while (last_ != first_ && at(last_ - 1).value <= x) --last_;
        at(last_++) = {x, now_};
        if (at(first_).when + width_ <= now_) ++first_;
        ++now_;
        return at(first_).value;
    }

    /// Forgets all values.
    void reset() { first_ = last_ = now_ = 0; }

private:
    struct Value {
        double value;
        std::size_t when;
    };
    Value& at(std::size_t i) { return queue_[i % queue_.size()]; }

    std::size_t width_;
    std::vector<Value> queue_; // a ring
    std::size_t first_ = 0, last_ = 0, now_ = 0;
};

} // namespace pya::dsp::impl

#endif
