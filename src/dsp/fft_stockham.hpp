// SPDX-License-Identifier: MIT
// A self-sorting transform for lengths whose prime factors are 2, 3, 5 and 7.
#ifndef PYA_SRC_DSP_FFT_STOCKHAM_HPP
#define PYA_SRC_DSP_FFT_STOCKHAM_HPP

#include "dsp/fft_passes.hpp"

#include <vector>

namespace pya::dsp::detail {

/// The forward transform of n complex values; the inverse is the same with re and im exchanged on both sides.
template <class T>
class Stockham {
public:
    /// n must be one that stockham_handles().
    explicit Stockham(Index n) : n_(n), passes_(stockham_passes<T>(n)) {}

    Index size() const { return n_; }
    std::size_t scratch_bytes() const { return 4 * scratch_bytes_of<T>(n_ + 1); }

    /// Reads value j at x.re[step j] and x.im[step j], where step is 1 or, of pairs, 2, and returns where in
    /// `scratch` the result is, which the caller may overwrite, as one value more.
    SplitComplex<T> run(SplitComplex<const T> x, Index step, std::byte* scratch) const;

private:
    Index n_;
    std::vector<StockhamPass<T>> passes_;
};

} // namespace pya::dsp::detail

#endif
