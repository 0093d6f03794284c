// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/peaks.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace pya::dsp {
namespace {

Index rounded_up(const char* option, double value, Index least) {
    const double up = std::ceil(value);
    if (!(up >= static_cast<double>(least) && up < 0x1p48))
        detail::fail("peak_pick: option ", option, " is ", value, "; it must be ", least,
                     " or more, and below 2^48");
    return static_cast<Index>(up);
}

/// The values around x[i], as far as there are any.
std::span<const double> around(std::span<const double> x, Index i, Index before, Index behind) {
    const Index first = std::max<Index>(i - before, 0), last = std::min(i + behind, std::ssize(x));
    return x.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
}

template <class Beyond>
std::vector<bool> turns(std::span<const double> x, Beyond beyond) {
    std::vector<bool> found(x.size());
    for (std::size_t i = 1; i < x.size(); ++i)
        found[i] =
            beyond(x[i], x[i - 1]) && (i + 1 == x.size() || beyond(x[i], x[i + 1]) || x[i] == x[i + 1]);
    return found;
}

} // namespace

std::vector<Index> peak_pick(std::span<const double> x, const PeakPickOptions& options) {
    const Index pre_max = rounded_up("pre_max", options.pre_max, 0);
    const Index post_max = rounded_up("post_max", options.post_max, 1);
    const Index pre_avg = rounded_up("pre_avg", options.pre_avg, 0);
    const Index post_avg = rounded_up("post_avg", options.post_avg, 1);
    const Index wait = rounded_up("wait", options.wait, 0);
    if (!(options.delta >= 0 && std::isfinite(options.delta)))
        detail::fail("peak_pick: option delta is ", options.delta, "; it must be finite and 0 or more");
    std::vector<Index> peaks;
    for (Index i = 0; i < std::ssize(x); ++i) {
        const double value = x[static_cast<std::size_t>(i)];
        if (value == 0 || (!peaks.empty() && i <= peaks.back() + wait)) continue;
        const auto rivals = around(x, i, pre_max, post_max);
        if (value != *std::max_element(rivals.begin(), rivals.end())) continue;
        const auto near = around(x, i, pre_avg, post_avg);
        const double mean = std::accumulate(near.begin(), near.end(), 0.) / static_cast<double>(near.size());
        if (value >= mean + options.delta) peaks.push_back(i);
    }
    return peaks;
}

std::vector<bool> localmax(std::span<const double> x) { return turns(x, std::greater<>()); }
std::vector<bool> localmin(std::span<const double> x) { return turns(x, std::less<>()); }

} // namespace pya::dsp
