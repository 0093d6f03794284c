// SPDX-License-Identifier: MIT
// The parameters that the program has put on the page.
#ifndef PYA_SRC_WEB_SLIDERS_HPP
#define PYA_SRC_WEB_SLIDERS_HPP

#include <pya/agen/param.hpp>
#include <pya/backend/web.hpp>

#include <cstdint>
#include <deque>
#include <string>

namespace pya::web {

/// A parameter, and what a page has to know of it.
class Slider {
public:
    /// Throws ArgumentError as WebBackend::put() does.
    Slider(const gen::Param& param, const std::string& name, const SliderOptions& options);

private:
    friend class Sliders;
    double value() const; // what JSON can say: never infinite
    gen::Param param_;
    std::string name_;
    double least_, largest_;
    std::string json_; // without number and value
    std::uint32_t number_ = 0;
    double told_ = 0; // the value that pages know
};

class Sliders {
public:
    bool empty() const { return sliders_.empty(); }
    void add(Slider slider);
    /// What pages are told of all sliders, with the values that they know.
    std::string json() const;
    /// What pages are told of the sliders whose parameter is another than they know, if there are any.
    std::string news();
    /// Sets a parameter. Returns false where no page can have asked for that: there has never been such a
    /// slider, or the value is beyond its ends.
    bool turn(std::uint32_t number, double value);

private:
    std::deque<Slider> sliders_; // by number
    std::uint32_t last_ = 0;     // number
};

} // namespace pya::web

#endif
