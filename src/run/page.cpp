// SPDX-License-Identifier: MIT
#include "run/page.hpp"

#include <utility>

namespace pya::detail::live {

void Page::report(const Report& report) {
    if (!web_) return;
    web_->set_script({{"name", report.name},
                      {"state", report.state},
                      {"text", report.text},
                      {"place", report.place},
                      {"source", report.source},
                      {"goes_on", report.goes_on ? "yes" : ""},
                      {"details", report.details.substr(0, 20000)}});
}

void Page::say(const Line& line) {
    if (web_) web_->say(line.kind, line.place, line.text);
}

void Page::clear() {
    if (web_) web_->clear();
}

void Page::put(Thing thing) {
    if (!web_) return;
    if (thing.is_figure)
        web_->put("figure", thing.name, "image/png", std::move(thing.file));
    else
        web_->put("signal", thing.name, "audio/wav", std::move(thing.file));
}

void Page::set_sliders(const std::vector<std::pair<gen::Param, SliderShape>>& sliders) {
    if (web_) web_->set_sliders(sliders);
}

} // namespace pya::detail::live
