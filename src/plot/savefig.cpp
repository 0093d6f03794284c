// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/plot/figure.hpp>

#include "file_name.hpp"
#include "io/pending_file.hpp"
#include "plot/gnuplot.hpp"
#include "plot/page.hpp"
#include "plot/text.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace pya::plot {
namespace {

constexpr const char* picture = "picture"; // the file in the temporary folder

std::string page_size(double width, double height) { return " size " + number(width) + "," + number(height); }

std::string ending(const std::string& path) {
    const auto dot = path.rfind('.');
    std::string text = dot == std::string::npos ? "" : path.substr(dot + 1);
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

Terminal file_terminal(const Figure& figure, const std::string& path, double dpi) {
    const std::string format = ending(path);
    const double width = figure.width(), height = figure.height();
    const std::string common = " noenhanced rounded background rgb '#ffffff' font '";
    std::string terminal;
    double density = 1;
    if (format == "png") {
        density = dpi / 100;
        const std::string scale = number(density);
        terminal = "pngcairo" + common + "Sans,10' fontscale " + scale + " linewidth " + scale +
                   " pointscale " + scale +
                   page_size(std::round(width * density), std::round(height * density));
    } else if (format == "svg") {
        density = 2;
        terminal = "svg" + common + "sans-serif,13'" + page_size(width, height);
    } else if (format == "pdf") {
        density = 2;
        terminal = "pdfcairo" + common + "Sans,10' fontscale 0.7 linewidth 0.9" +
                   page_size(width / 100, height / 100);
    } else {
        detail::fail("savefig: '", path, "' ends in '.", format, "'; it must end in .png, .svg or .pdf");
    }
    return {"set terminal " + terminal + "\nset output '" + picture + "'\n", density, "set output\n"};
}

bool has_display() {
    const char* x11 = std::getenv("DISPLAY");
    const char* wayland = std::getenv("WAYLAND_DISPLAY");
    return (x11 != nullptr && *x11 != '\0') || (wayland != nullptr && *wayland != '\0');
}

// The terminals of gnuplot that open a window, the best one first.
std::string window_terminal() {
    if (!has_display())
        detail::fail<PlotError>(
            "show: there is no display; save the figure instead: savefig(\"figure.png\")");
    const TemporaryFolder folder;
    std::string known = joined(" ", run_gnuplot(folder, {"print GPVAL_TERMINALS\n"}, 20), " ");
    std::replace(known.begin(), known.end(), '\n', ' ');
    for (const char* name : {"qt", "wxt", "x11"})
        if (known.find(std::string(" ") + name + " ") != std::string::npos) return name;
    detail::fail<PlotError>(
        "show: this gnuplot opens no windows; install the package gnuplot-qt, or save the ",
        "figure instead: savefig(\"figure.png\")");
}

void check_drawn(const Figure& figure, const char* function) {
    if (figure.size() == 0)
        detail::fail<PlotError>(function, ": there is nothing in the figure; plot something first ",
                                "(each thread has a current figure of its own)");
}

} // namespace

const Figure& Figure::savefig(const std::string& path, const SavefigOptions& options) const {
    if (!(options.dpi >= 10) || !(options.dpi <= 1200))
        detail::fail("savefig: dpi is ", options.dpi, "; it must be 10 to 1200");
    if (!(options.timeout > 0) || !(options.timeout <= 86400))
        detail::fail("savefig: timeout is ", options.timeout, "; it must be above 0 and at most 86400 s");
    detail::check_file_name(path);
    const Terminal terminal = file_terminal(*this, path, options.dpi);
    check_drawn(*this, "savefig");
    try {
        io::PendingFile target(path);
        const TemporaryFolder folder;
        const std::string messages = run_gnuplot(folder, write_script(*this, terminal), options.timeout);
        std::ifstream file(folder.path() + "/" + picture, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        if (bytes.empty()) detail::fail<PlotError>("gnuplot drew nothing: ", messages);
        target.bytes().write_at(0, bytes.data(), static_cast<std::int64_t>(bytes.size()));
        target.commit(false);
    } catch (const PlotError& error) {
        detail::fail<PlotError>("savefig('", path, "'): ", error.what());
    } catch (const IoError& error) {
        detail::fail<PlotError>("savefig: ", error.what());
    }
    return *this;
}

const Figure& Figure::show() const {
    check_drawn(*this, "show");
    if (show_on_page(*this, has_display())) return *this;
    const std::string marker = "pya: shown";
    const Terminal terminal{"set terminal " + window_terminal() + " noenhanced font 'Sans,10'" +
                                page_size(std::round(width()), std::round(height())) + "\n",
                            1, "print '" + marker + "'\npause mouse close\n"};
    const TemporaryFolder folder;
    run_gnuplot(folder, write_script(*this, terminal), 30, marker);
    return *this;
}

} // namespace pya::plot
