// SPDX-License-Identifier: MIT
// Parts of an Afeature: frames by number or time, columns by number or name.
#include "afeature_data.hpp"

#include <pya/error.hpp>
#include <pya/memory.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <optional>
#include <set>

namespace pya {

using detail::fail;

namespace {

/// The time that a bound is, in seconds: such a bound moves with the rate. None for a number of frames, and
/// for 0 s, where the two are the same.
std::optional<double> time_of(const Bound& bound) {
    constexpr int rate = 1 << 30;
    const Index at = bound.resolve(0, rate);
    if (bound.is_open() || at == bound.resolve(0, rate / 2)) return std::nullopt;
    return static_cast<double>(at) / rate;
}

/// Times of a slice as frames: the first that is not before the time.
Bound framed(const Bound& bound, const std::vector<double>& positions, double sr, double over) {
    const std::optional<double> time = time_of(bound);
    if (!time) return bound;
    const double position = (*time < 0 ? over : 0) + *time * sr;
    // A time that was rounded to samples stands for the frame at that sample.
    return std::lower_bound(positions.begin(), positions.end(), position - 1e-6) - positions.begin();
}

std::vector<Index> listed(const Picked& picked) {
    std::vector<Index> list;
    for (Index i = 0; i < picked.count(); ++i) list.push_back(picked[i]);
    return list;
}

bool is_number(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

} // namespace

Afeature Afeature::picked(const std::vector<Index>& frames, const std::vector<Index>& columns,
                          Index hop) const {
    return Afeature(detail::within_memory("Afeature", [&] {
        const Data& from = data();
        auto part = std::make_unique<Data>();
        for (const Index t : frames) {
            part->positions.push_back(from.positions[static_cast<std::size_t>(t)]);
            for (const Index k : columns) part->values.push_back(from.row(t)[k]);
        }
        for (const Index k : columns) {
            const auto i = static_cast<std::size_t>(k);
            part->cn.push_back(from.cn[i]);
            part->bare.push_back(from.bare[i]);
            part->channel.push_back(from.channel[i]);
            if (!from.freqs.empty()) part->freqs.push_back(from.freqs[i]);
        }
        const std::set<Index> there(part->channel.begin(), part->channel.end());
        for (Index& c : part->channel) c = std::distance(there.begin(), there.find(c));
        part->unit = from.unit;
        part->label = from.label;
        part->sr = from.sr;
        part->hop = hop;
        return part;
    }));
}

Afeature Afeature::operator()(const Rows& frames, const Cols& columns) const {
    const Data& all_of = data();
    Index hop = all_of.hop;
    std::vector<Index> rows;
    if (const slice* const given = frames.as_slice()) {
        const double over =
            all_of.positions.empty() ? 0 : all_of.positions.back() + static_cast<double>(all_of.hop);
        const slice by_frame(framed(given->start, all_of.positions, all_of.sr, over),
                             framed(given->stop, all_of.positions, all_of.sr, over), given->step);
        rows = listed(by_frame.resolve(this->frames(), all_of.sr));
        const Index most = std::max<Index>(this->frames(), 1);
        hop *= std::abs(std::clamp(given->step, -most, most));
    } else {
        rows = listed(frames.pick(this->frames(), all_of.sr, "frames"));
    }
    return picked(rows, listed(columns.pick(cn())), hop);
}

std::vector<Index> Afeature::columns_named(const std::string& name) const {
    const auto where = [&](const auto& fits) {
        std::vector<Index> found;
        for (Index k = 0; k < columns(); ++k)
            if (fits(static_cast<std::size_t>(k))) found.push_back(k);
        return found;
    };
    const std::vector<std::string>&full = cn(), &bare = data().bare;
    std::vector<Index> found = where([&](std::size_t k) { return full[k] == name; });
    if (found.empty()) found = where([&](std::size_t k) { return bare[k] == name; });
    const auto numbered = [&](const std::string& column) {
        return column.starts_with(name) && is_number(column.substr(name.size()));
    };
    if (found.empty() && !name.empty())
        found = where([&](std::size_t k) { return numbered(full[k]) || numbered(bare[k]); });
    if (!found.empty()) return found;
    std::string known;
    for (const std::string& column : full) known += (known.empty() ? "'" : ", '") + column + "'";
    fail("Afeature: there is no column '", name, "'; the columns are ", known);
}

Afeature Afeature::named(const std::vector<std::string>& names) const {
    std::vector<Index> chosen;
    for (const std::string& name : names)
        for (const Index k : columns_named(name)) chosen.push_back(k);
    if (chosen.empty()) fail("Afeature: no column is selected");
    std::vector<Index> rows(static_cast<std::size_t>(frames()));
    std::iota(rows.begin(), rows.end(), 0);
    return picked(rows, chosen, hop());
}

Afeature Afeature::channel(Index c) const {
    std::vector<Index> chosen;
    for (Index k = 0; k < columns(); ++k)
        if (data().channel[static_cast<std::size_t>(k)] == c) chosen.push_back(k);
    if (chosen.empty()) fail("Afeature::channel: there is no channel ", c, " among ", channels());
    std::vector<Index> rows(static_cast<std::size_t>(frames()));
    std::iota(rows.begin(), rows.end(), 0);
    Afeature part = picked(rows, chosen, hop());
    part.data_->cn = part.data_->bare;
    return part;
}

void Afeature::check_ascending(const char* method) const {
    const std::vector<double>& at = data().positions;
    if (std::adjacent_find(at.begin(), at.end(), std::greater_equal<>()) != at.end())
        fail("Afeature::", method, ": the times of the frames don't ascend; they must");
}

void Afeature::write_at(Seconds time, double* row) const {
    const std::vector<double>& at = data().positions;
    if (at.empty()) fail("Afeature::at: there are no frames; there must be one");
    if (std::isnan(time.value)) fail("Afeature::at: argument time is NaN; it must be a number");
    check_ascending("at");
    const double position = time.value * sr();
    const Index next = std::upper_bound(at.begin(), at.end(), position) - at.begin();
    const Index right = std::min(next, frames() - 1), left = std::max<Index>(next - 1, 0);
    const double from = at[static_cast<std::size_t>(left)], to = at[static_cast<std::size_t>(right)];
    const double part = right > left ? (position - from) / (to - from) : 0;
    for (Index k = 0; k < columns(); ++k) {
        const double a = data().row(left)[k], b = data().row(right)[k];
        row[k] = part == 0 ? a : a + part * (b - a);
    }
}

} // namespace pya
