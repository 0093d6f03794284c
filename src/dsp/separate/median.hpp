// SPDX-License-Identifier: MIT
// Medians of a window that slides along many sequences side by side.
#ifndef PYA_SRC_DSP_SEPARATE_MEDIAN_HPP
#define PYA_SRC_DSP_SEPARATE_MEDIAN_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/block.hpp>

#include <vector>

namespace pya::dsp::impl {

/// How many sequences are worked on at a time. A row is one value of each of them, side by side.
inline constexpr Index median_lanes = 16;

/// The running median of a width, which begins width / 2 elements before its place and takes element
/// width / 2 of the sorted ones.
///
/// Neighbouring windows have most of their elements in common. For `run` windows the common elements are
/// sorted once, and padded with infinities to as many as could become a median. Then the windows are halved
/// again and again: each half has more elements in common, which narrow its candidates down to half as many,
/// until each window has one candidate left, its median. All of that is exchanges of rows without a branch.
template <class T>
class RunningMedian {
public:
    explicit RunningMedian(Index width);

    /// The medians at `count` places: row i of `out`, which are `stride` apart, at row(i), a pointer to
    /// median_lanes values; row takes positions below 0 and from count on, too.
    template <class Row>
    void operator()(Index count, const Row& row, T* out, Index stride) {
        const Index runs = (count + run_ - 1) / run_;
        rows_.clear();
        for (Index i = 0; i < runs * run_ + width_ - 1; ++i) rows_.push_back(row(i - width_ / 2));
        compute(count, out, stride);
    }

private:
    void compute(Index count, T* out, Index stride);

    Index width_;
    Index run_;                   // the greatest power of two up to the width
    std::vector<const T*> rows_;  // the windows' rows in order; window i begins at row i
    AlignedVector<T> candidates_; // `run` rows
    AlignedVector<T> narrowed_;   // `run` rows
    AlignedVector<T> added_;      // run / 2 rows
};

extern template class RunningMedian<float>;
extern template class RunningMedian<double>;

} // namespace pya::dsp::impl

#endif
