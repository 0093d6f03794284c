// SPDX-License-Identifier: MIT
// Between the sliders of the page and the parameters of the version that plays.
#ifndef PYA_SRC_RUN_SLIDERS_HPP
#define PYA_SRC_RUN_SLIDERS_HPP

#include "run/page.hpp"
#include "run/version.hpp"

#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace pya::detail::live {

class Sliders {
public:
    explicit Sliders(Page& page) : page_(page) {}

    /// Where a person has left a slider of that name and range, if the script has not moved it since. Any
    /// thread may ask.
    std::optional<double> left(const SliderShape& shape) const;

    /// From now on the sliders are those of this version. The ones that it has in common with the version
    /// before stay on the page, and stay where they were left.
    void begin(Version& version);
    /// Brings what a person has set to the script, and what the script has set to the page.
    void follow(Version& version);

private:
    /// A slider of the page. Its parameter is this process's own.
    struct Shown {
        SliderShape shape;
        gen::Param param;
        double known; // the value of both sides
    };
    Shown* find(const SliderShape& shape);
    void show(const std::vector<Knob>& knobs);
    void keep(const SliderShape& shape, std::optional<double> value);

    Page& page_;
    std::vector<Shown> shown_;

    mutable std::mutex mutex_;                             // of what follows
    std::deque<std::pair<SliderShape, double>> left_ = {}; // the latest at the end
};

} // namespace pya::detail::live

#endif
