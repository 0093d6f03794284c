// SPDX-License-Identifier: MIT
#include "plot/legend.hpp"

#include "plot/text.hpp"

#include <algorithm>

namespace pya::plot {
namespace {

// The curves of the axes and of those on the right.
std::vector<const Curve*> curves_of(const Axes& axes) {
    std::vector<const Curve*> curves;
    for (const Axes* part : {&axes, axes.twin()})
        if (part != nullptr)
            for (const Curve& curve : part->curves()) curves.push_back(&curve);
    return curves;
}

// True if they are of more than one signal.
bool several(const std::vector<const Curve*>& curves) {
    return std::any_of(curves.begin(), curves.end(),
                       [&](const Curve* curve) { return curve->style.label != curves.front()->style.label; });
}

} // namespace

std::vector<std::string> legend_texts(const Axes& axes) {
    const auto curves = curves_of(axes);
    const bool labels = several(curves);
    std::vector<std::string> texts;
    for (const Curve* curve : curves) {
        const std::string& label = curve->style.label;
        if (curve->channel.empty() || (!labels && curve->lane >= 0)) // the strips have their names
            texts.push_back(label);
        else
            texts.push_back(labels && !label.empty() ? label + ": " + curve->channel : curve->channel);
    }
    return texts;
}

const std::string& title_of(const Axes& axes) {
    static const std::string none;
    if (axes.twin() != nullptr && !axes.twin()->title().empty()) return axes.twin()->title();
    const auto curves = curves_of(axes);
    const bool of_one = axes.has_legend() && several(curves) && axes.title() == curves.front()->style.label;
    return of_one ? none : axes.title();
}

Legend legend_of(const Axes& axes, double width) {
    if (!axes.has_legend()) return {};
    Legend legend;
    legend.characters = fitting(std::max(width / 2 - 50, 1.0));
    std::size_t longest = 0, count = 0;
    for (const std::string& text : legend_texts(axes)) {
        longest = std::max(longest, std::min(length(text), legend.characters));
        count += !text.empty();
    }
    const double entry = static_cast<double>(longest) * character_width + 50;
    legend.columns = std::clamp<std::size_t>(static_cast<std::size_t>(width / entry), 1, count);
    legend.rows = (count + legend.columns - 1) / legend.columns;
    return legend;
}

} // namespace pya::plot
