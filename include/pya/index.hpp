// SPDX-License-Identifier: MIT
/// @file
/// What selects rows (samples) and columns (channels): numbers, slices, times, lists, masks and names.
///
/// Python's rules hold: negative numbers count from the end, the stop of a slice is not included, and slices
/// are cut to the signal. Single numbers and lists are not: a number outside of the signal is an
/// ArgumentError.
#ifndef PYA_INDEX_HPP
#define PYA_INDEX_HPP

#include <pya/export.hpp>

#include <pya/storage/samples.hpp>
#include <pya/units.hpp>

#include <Eigen/Core>

#include <concepts>
#include <initializer_list>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace pya {

/// Selects everything.
struct All {};
inline constexpr All all{}; ///< Selects everything: a(all, "l").

/// A bound that is left open, as in Python's `a[:n]`.
struct None {};
inline constexpr None none{}; ///< Leaves a bound open: slice(none, 100).

namespace detail {
template <class T>
concept Integer = std::integral<T> && !std::same_as<std::remove_cv_t<T>, bool>;

/// a + b, or the nearest number that an Index can hold. The lowest number is never returned, so that the
/// result can be negated.
constexpr Index saturated(Index a, Index b) {
    constexpr Index most = std::numeric_limits<Index>::max();
    if (b > 0 && a > most - b) return most;
    if (b < 0 && a < -most - b) return -most;
    return a + b;
}
} // namespace detail

/// The type of slice::end.
struct End {
    Index back = 0; ///< how many samples before the end
    /// A position that many samples earlier.
    friend constexpr End operator-(End e, Index n) { return {detail::saturated(e.back, n)}; }
};

/// One bound of a slice: a sample number (negative from the end), a time, slice::end, or `none`.
class PYA_EXPORT Bound {
public:
    /// What a bound may be.
    enum class Kind { open, sample, from_end, time };

    /// An open end, a place counted from the end, a time, or a number of samples.
    constexpr Bound(None) {}
    constexpr Bound(End e) : kind_(Kind::from_end), sample_(-detail::saturated(e.back, 0)) {}
    constexpr Bound(Seconds t) : kind_(Kind::time), time_(t) {}
    template <detail::Integer T>
    constexpr Bound(T sample) : kind_(Kind::sample), sample_(static_cast<Index>(sample)) {}

    Bound(std::floating_point auto) = delete; ///< a time has a unit: slice(0, 1.5_s)

    /// True if it is `none`.
    bool is_open() const { return kind_ == Kind::open; }
    /// The position in a signal of n samples at rate sr. Negative numbers are counted from the end; the
    /// result may lie outside of the signal.
    Index resolve(Index n, int sr) const;

private:
    Kind kind_ = Kind::open;
    Index sample_ = 0;
    Seconds time_;
};

/// The number of samples that last `t` at rate `sr`: truncated toward zero, but snapped to the nearest whole
/// number when t * sr is within 1e-6 of it, so that 0.29 s at 100 Hz is 29. Throws ArgumentError for NaN,
/// infinity or a number of samples beyond 2^53.
PYA_EXPORT Index to_samples(Seconds t, int sr);

/// The positions start, start + step, ... (count of them) that a slice selects.
struct Positions {
    Index start = 0; ///< the first
    Index step = 1;  ///< from one to the next, may be negative
    Index count = 0; ///< how many
};

/// start:stop:step as in Python. Steps may be negative but not 0 (ArgumentError).
///
///     a(slice(1.5_s, 2_s));   a(slice(-100, none));   a(slice(0, slice::end - 100));   a(slice(none, none,
///     -1));
struct PYA_EXPORT slice {
    /// The position after the last sample; `slice::end - 5` is five samples before it.
    static constexpr End end{};

    Bound start = none; ///< included
    Bound stop = none;  ///< not included
    Index step = 1;     ///< not 0

    /// Throws ArgumentError for a step of 0.
    slice(Bound from, Bound to, Index by = 1) : start(from), stop(to), step(by) {
        if (by == 0) refuse_step();
    }

    /// The positions that it selects of a signal of n samples at rate sr.
    Positions resolve(Index n, int sr) const;

private:
    [[noreturn]] static void refuse_step();
};

/// The positions that a selector selects of one signal: evenly spaced ones, or a list.
class Picked {
public:
    /// Evenly spaced positions, or a list of them.
    Picked(Positions run) : run_(run) {}
    Picked(std::vector<Index> list)
        : run_{0, 1, static_cast<Index>(list.size())}, list_(std::move(list)), listed_(true) {}

    Index count() const { return run_.count; } ///< how many positions
    /// Position number i.
    Index operator[](Index i) const {
        return listed_ ? list_[static_cast<std::size_t>(i)] : run_.start + i * run_.step;
    }
    /// True if the positions are neighbours in ascending order.
    bool contiguous() const { return !listed_ && (run_.step == 1 || run_.count <= 1); }
    Index step() const {
        return listed_ ? 1 : run_.step;
    } ///< distance of evenly spaced positions, otherwise 1

private:
    Positions run_;
    std::vector<Index> list_;
    bool listed_ = false;
};

/// Selects everything, or by one number, a slice, a list or a mask. Rows and columns have this in common.
class PYA_EXPORT Selector {
public:
    /// Everything, a slice or one number.
    Selector(All) {}
    Selector(slice s) : kind_(Kind::sliced), slice_(s) {}
    template <detail::Integer T>
    Selector(T i) : kind_(Kind::single), single_(static_cast<Index>(i)) {}
    Selector(std::floating_point auto) = delete; ///< a number is an integer; times are in slice(1_s, 1.5_s)

    /// Integers are a list of positions. Bools are a mask, which must be as long as what it selects from.
    template <std::integral T>
    Selector(std::initializer_list<T> values) : Selector(values, std::same_as<T, bool>) {}
    /// Everything, a slice or one number.
    template <std::integral T>
    Selector(const std::vector<T>& values) : Selector(values, std::same_as<T, bool>) {}
    template <class D>
    requires std::integral<typename D::Scalar> Selector(const Eigen::DenseBase<D>& values)
        : kind_(std::same_as<typename D::Scalar, bool> ? Kind::mask : Kind::list) {
        for (Index i = 0; i < values.size(); ++i) list_.push_back(static_cast<Index>(values.derived()(i)));
    }

    /// The positions that this selects out of n at rate sr. A position outside is an ArgumentError, in which
    /// `what` says what they are positions of.
    Picked pick(Index n, int sr, const char* what) const {
        return kind_ == Kind::sliced ? Picked(slice_.resolve(n, sr)) : pick_others(n, what);
    }
    /// The slice, if this is one, or nullptr; `all` is a slice with open ends.
    const slice* as_slice() const { return kind_ == Kind::sliced ? &slice_ : nullptr; }
    /// The step of the slice, 1 for everything else.
    Index step() const { return slice_.step; }
    /// True if this is a slice of step 1 with open ends.
    bool is_all() const {
        return kind_ == Kind::sliced && slice_.start.is_open() && slice_.stop.is_open() && slice_.step == 1;
    }
    /// True if this is one number.
    bool is_single() const { return kind_ == Kind::single; }

private:
    enum class Kind { sliced, single, list, mask };

    /// Everything, a slice or one number.
    template <class Values>
    Selector(const Values& values, bool mask)
        : kind_(mask ? Kind::mask : Kind::list), list_(values.begin(), values.end()) {}

    Picked pick_others(Index n, const char* what) const;

    Kind kind_ = Kind::sliced;
    Index single_ = 0;
    slice slice_{none, none};
    std::vector<Index> list_;
};

/// Selects rows: samples.
class Rows : public Selector {
public:
    using Selector::Selector;
};

/// Selects columns: channels. They can also be selected by a name or a list of names. Where several channels
/// have the same name, the first one is selected.
class PYA_EXPORT Cols : public Selector {
public:
    using Selector::Selector;
    /// One channel by its name, or several by their names.
    Cols(const char* name) : Selector(all), names_{name} {}
    Cols(const std::string& name) : Selector(all), names_{name} {}
    Cols(std::initializer_list<const char*> names) : Selector(all), names_(names.begin(), names.end()) {}
    Cols(const std::vector<std::string>& names) : Selector(all), names_(names) {}
    Cols(char name) = delete; ///< a name is a string: a(all, "l"); a character would be taken for a number

    /// The channels that this selects among those with the given names. A selection of no channel is an
    /// ArgumentError.
    Picked pick(const std::vector<std::string>& cn) const;
    /// True if this selects every channel, as `all` does.
    bool is_all() const { return names_.empty() && Selector::is_all(); }

private:
    std::vector<std::string> names_;
};

} // namespace pya

#endif
