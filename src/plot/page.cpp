// SPDX-License-Identifier: MIT
#include "plot/page.hpp"

#include <mutex>
#include <utility>

namespace pya::plot {
namespace {

std::mutex mutex;

Page& newest() {
    static Page page;
    return page;
}

} // namespace

void set_page(Page page) {
    const std::lock_guard lock(mutex);
    newest() = std::move(page);
}

bool show_on_page(const Figure& figure) {
    Page page;
    {
        const std::lock_guard lock(mutex);
        page = newest();
    }
    return page && page(figure);
}

} // namespace pya::plot
