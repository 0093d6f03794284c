// SPDX-License-Identifier: MIT
// A transform that is too long for the cache. The n = columns * rows values are taken as a matrix, which is
// transformed along its columns, a block of them at a time, and then along its rows (Bailey, "FFTs in
// external or hierarchical memory", 1990).
#ifndef PYA_SRC_DSP_FFT_BLOCKED_HPP
#define PYA_SRC_DSP_FFT_BLOCKED_HPP

#include "dsp/fft/passes.hpp"

#include <algorithm>
#include <utility>

namespace pya::dsp::impl {

/// How many columns are transformed together.
inline constexpr Index fft_block_width = 16;

/// Values in rows; a row begins `pitch` values after the one before.
template <class T>
struct BlockOfRows {
    SplitComplex<T> at;
    Index pitch;
};

/// The forward transform; the inverse is the same with re and im exchanged on both sides.
template <class T>
class BlockedFft {
public:
    explicit BlockedFft(Index n); ///< n must be one that stockham_handles()

    Index size() const { return n_; }
    Index columns() const { return columns_; }
    Index rows() const { return rows_; }
    std::size_t scratch_bytes() const {
        return 2 * part_bytes(rows_ * pitch()) + 6 * part_bytes(rows_ * fft_block_width);
    }

    /// load(at, count, memory) returns where the values at + i + rows() k are, for i < count and k <
    /// columns(); it may write them to `memory`, one row k after the other. store(at, count, block) receives
    /// the results at + i + columns() k, for k < rows(), in rows of `count`. `count` is at most
    /// fft_block_width.
    template <class Load, class Store>
    void run(std::byte* scratch, Load load, Store store) const {
        Work work = along_columns(scratch, load);
        for (Index at = 0; at < columns_; at += fft_block_width) {
            const Index count = std::min(fft_block_width, columns_ - at);
            store(at, count, along_rows(at, count, work, work.x));
        }
    }

    /// The same, but store(at, count, block, mirrored) also receives `mirrored`, the results size() - (at + i
    /// + columns() k). The last value in the last row of these belongs to the first one of `block`. The
    /// values at columns() k come first, once, with block and mirrored being the same.
    template <class Load, class Store>
    void run_mirrored(std::byte* scratch, Load load, Store store) const {
        Work work = along_columns(scratch, load);
        const auto both = [&](Index at, Index mirror, Index count) {
            const SplitComplex<const T> block = along_rows(at, count, work, work.x);
            store(at, count, block, at == mirror ? block : along_rows(mirror, count, work, work.z));
        };
        both(0, 0, 1);
        for (Index at = 1; 2 * at < columns_;) {
            const Index count = std::min(fft_block_width, (columns_ + 1) / 2 - at);
            both(at, columns_ - at - count + 1, count);
            at += count;
        }
        if (columns_ % 2 == 0) both(columns_ / 2, columns_ / 2, 1);
    }

private:
    struct Work {
        SplitComplex<T> turned, x, y, z;
    };

    /// Parts of the memory begin at different lines of the nearest cache, which is short of places for values
    /// that are a power of two apart.
    static std::size_t part_bytes(Index count) { return scratch_bytes_of<T>(count) + 5 * simd_alignment; }
    /// How far apart the rows of `turned` are, for the same reason.
    Index pitch() const { return columns_ % 32 == 0 ? columns_ + fft_block_width : columns_; }

    template <class Load>
    Work along_columns(std::byte* scratch, Load load) const {
        const auto take = [&scratch](Index count) {
            return reinterpret_cast<T*>(std::exchange(scratch, scratch + part_bytes(count)));
        };
        const auto block = [&] {
            return SplitComplex<T>{take(rows_ * fft_block_width), take(rows_ * fft_block_width)};
        };
        Work work{{take(rows_ * pitch()), take(rows_ * pitch())}, block(), block(), block()};
        for (Index at = 0; at < rows_; at += fft_block_width) {
            const Index count = std::min(fft_block_width, rows_ - at);
            transform(along_columns_, count, load(at, count, work.x), work.x, work.y);
            turn(at, count, work);
        }
        return work;
    }

    SplitComplex<const T> along_rows(Index at, Index count, Work& work, SplitComplex<T>& to) const {
        transform(along_rows_, count, {{work.turned.re + at, work.turned.im + at}, pitch()}, to, work.y);
        return {to.re, to.im};
    }

    /// The result is in x, whose memory may be exchanged with that of y.
    void transform(const std::vector<StockhamPass<T>>& passes, Index count, BlockOfRows<const T> from,
                   SplitComplex<T>& x, SplitComplex<T>& y) const;
    /// Multiplies x by the roots that join columns and rows and transposes it into `turned`.
    void turn(Index at, Index count, const Work& work) const;

    Index n_, columns_, rows_;
    std::vector<StockhamPass<T>> along_columns_, along_rows_;
    AlignedVector<T> steps_;  ///< exp(-2 pi i j k / n) at rows k and the columns j of the first block
    AlignedVector<T> starts_; ///< the same at rows k and the first column of each block
};

/// Makes a plan that uses a blocked transform of n values, or of n/2 for an even number of real samples.
template <class In, class Out>
SharedPlan<In, Out> make_blocked_plan(Index n, FftDirection direction);

} // namespace pya::dsp::impl

#endif
