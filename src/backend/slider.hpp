// SPDX-License-Identifier: MIT
// What a slider is, apart from its value.
#ifndef PYA_SRC_BACKEND_SLIDER_HPP
#define PYA_SRC_BACKEND_SLIDER_HPP

#include <pya/agen/param.hpp>
#include <pya/backend/slider.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace pya::detail {

inline constexpr std::size_t most_sliders = 50;         ///< of a page
inline constexpr std::size_t longest_slider_name = 100; ///< bytes, also of a unit

struct SliderShape {
    std::string name, unit;
    double least = 0, largest = 1;
    bool log = false;
    std::optional<double> step = {};
    bool operator==(const SliderShape&) const = default;
};

/// Throws ArgumentError, which names the function, as WebBackend::put() does.
SliderShape slider_shape(const char* function, const gen::Param& param, const std::string& name,
                         const SliderOptions& options);

/// The value of a parameter as JSON can say it: never infinite.
double finite_value(const gen::Param& param);

} // namespace pya::detail

#endif
