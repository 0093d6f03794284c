// SPDX-License-Identifier: MIT
// What the program has put on the page. The newest things stay until there are too many.
#ifndef PYA_SRC_WEB_SHELF_HPP
#define PYA_SRC_WEB_SHELF_HPP

#include "web/server.hpp"

#include <deque>

namespace pya::web {

class Shelf {
public:
    /// What is told of it to pages, as JSON.
    std::string add(std::string_view kind, std::string_view name, std::shared_ptr<const Content> content);
    /// Takes away everything, and what is told of that, if anything has ever been there.
    std::string clear();
    /// What was told of the last time, if anything.
    std::string cleared() const;
    /// What was told of each that is there, oldest first.
    std::vector<std::string> all() const;
    /// What is asked for by "/shown/NUMBER", or nullptr.
    std::shared_ptr<const Content> find(std::string_view path) const;

private:
    struct Thing {
        std::string path;
        std::string json;
        std::shared_ptr<const Content> content;
    };
    std::deque<Thing> things_;
    std::size_t bytes_ = 0;
    std::uint64_t last_ = 0;
    std::uint64_t last_cleared_ = 0;
};

} // namespace pya::web

#endif
