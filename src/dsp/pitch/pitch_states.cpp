// SPDX-License-Identifier: MIT
#include "dsp/pitch/pitch_states.hpp"

#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp::impl {
namespace {

constexpr double no_path = -std::numeric_limits<double>::infinity();

/// What is impossible has the least normal number for a probability.
const double least_log = std::log(std::numeric_limits<double>::min());

double log_of(double probability) { return std::log(probability + std::numeric_limits<double>::min()); }

/// best = max(best, value + move), and where it comes from.
PYA_INLINE void better_path(const double* value, double move, std::int32_t bin, double* best,
                            std::int32_t* from, Index n) {
    PYA_INDEPENDENT
    for (Index j = 0; j < n; ++j) {
        const double v = value[j] + move;
        const bool up = v > best[j];
        best[j] = up ? v : best[j];
        from[j] = up ? bin + static_cast<std::int32_t>(j) : from[j];
    }
}

} // namespace

PitchStates::PitchStates(Index bins, Index width, double change)
    : bins_(bins), before_(width % 2 == 1 || bins % 2 == 1 ? width / 2 : width / 2 - 1),
      after_(width - 1 - before_), stay_(std::log(1 - change)), change_(std::log(change)),
      rows_(static_cast<std::size_t>(bins)), values_(static_cast<std::size_t>(2 * bins)),
      merged_(static_cast<std::size_t>(bins + width), no_path), merged_from_(rows_.size()),
      from_(rows_.size()), best_(rows_.size()) {
    // Half as wide at its foot as it is long, without the zeros at its ends.
    std::vector<double> triangle;
    const double half = static_cast<double>(width % 2 == 1 ? width + 1 : width) / 2;
    for (Index m = 0; m < width; ++m) {
        const double from_end = static_cast<double>(std::min(m, width - 1 - m));
        triangle.push_back((width % 2 == 1 ? from_end + 1 : from_end + 0.5) / half);
        triangle_.push_back(std::log(triangle.back()));
    }
    for (Index k = 0; k < bins; ++k) {
        double sum = 0;
        for (Index m = std::max<Index>(0, before_ - k); m < std::min(width, bins - k + before_); ++m)
            sum += triangle[static_cast<std::size_t>(m)];
        rows_[static_cast<std::size_t>(k)] = std::log(sum);
    }
}

void PitchStates::push(std::span<const double> voiced) {
    const auto n = static_cast<std::size_t>(bins_);
    double sum = 0;
    for (const double p : voiced) sum += p;
    const double unvoiced = log_of((1 - std::clamp(sum, 0.0, 1.0)) / static_cast<double>(bins_));
    if (frames_++ == 0) {
        const double start = log_of(1 / static_cast<double>(bins_));
        for (std::size_t j = 0; j < n; ++j) {
            values_[j] = log_of(voiced[j]) + least_log;
            values_[n + j] = unvoiced + start;
        }
        steps_.assign(2 * n, 0);
        return;
    }
    const auto top = std::max_element(values_.begin(), values_.end());
    const double top_value = *top + least_log;
    const auto top_state = static_cast<std::uint16_t>(top - values_.begin());
    steps_.resize(steps_.size() + 2 * n);
    std::vector<double> next(2 * n);
    for (std::size_t group = 0; group < 2; ++group) {
        double* const merged = merged_.data() + after_;
        for (std::size_t k = 0; k < n; ++k) {
            const double from_voiced = values_[k] + (group == 0 ? stay_ : change_);
            const double from_unvoiced = values_[n + k] + (group == 0 ? change_ : stay_);
            const bool is_voiced = from_voiced >= from_unvoiced;
            merged[k] = (is_voiced ? from_voiced : from_unvoiced) - rows_[k];
            merged_from_[k] = static_cast<std::int32_t>(is_voiced ? k : n + k);
        }
        std::fill(best_.begin(), best_.end(), no_path);
        // Bin j is reached from bin j - move: the lower bins first.
        for (Index move = after_; move >= -before_; --move)
            simd::run<better_path>(merged - move, triangle_[static_cast<std::size_t>(move + before_)],
                                   static_cast<std::int32_t>(-move), best_.data(), from_.data(), bins_);
        std::uint16_t* const step = steps_.data() + steps_.size() - 2 * n + group * n;
        for (std::size_t j = 0; j < n; ++j) {
            const bool within = best_[j] >= top_value;
            step[j] = within ? static_cast<std::uint16_t>(merged_from_[static_cast<std::size_t>(from_[j])])
                             : top_state;
            next[group * n + j] =
                (within ? best_[j] : top_value) + (group == 0 ? log_of(voiced[j]) : unvoiced);
        }
    }
    values_ = next;
}

std::vector<Index> PitchStates::path() const {
    std::vector<Index> states(static_cast<std::size_t>(frames_));
    if (frames_ == 0) return states;
    std::size_t state =
        static_cast<std::size_t>(std::max_element(values_.begin(), values_.end()) - values_.begin());
    for (std::size_t i = states.size(); i-- > 0;) {
        states[i] = static_cast<Index>(state);
        state = steps_[i * values_.size() + state];
    }
    return states;
}

} // namespace pya::dsp::impl
