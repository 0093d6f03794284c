// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/index.hpp>

#include <algorithm>
#include <cmath>

namespace pya {

Index to_samples(Seconds t, int sr) {
    const double exact = t.value * sr;
    if (!(std::abs(exact) <= 9007199254740992.0))
        detail::fail("time of ", t.value, " s at ", sr, " Hz: it must be finite and below 2^53 samples");
    const double nearest = std::round(exact);
    return static_cast<Index>(std::abs(exact - nearest) < 1e-6 ? nearest : std::trunc(exact));
}

Index Bound::resolve(Index n, int sr) const {
    if (kind_ == Kind::from_end) return detail::saturated(n, sample_);
    const Index at = kind_ == Kind::time ? to_samples(time_, sr) : sample_;
    return at < 0 ? at + n : at;
}

void slice::refuse_step() { detail::fail("slice: step is 0; it must be positive or negative"); }

Positions slice::resolve(Index n, int sr) const {
    const bool up = step > 0;
    const Index lowest = up ? 0 : -1;
    const Index highest = up ? n : n - 1;
    const auto clamped = [&](const Bound& bound, Index open) {
        return bound.is_open() ? open : std::clamp(bound.resolve(n, sr), lowest, std::max(lowest, highest));
    };
    const Index from = clamped(start, up ? lowest : highest);
    const Index to = clamped(stop, up ? highest : lowest);
    const Index span = up ? to - from : from - to;
    // All steps larger than n select the same, so a larger one becomes n, and no sum below can overflow.
    const Index by = std::clamp(step, -n - 1, n + 1);
    const Index stride = up ? by : -by;
    if (stride == 1) return {from, by, std::max<Index>(span, 0)};
    return {from, by, span > 0 ? (span - 1) / stride + 1 : 0};
}

Picked Selector::pick_others(Index n, const char* what) const {
    if (kind_ == Kind::mask) {
        if (static_cast<Index>(list_.size()) != n)
            detail::fail("selection: the mask has ", list_.size(), " entries for ", n, " ", what);
        std::vector<Index> chosen;
        for (Index i = 0; i < n; ++i)
            if (list_[static_cast<std::size_t>(i)] != 0) chosen.push_back(i);
        return chosen;
    }
    const auto counted = [&](Index i) {
        if (i < -n || i >= n)
            detail::fail("selection: there is no ", i, " among ", n, " ", what, "; valid are ", -n, " to ",
                         n - 1);
        return i < 0 ? i + n : i;
    };
    if (kind_ == Kind::single) return Positions{counted(single_), 1, 1};
    std::vector<Index> chosen = list_;
    std::ranges::transform(chosen, chosen.begin(), counted);
    return chosen;
}

Picked Cols::pick(const std::vector<std::string>& cn) const {
    if (names_.empty()) {
        const Picked picked = Selector::pick(static_cast<Index>(cn.size()), 1, "channels");
        if (picked.count() == 0) detail::fail("selection: no channel is selected");
        return picked;
    }
    std::vector<Index> chosen;
    for (const std::string& name : names_) {
        const auto found = std::find(cn.begin(), cn.end(), name);
        if (found == cn.end()) {
            std::string known;
            for (const std::string& n : cn) known += (known.empty() ? "'" : ", '") + n + "'";
            detail::fail("selection: there is no channel '", name, "'; the channels are ", known);
        }
        chosen.push_back(found - cn.begin());
    }
    if (chosen.size() == 1) return Positions{chosen.front(), 1, 1};
    return chosen;
}

} // namespace pya
