// SPDX-License-Identifier: MIT
// A signal as nested vectors, which selects, assigns and combines as Asig should, in the simplest way.
#ifndef PYA_TESTS_ASIG_NAIVE_SIGNAL_HPP
#define PYA_TESTS_ASIG_NAIVE_SIGNAL_HPP

#include <pya/asig.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <vector>

namespace naive {

using pya::Index;
using Channel = std::vector<float>;
enum class Mode { plain, bound, extend, overwrite };

// Thrown where the library should throw ArgumentError.
struct Refused : std::exception {};

struct Signal {
    std::vector<Channel> channels;

    Index samples() const { return static_cast<Index>(channels[0].size()); }
    Index width() const { return static_cast<Index>(channels.size()); }
    float& at(Index i, Index c) { return channels[static_cast<std::size_t>(c)][static_cast<std::size_t>(i)]; }
    float at(Index i, Index c) const { return const_cast<Signal*>(this)->at(i, c); }
};

inline Signal silence(Index samples, Index width) {
    return {
        std::vector<Channel>(static_cast<std::size_t>(width), Channel(static_cast<std::size_t>(samples)))};
}

inline pya::Asig to_asig(const Signal& s) {
    Eigen::ArrayXXf sig(s.samples(), s.width());
    for (Index c = 0; c < s.width(); ++c)
        for (Index i = 0; i < s.samples(); ++i) sig(i, c) = s.at(i, c);
    return pya::Asig(sig, {.sr = 1000});
}

// Equal bit for bit; a NaN equals every other NaN.
inline bool same(const pya::Asig& a, const Signal& s) {
    if (a.samples() != s.samples() || a.channels() != s.width()) return false;
    for (Index c = 0; c < s.width(); ++c)
        for (Index i = 0; i < s.samples(); ++i) {
            const float got = a.sig()(i, c);
            const float want = s.at(i, c);
            if (std::isnan(got) && std::isnan(want)) continue;
            if (std::memcmp(&got, &want, sizeof(float)) != 0) return false;
        }
    return true;
}

// A selection: a slice, a list of positions, or one position.
struct Pick {
    enum class Kind { slice, list, single } kind = Kind::slice;
    std::optional<Index> start = {};
    std::optional<Index> stop = {};
    Index step = 1;
    std::vector<Index> list = {};

    // The selected positions of n.
    std::vector<Index> positions(Index n) const {
        std::vector<Index> chosen;
        if (kind == Kind::slice) {
            const Index low = step > 0 ? 0 : -1;
            const Index high = step > 0 ? n : n - 1;
            const auto bound = [&](const std::optional<Index>& b, Index open) {
                if (!b) return open;
                return std::min(std::max(*b < 0 ? *b + n : *b, low), high);
            };
            const Index from = bound(start, step > 0 ? low : high);
            const Index to = bound(stop, step > 0 ? high : low);
            for (Index i = from; step > 0 ? i < to : i > to; i += step) chosen.push_back(i);
            return chosen;
        }
        for (const Index i : list) {
            if (i < -n || i >= n) throw Refused();
            chosen.push_back(i < 0 ? i + n : i);
        }
        return chosen;
    }

    template <class Selector>
    Selector selector() const {
        if (kind == Kind::single) return list[0];
        if (kind == Kind::list) return list;
        const auto bound = [](const std::optional<Index>& b) {
            return b ? pya::Bound(*b) : pya::Bound(pya::none);
        };
        return pya::slice(bound(start), bound(stop), step);
    }

    // Where a slice of step 1 begins and ends, if it isn't cut to the signal.
    Index first(Index n) const { return !start ? 0 : std::max<Index>(*start < 0 ? *start + n : *start, 0); }
    Index last(Index n) const { return !stop ? n : std::max<Index>(*stop < 0 ? *stop + n : *stop, 0); }
};

inline std::vector<Index> columns(const Pick& cols, Index width) {
    const std::vector<Index> chosen = cols.positions(width);
    if (chosen.empty()) throw Refused();
    return chosen;
}

inline Signal select(const Signal& s, const Pick& rows, const Pick& cols) {
    const std::vector<Index> r = rows.positions(s.samples());
    const std::vector<Index> c = columns(cols, s.width());
    Signal part = silence(static_cast<Index>(r.size()), static_cast<Index>(c.size()));
    for (std::size_t k = 0; k < c.size(); ++k)
        for (std::size_t i = 0; i < r.size(); ++i)
            part.at(static_cast<Index>(i), static_cast<Index>(k)) = s.at(r[i], c[k]);
    return part;
}

// s(rows, cols) = source. A source of one channel goes to all channels.
inline void assign(Signal& s, const Pick& rows, const Pick& cols, Mode mode, const Signal& source) {
    const Index n = s.samples();
    std::vector<Index> r = rows.positions(n);
    const std::vector<Index> c = columns(cols, s.width());
    if (source.width() != 1 && source.width() != static_cast<Index>(c.size())) throw Refused();
    Index count = source.samples();
    const bool step_one = rows.kind == Pick::Kind::slice && rows.step == 1;
    if (mode == Mode::plain && count != static_cast<Index>(r.size())) throw Refused();
    if (mode == Mode::bound) count = std::min(count, static_cast<Index>(r.size()));
    if (mode == Mode::extend) {
        if (!step_one || rows.last(n) < n) throw Refused();
        const Index first = rows.first(n);
        for (Channel& channel : s.channels)
            channel.resize(static_cast<std::size_t>(std::max(n, first + count)));
        r.clear();
        for (Index i = 0; i < count; ++i) r.push_back(first + i);
    }
    if (mode == Mode::overwrite) {
        if (static_cast<Index>(c.size()) != s.width()) throw Refused();
        if (!step_one && rows.kind != Pick::Kind::single) throw Refused();
        const Index first = step_one ? std::min(rows.first(n), n) : r[0];
        const Index last = step_one ? std::min(std::max(rows.last(n), first), n) : first + 1;
        for (Channel& channel : s.channels) {
            channel.erase(channel.begin() + first, channel.begin() + last);
            channel.insert(channel.begin() + first, static_cast<std::size_t>(count), 0.0f);
        }
        r.clear();
        for (Index i = 0; i < count; ++i) r.push_back(first + i);
    }
    for (std::size_t k = 0; k < c.size(); ++k)
        for (Index i = 0; i < count; ++i)
            s.at(r[static_cast<std::size_t>(i)], c[k]) =
                source.at(i, source.width() == 1 ? 0 : static_cast<Index>(k));
}

inline float calculate(char op, float a, float b) {
    return op == '+' ? a + b : op == '-' ? a - b : op == '*' ? a * b : a / b;
}

inline Signal combine(char op, const Signal& a, const Signal& b, Mode mode) {
    const Index x = a.samples();
    const Index y = b.samples();
    if (a.width() != b.width() || (mode == Mode::plain && x != y)) throw Refused();
    Signal result = silence(mode == Mode::bound ? std::min(x, y) : std::max(x, y), a.width());
    for (Index c = 0; c < a.width(); ++c)
        for (Index i = 0; i < result.samples(); ++i)
            if (i < x && i < y)
                result.at(i, c) = calculate(op, a.at(i, c), b.at(i, c));
            else if (i < x)
                result.at(i, c) = a.at(i, c);
            else
                result.at(i, c) = op == '-' ? -b.at(i, c) : op == '/' ? 1 / b.at(i, c) : b.at(i, c);
    return result;
}

} // namespace naive

#endif
