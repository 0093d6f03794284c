// SPDX-License-Identifier: MIT
#include "backend/slider.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <limits>

namespace pya::detail {
namespace {

constexpr double farthest_end = 1e9;
constexpr double most_slider_steps = 10000;

} // namespace

SliderShape slider_shape(const char* function, const gen::Param& param, const std::string& name,
                         const SliderOptions& options) {
    const SliderShape shape{name,
                            options.unit,
                            options.least.value_or(param.least()),
                            options.largest.value_or(param.largest()),
                            options.log,
                            options.step};
    const auto refuse = [&](const auto&... why) {
        detail::fail(function, ": the slider '", name, "' ", why...);
    };
    if (name.empty() || name.size() > longest_slider_name || shape.unit.size() > longest_slider_name)
        refuse("must have a name, and name and unit at most ", longest_slider_name, " bytes");
    if (!(shape.least < shape.largest) || !(shape.least >= -farthest_end && shape.largest <= farthest_end))
        refuse("is from ", shape.least, " to ", shape.largest,
               "; the ends must ascend and lie within -10^9 and 10^9: give least and largest");
    if (shape.least < param.least() || shape.largest > param.largest())
        refuse("is from ", shape.least, " to ", shape.largest, "; its parameter is from ", param.least(),
               " to ", param.largest());
    if (shape.log && (shape.least <= 0 || shape.step))
        refuse("has log, for which both ends must be above 0, and which leaves no room for a step");
    if (shape.step && !(*shape.step > 0 && (shape.largest - shape.least) / *shape.step <= most_slider_steps))
        refuse("has a step of ", *shape.step, "; it must be above 0, and at most ", most_slider_steps,
               " of them from end to end");
    return shape;
}

double finite_value(const gen::Param& param) {
    return std::clamp(param.get(), std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max());
}

} // namespace pya::detail
