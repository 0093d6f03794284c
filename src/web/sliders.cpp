// SPDX-License-Identifier: MIT
#include "web/sliders.hpp"

#include "json.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace pya::web {
namespace {

constexpr std::size_t most_sliders = 50;
constexpr std::size_t longest_name = 100; // bytes
constexpr double farthest = 1e9;          // end of a slider
constexpr double most_steps = 10000;

} // namespace

Slider::Slider(const gen::Param& param, const std::string& name, const SliderOptions& options)
    : param_(param), name_(name), least_(options.least.value_or(param.least())),
      largest_(options.largest.value_or(param.largest())) {
    const auto refuse = [&](const auto&... why) {
        detail::fail("WebBackend::put: the slider '", name, "' ", why...);
    };
    if (name.empty() || name.size() > longest_name || options.unit.size() > longest_name)
        refuse("must have a name, and name and unit at most ", longest_name, " bytes");
    if (!(least_ < largest_) || !(least_ >= -farthest && largest_ <= farthest))
        refuse("is from ", least_, " to ", largest_,
               "; the ends must ascend and lie within -10^9 and 10^9: give least and largest");
    if (least_ < param.least() || largest_ > param.largest())
        refuse("is from ", least_, " to ", largest_, "; its parameter is from ", param.least(), " to ",
               param.largest());
    if (options.log && (least_ <= 0 || options.step))
        refuse("has log, for which both ends must be above 0, and which leaves no room for a step");
    if (options.step && !(*options.step > 0 && (largest_ - least_) / *options.step <= most_steps))
        refuse("has a step of ", *options.step, "; it must be above 0, and at most ", most_steps,
               " of them from end to end");
    json_ = "\"name\":" + detail::json_string(name) + ",\"unit\":" + detail::json_string(options.unit) +
            ",\"least\":" + detail::json_number(least_) + ",\"largest\":" + detail::json_number(largest_) +
            ",\"log\":" + (options.log ? "true" : "false") +
            ",\"step\":" + (options.step ? detail::json_number(*options.step) : "null");
}

double Slider::value() const {
    return std::clamp(param_.get(), std::numeric_limits<double>::lowest(),
                      std::numeric_limits<double>::max());
}

void Sliders::add(Slider slider) {
    std::erase_if(sliders_, [&](const Slider& other) { return other.name_ == slider.name_; });
    slider.number_ = ++last_;
    slider.told_ = slider.value();
    sliders_.push_back(std::move(slider));
    if (sliders_.size() > most_sliders) sliders_.pop_front();
}

std::string Sliders::json() const {
    std::string list;
    for (const Slider& slider : sliders_)
        list += (list.empty() ? "{\"number\":" : ",{\"number\":") + std::to_string(slider.number_) + "," +
                slider.json_ + ",\"value\":" + detail::json_number(slider.told_) + "}";
    return "{\"type\":\"sliders\",\"list\":[" + list + "]}";
}

std::string Sliders::news() {
    std::string list;
    for (Slider& slider : sliders_) {
        const double value = slider.value();
        if (value == slider.told_) continue;
        slider.told_ = value;
        list += (list.empty() ? "[" : ",[") + std::to_string(slider.number_) + "," +
                detail::json_number(value) + "]";
    }
    return list.empty() ? list : "{\"type\":\"turned\",\"list\":[" + list + "]}";
}

bool Sliders::turn(std::uint32_t number, double value) {
    if (number < 1 || number > last_) return false;
    const auto found = std::ranges::find(sliders_, number, &Slider::number_);
    if (found == sliders_.end()) return true; // the page has not heard yet that it is gone
    if (!(value >= found->least_ && value <= found->largest_)) return false;
    found->param_.set(value);
    return true;
}

} // namespace pya::web
