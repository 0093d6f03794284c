// SPDX-License-Identifier: MIT
// Groups iir_design, iir_apply and freqz: the kernels, in double precision.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/iir/freqz.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace golden {
namespace {

using pya::dsp::FilterDesign;

FilterDesign design(const Case& c) {
    pya::dsp::IirOptions options;
    read_design(c, options);
    if (c.given("wn")) return pya::dsp::iirfilter(c.numbers("wn"), options);
    options.fs = c.sr();
    return pya::dsp::iirfilter(c.numbers("cutoff_hz"), options);
}

// The numbers in the order of `like`: for each of these, the nearest one that is left, or NaN if none is.
Eigen::ArrayXcd matched(const Eigen::ArrayXcd& got, const Eigen::ArrayXcd& like) {
    std::vector<std::complex<double>> left(got.begin(), got.end());
    Eigen::ArrayXcd result = Eigen::ArrayXcd::Constant(like.size(), std::numeric_limits<double>::quiet_NaN());
    for (Index i = 0; i < like.size() && !left.empty(); ++i) {
        const auto nearest = std::min_element(left.begin(), left.end(), [&](auto a, auto b) {
            return std::abs(a - like(i)) < std::abs(b - like(i));
        });
        result(i) = *nearest;
        left.erase(nearest);
    }
    return result;
}

const Covers iir_design("iir_design", "iirfilter", [](const Case& c, Checker& check) {
    const FilterDesign filter = design(c);

    const Eigen::ArrayXXcd zp = c.out("zp").complex();
    check.require(filter.z.size() == zp.cols() && filter.p.size() == zp.cols(),
                  "wrong number of zeros or poles");
    Eigen::ArrayXXcd found(2, zp.cols());
    found.row(0) = matched(filter.z, zp.row(0)).transpose();
    found.row(1) = matched(filter.p, zp.row(1)).transpose();
    check.out("zp", array(found));
    check.expect("k", filter.k, {0, to_number(c.expect("rtol_k"))});
    check.expected("rtol_k");

    const Eigen::ArrayXd b = filter.b();
    const Eigen::ArrayXd a = filter.a();
    Eigen::ArrayXXd ba(2, b.size());
    ba.row(0) = b.transpose();
    if (a.size() == b.size()) ba.row(1) = a.transpose();
    const double rtol = c.tolerance("ba").rtol;
    check.out_row("ba", 0, array(ba), {to_number(c.expect("atol_b")), rtol});
    check.out_row("ba", 1, array(ba), {to_number(c.expect("atol_a")), rtol});
    check.expected("atol_b");
    check.expected("atol_a");
    check.expected("freqz_ba_error"); // the error of scipy's own b and a

    const Eigen::ArrayXXd sos = filter.sos();
    check.out("sos", array(sos));
    const Eigen::ArrayXd w = Eigen::ArrayXd::LinSpaced(48, 0.01, EIGEN_PI - 0.01);
    check.out("h", array(pya::dsp::sosfreqz(filter.sos(), w)));
});

const Covers iir_apply("iir_apply", "sosfilt/lfilter/filtfilt", [](const Case& c, Checker& check) {
    const FilterDesign filter = design(c);
    const Eigen::ArrayXXd x = c.in("self").real();
    const auto result = [](const Eigen::ArrayXXd& y) { return y.cols() == 1 ? array(y.col(0)) : array(y); };
    check.out("sosfilt", result(pya::dsp::sosfilt(filter.sos(), x)));
    check.out("sosfiltfilt", result(pya::dsp::sosfiltfilt(filter.sos(), x)));
    if (c.has_out("lfilter")) check.out("lfilter", result(pya::dsp::lfilter(filter.b(), filter.a(), x)));
    if (c.has_out("filtfilt")) check.out("filtfilt", result(pya::dsp::filtfilt(filter.b(), filter.a(), x)));
});

const Covers freqz("freqz", "freqz", [](const Case& c, Checker& check) {
    const Eigen::ArrayXd w = c.has_in("w") ? c.in("w").vector() : pya::dsp::freqz_grid(c.get<Index>("worN"));
    check.out("w", array(w));
    check.out("h", array(pya::dsp::freqz(c.in("b").vector(), c.in("a").vector(), w)));
});

} // namespace
} // namespace golden
