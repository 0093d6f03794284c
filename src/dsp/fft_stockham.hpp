// SPDX-License-Identifier: MIT
// A self-sorting transform for lengths whose prime factors are 2, 3, 5 and 7.
#ifndef PYA_SRC_DSP_FFT_STOCKHAM_HPP
#define PYA_SRC_DSP_FFT_STOCKHAM_HPP

#include "dsp/fft_plan.hpp"

#include <vector>

namespace pya::dsp::detail {

/// One pass: it splits transforms of length radix * rest, `stride` of them interleaved, into ones of length
/// rest.
template <class T>
struct StockhamPass {
    int radix;
    Index rest;
    Index stride;
    AlignedVector<T> twiddles; ///< re, then im; each (radix - 1) x rest: exp(-2 pi i k p / (radix rest))
};

/// Real and imaginary parts apart, so that every loop is a plain one for the vectoriser.
template <class T>
struct SplitComplex {
    T* re;
    T* im;
};

/// The forward transform of n complex values; the inverse is the same with re and im exchanged on both sides.
template <class T>
class Stockham {
public:
    explicit Stockham(Index n); ///< n must be one that stockham_handles()

    Index size() const { return n_; }
    std::size_t scratch_bytes() const { return 4 * scratch_bytes_of<T>(n_); }

    /// Reads value j at re[2 j] and im[2 j] and returns where in `scratch` the result is, which the caller
    /// may overwrite.
    SplitComplex<T> run(const T* re, const T* im, std::byte* scratch) const;

private:
    Index n_;
    std::vector<StockhamPass<T>> passes_;
};

} // namespace pya::dsp::detail

#endif
