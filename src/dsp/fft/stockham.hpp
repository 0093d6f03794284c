// SPDX-License-Identifier: MIT
// A self-sorting transform for lengths whose prime factors are 2, 3, 5 and 7.
#ifndef PYA_SRC_DSP_FFT_STOCKHAM_HPP
#define PYA_SRC_DSP_FFT_STOCKHAM_HPP

#include "dsp/fft/passes.hpp"

#include <vector>

namespace pya::dsp::impl {

/// Where the values of a transform are: value j is at re[step j] and im[step j]; step is 1, or 2 for pairs.
/// With a window, which a transform that takes_window() allows for pairs, the values are (x - offset) *
/// window.
template <class T>
struct StockhamSource {
    const T* re;
    const T* im;
    int step;
    const T* window = nullptr;
    T offset = 0;
};

/// The forward transform of n complex values; the inverse is the same with re and im exchanged on both sides.
template <class T>
class Stockham {
public:
    /// n must be one that stockham_handles().
    explicit Stockham(Index n) : n_(n), passes_(stockham_passes<T>(n)) {}

    Index size() const { return n_; }
    bool takes_window() const { return n_ % 8 == 0; }
    std::size_t scratch_bytes() const { return 4 * scratch_bytes_of<T>(n_ + 1); }

    /// Returns where in `scratch` the result is; the caller may overwrite it and one more value. `next` is
    /// where the caller is going to write n + 1 values: that memory is fetched meanwhile, unless it is long.
    SplitComplex<T> run(const StockhamSource<T>& x, std::byte* scratch,
                        const std::complex<T>* next = nullptr) const;

private:
    Index n_;
    std::vector<StockhamPass<T>> passes_;
};

} // namespace pya::dsp::impl

#endif
