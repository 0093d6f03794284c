// SPDX-License-Identifier: MIT
#include "web/shelf.hpp"

#include "json.hpp"

namespace pya::web {
namespace {

constexpr std::size_t most_things = 50, most_in_all = 128 << 20;

} // namespace

std::string Shelf::add(std::string_view kind, std::string_view name, std::shared_ptr<const Content> content) {
    Thing thing;
    thing.path = "/shown/" + std::to_string(++last_);
    thing.json = "{\"type\":\"shown\",\"path\":" + detail::json_string(thing.path) +
                 ",\"kind\":" + detail::json_string(kind) + ",\"name\":" + detail::json_string(name) + "}";
    thing.content = std::move(content);
    bytes_ += thing.content->bytes.size();
    things_.push_back(std::move(thing));
    while (things_.size() > most_things || bytes_ > most_in_all) {
        bytes_ -= things_.front().content->bytes.size();
        things_.pop_front();
    }
    return things_.back().json;
}

std::string Shelf::clear() {
    things_.clear();
    bytes_ = 0;
    last_cleared_ = last_;
    return cleared();
}

std::string Shelf::cleared() const {
    if (last_cleared_ == 0) return {};
    return "{\"type\":\"cleared\",\"last\":" + std::to_string(last_cleared_) + "}";
}

std::vector<std::string> Shelf::all() const {
    std::vector<std::string> told;
    for (const Thing& thing : things_) told.push_back(thing.json);
    return told;
}

std::shared_ptr<const Content> Shelf::find(std::string_view path) const {
    for (const Thing& thing : things_)
        if (thing.path == path) return thing.content;
    return nullptr;
}

} // namespace pya::web
