// SPDX-License-Identifier: MIT
#include "web/sliders.hpp"

#include "json.hpp"

#include <algorithm>
#include <utility>

namespace pya::web {

Slider::Slider(const gen::Param& param, const detail::SliderShape& shape)
    : param_(param), shape_(shape),
      json_("\"name\":" + detail::json_string(shape.name) + ",\"unit\":" + detail::json_string(shape.unit) +
            ",\"least\":" + detail::json_number(shape.least) + ",\"largest\":" +
            detail::json_number(shape.largest) + ",\"log\":" + (shape.log ? "true" : "false") +
            ",\"step\":" + (shape.step ? detail::json_number(*shape.step) : "null")) {}

void Sliders::add(Slider slider) {
    std::erase_if(sliders_, [&](const Slider& other) { return other.shape_.name == slider.shape_.name; });
    slider.number_ = ++last_;
    slider.told_ = slider.value();
    sliders_.push_back(std::move(slider));
    if (sliders_.size() > detail::most_sliders) sliders_.pop_front();
}

void Sliders::set(std::vector<Slider> sliders) {
    for (Slider& slider : sliders) {
        const auto same = std::ranges::find_if(sliders_, [&](const Slider& other) {
            return other.shape_ == slider.shape_ && other.param_.node() == slider.param_.node();
        });
        slider.number_ = same == sliders_.end() ? ++last_ : same->number_;
        slider.told_ = slider.value();
    }
    sliders_.assign(std::make_move_iterator(sliders.begin()), std::make_move_iterator(sliders.end()));
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
    if (!(value >= found->shape_.least && value <= found->shape_.largest)) return false;
    found->param_.set(value);
    return true;
}

} // namespace pya::web
