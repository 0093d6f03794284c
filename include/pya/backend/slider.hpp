// SPDX-License-Identifier: MIT
/// @file
/// Parameters as sliders on the page in a browser.
#ifndef PYA_BACKEND_SLIDER_HPP
#define PYA_BACKEND_SLIDER_HPP

#include <pya/export.hpp>

#include <optional>
#include <string>

namespace pya {

namespace gen {
class Param; // <pya/agen/param.hpp>
}

/// How a parameter is a slider on the page.
struct SliderOptions {
    std::string unit = {};              ///< stands behind its value: "Hz"
    std::optional<double> least = {};   ///< its left end; if left out, that of the parameter
    std::optional<double> largest = {}; ///< its right end; if left out, that of the parameter
    bool log = false;                   ///< equal movements are equal ratios, which suits frequencies
    std::optional<double> step = {};    ///< between its values, from `least` on; if left out, they are fine
};

/// Puts a parameter on the page of the newest WebBackend, or of pya-run --live, as a slider that sets it; see
/// WebBackend::put(). Where there is no page the log handler is told so. In pya-run --live a slider that a
/// person has moved stays there in the next versions of the script, as long as its name and its range do; the
/// parameter has that value when this returns. Throws ArgumentError as WebBackend::put() does.
///
///     gen::Param cutoff(800, {.least = 50, .largest = 8000});
///     show(cutoff, "cutoff", {.unit = "Hz", .log = true});
PYA_EXPORT void show(const gen::Param& param, const std::string& name, const SliderOptions& options = {});

} // namespace pya

#endif
