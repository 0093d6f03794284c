// SPDX-License-Identifier: MIT
// The parameters that the program has put on the page.
#ifndef PYA_SRC_WEB_SLIDERS_HPP
#define PYA_SRC_WEB_SLIDERS_HPP

#include "backend/slider.hpp"

#include <pya/agen/param.hpp>

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace pya::web {

/// A parameter, and what a page has to know of it.
class Slider {
public:
    Slider(const gen::Param& param, const detail::SliderShape& shape);

private:
    friend class Sliders;
    double value() const { return detail::finite_value(param_); }
    gen::Param param_;
    detail::SliderShape shape_;
    std::string json_; // without number and value
    std::uint32_t number_ = 0;
    double told_ = 0; // the value that pages know
};

class Sliders {
public:
    bool empty() const { return sliders_.empty(); }
    /// Whether there have ever been any, so that pages have to know that there are none.
    bool any_yet() const { return last_ > 0; }
    void add(Slider slider);
    /// These and no others. Those that are there already stay what they are.
    void set(std::vector<Slider> sliders);
    /// What pages are told of all sliders, with the values that they know.
    std::string json() const;
    /// What pages are told of the sliders whose parameter is another than they know, if there are any.
    std::string news();
    /// Sets a parameter. Returns false where no page can have asked for that: there has never been such a
    /// slider, or the value is beyond its ends.
    bool turn(std::uint32_t number, double value);

private:
    std::deque<Slider> sliders_; // as they stand on the page
    std::uint32_t last_ = 0;     // number
};

} // namespace pya::web

#endif
