// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/parameter.hpp>

#include <pya/error.hpp>

namespace pya::dsp::impl {

Knob::Knob(const char* name, const char* unit, double value, double least, double largest)
    : name_(name), unit_(unit), least_(least), largest_(largest),
      value_(std::make_shared<std::atomic<double>>()) {
    set(value);
}

void Knob::set(double value) {
    if (!(value >= least_ && value <= largest_))
        detail::fail(name_, " is ", value, unit_, "; it must be from ", least_, " to ", largest_, unit_);
    value_->store(value, std::memory_order_relaxed);
}

} // namespace pya::dsp::impl
