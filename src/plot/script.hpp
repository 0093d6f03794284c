// SPDX-License-Identifier: MIT
// A figure as a gnuplot script and the files of numbers that it reads.
#ifndef PYA_SRC_PLOT_SCRIPT_HPP
#define PYA_SRC_PLOT_SCRIPT_HPP

#include "plot/layout.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace pya::plot {

struct Script {
    /// Little-endian numbers, in a file whose name is its place in the list.
    struct File {
        std::string name;
        std::vector<char> bytes = {};

        template <class Number>
        void put(Number value) {
            using Bits = std::conditional_t<sizeof(Number) == 4, std::uint32_t, std::uint64_t>;
            const auto bits = std::bit_cast<Bits>(value);
            for (std::size_t i = 0; i < sizeof bits; ++i) bytes.push_back(static_cast<char>(bits >> (8 * i)));
        }
    };

    std::string text;
    std::vector<File> files = {};

    File& new_file() { return files.emplace_back(File{"data" + std::to_string(files.size())}); }
    /// Appends a line of texts.
    template <class... Parts>
    void line(const Parts&... parts) {
        ((text += parts), ...);
        text += '\n';
    }
};

/// How the figure is drawn: the lines that choose the terminal of gnuplot, and how many columns there are for
/// each pixel of the layout.
struct Terminal {
    std::string setup;
    double density = 1;
    std::string finish = {}; ///< lines after the last plot
};

Script write_script(const Figure& figure, const Terminal& terminal);

/// Adds the axes at a place on a page.
void write_panel(Script& script, const Axes& axes, const Place& place, const Figure& page, double density);

} // namespace pya::plot

#endif
