// SPDX-License-Identifier: MIT
// The phases of an oscillator for a block of frequencies.
#ifndef PYA_SRC_AGEN_PHASES_HPP
#define PYA_SRC_AGEN_PHASES_HPP

#include "agen/node.hpp"
#include "simd/run.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace pya::gen::impl {

/// In 2^-64 cycles, so that it wraps around exactly.
using Turns = std::uint64_t;

/// A number of cycles without the whole ones; 0 if it isn't finite.
PYA_INLINE Turns turns(double cycles) {
    // Added to a number of less than 2^51, it rounds to an integer, which then is in the last bits: so no
    // instruction is needed that turns numbers into integers, which AVX2 lacks for 64 bits.
    constexpr double whole = 0x1.8p52;
    constexpr Turns zero = std::bit_cast<Turns>(whole);
    double part = cycles - ((cycles + whole) - whole);
    part = std::fabs(part) <= 0.5 ? part : 0;
    const double scaled = part * 0x1p32, high = scaled + whole,
                 low = (scaled - (high - whole)) * 0x1p31 + whole;
    return ((std::bit_cast<Turns>(high) - zero) << 32) + ((std::bit_cast<Turns>(low) - zero) << 1);
}

/// In cycles, in [0, 1), with 52 bits.
PYA_INLINE double cycles(Turns phase) {
    return std::bit_cast<double>((phase >> 12) | std::bit_cast<std::uint64_t>(1.0)) - 1;
}

/// What rounding may take from a phase: a phase that is less before an edge counts as being past it.
inline constexpr Turns snap = Turns{1} << 34; // 1e-9 cycles

PYA_INLINE void fill_steady(Turns position, Turns step, Turns* to, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) to[i] = position + static_cast<Turns>(i) * step;
}

PYA_INLINE void fill_steps(const double* freq, double sr, Turns* to, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) to[i] = turns(freq[i] / sr);
}

PYA_INLINE void add_offsets(const double* offset, Turns* to, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) to[i] += turns(offset[i]);
}

class Phases {
public:
    /// Of a frequency in Hz and an offset in cycles, which may be constant.
    Phases(int sr, std::optional<double> freq, std::optional<double> offset) : sr_(sr) {
        if (freq) step_ = turns(*freq / sr_);
        if (offset) offset_ = turns(*offset);
    }
    /// The next n phases. What is constant is not read.
    const Turns* advance(const double* freq, const double* offset, Index n) {
        Turns* const to = phases_.data();
        Turns position = position_; // not a member, which each store to the phases might change
        if (step_) {
            simd::run<fill_steady>(position, *step_, to, n);
            position += static_cast<Turns>(n) * *step_;
        } else {
            simd::run<fill_steps>(freq, sr_, to, n);
            for (Index i = 0; i < n; ++i) position += std::exchange(to[i], position);
        }
        position_ = position;
        if (!offset_)
            simd::run<add_offsets>(offset, to, n);
        else if (const Turns shift = *offset_; shift != 0)
            for (Index i = 0; i < n; ++i) to[i] += shift;
        return to;
    }
    void reset() { position_ = 0; }

private:
    double sr_;
    std::optional<Turns> step_, offset_;
    Turns position_ = 0;
    std::array<Turns, static_cast<std::size_t>(block)> phases_;
};

} // namespace pya::gen::impl

#endif
