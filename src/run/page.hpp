// SPDX-License-Identifier: MIT
// The page of pya-run --live, or none: then everything said to it is lost.
#ifndef PYA_SRC_RUN_PAGE_HPP
#define PYA_SRC_RUN_PAGE_HPP

#include "run/version.hpp"

#include <pya/backend/web.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pya::detail::live {

/// How the script is doing.
struct Report {
    std::string name;    ///< of the script
    std::string state;   ///< "compiling", "playing", "broken" or "over"
    std::string text;    ///< what is wrong
    std::string place;   ///< where, as "song.cpp:5"
    std::string source;  ///< that line
    std::string details; ///< all that the compiler says
    bool goes_on;        ///< a version plays all the same
};

class Page {
public:
    explicit Page(std::shared_ptr<WebBackend> web) : web_(std::move(web)) {}

    bool is_there() const { return web_ != nullptr; }
    void report(const Report& report);
    void say(const Line& line);
    /// Of a new version from now on.
    void clear();
    void put(Thing thing);
    /// These sliders and no others.
    void set_sliders(const std::vector<std::pair<gen::Param, SliderShape>>& sliders);

private:
    std::shared_ptr<WebBackend> web_;
};

} // namespace pya::detail::live

#endif
