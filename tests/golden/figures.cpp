// SPDX-License-Identifier: MIT
// Groups mapping and string: how figures show numbers and labels.
#include "golden/mapping.hpp"

#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

const Covers plot_db("mapping", "plot_db", [](const Case& c, Checker& check) {
    const Eigen::ArrayXd x = c.in("x").vector();
    check.out("y", array(Eigen::ArrayXd(x.unaryExpr(pya::PlotFn(pya::PlotFn::db)))));
});

const Covers gridplot("string", "gridplot", [](const Case& c, Checker& check) {
    const pya::Asig sig(Eigen::ArrayXf::Zero(4000), {.label = c.get<std::string>("label")});
    const auto kinds = c.get<std::vector<std::string>>("objects");
    std::vector<pya::plot::Plottable> objects;
    for (const std::string& kind : kinds) {
        if (kind == "Asig") objects.emplace_back(sig);
        if (kind == "Aspec") objects.emplace_back(sig.to_spec());
        if (kind == "Astft") objects.emplace_back(sig.to_stft());
        if (kind == "Amfcc") objects.emplace_back(sig.to_mfcc());
    }
    pya::plot::GridplotOptions options;
    c.read("colwrap", options.colwrap);
    c.read("cbar_ratio", options.cbar_ratio);
    const pya::plot::Figure figure = pya::gridplot(objects, options);
    std::vector<std::string> titles;
    for (Index i = 0; i < figure.size(); ++i) titles.push_back(figure.axes(i).title());
    check.expect("titles", titles);
    const pya::plot::GridSpec grid = figure.grid();
    check.expect("grid", std::vector<Index>{grid.rows, grid.cols});
    check.require(grid.width_ratios == c.expect("width_ratios").get<std::vector<double>>(), "width_ratios");
    check.expected("width_ratios");
});

} // namespace
} // namespace golden
