// SPDX-License-Identifier: MIT
#include <pya/plot/current.hpp>

#include <optional>
#include <utility>

namespace pya::plot {
namespace {

struct Current {
    Figure figure;
    bool finished = false; // saved or shown; the next call that draws begins a new figure
};

Current& current() {
    thread_local Current state;
    return state;
}

// The figure to draw into.
Figure& open_figure() { return current().finished ? figure() : current().figure; }

} // namespace

Figure& gcf() { return current().figure; }

Axes& gca() { return open_figure().axes(); }

Figure& figure(const FigureOptions& options) {
    current() = Current{Figure(options), false};
    return current().figure;
}

Axes& subplot(Index nrows, Index ncols, Index index) { return open_figure().subplot(nrows, ncols, index); }
Axes& twinx() { return open_figure().twinx(); }
Axes& title(const std::string& text) { return gca().title(text); }
Axes& xlabel(const std::string& text) { return gca().xlabel(text); }
Axes& ylabel(const std::string& text) { return gca().ylabel(text); }
Axes& xlim(double lo, double hi) { return gca().xlim(lo, hi); }
Axes& ylim(double lo, double hi) { return gca().ylim(lo, hi); }
Axes& legend(bool shown) { return gca().legend(shown); }
Axes& grid(bool shown) { return gca().grid(shown); }
Figure& suptitle(const std::string& text) { return open_figure().suptitle(text); }

void savefig(const std::string& path, const SavefigOptions& options) {
    gcf().savefig(path, options);
    current().finished = true;
}

void show() {
    gcf().show();
    current().finished = true;
}

} // namespace pya::plot
