// SPDX-License-Identifier: MIT
// The passes of a transform whose length has only the prime factors 2, 3, 5 and 7.
#ifndef PYA_SRC_DSP_FFT_PASSES_HPP
#define PYA_SRC_DSP_FFT_PASSES_HPP

#include "dsp/fft/plan.hpp"

#include <vector>

namespace pya::dsp::impl {

/// One pass. It splits `stride` interleaved transforms of length radix * rest into ones of length rest.
template <class T>
struct StockhamPass {
    int radix;
    Index rest;
    Index stride;
    AlignedVector<T> twiddles; ///< re, then im; each (radix - 1) x rest: exp(-2 pi i k p / (radix rest))
};

/// The passes of a transform of n values.
template <class T>
std::vector<StockhamPass<T>> stockham_passes(Index n);

/// Real and imaginary parts in separate arrays, so that the compiler can vectorise every loop.
template <class T>
struct SplitComplex {
    T* re;
    T* im;
};

/// Runs a pass on `count` neighbours. The next value of each is x_row further in x and y_row further in y.
void run_pass(const StockhamPass<float>& pass, Index count, SplitComplex<const float> x, Index x_row,
              SplitComplex<float> y, Index y_row);
void run_pass(const StockhamPass<double>& pass, Index count, SplitComplex<const double> x, Index x_row,
              SplitComplex<double> y, Index y_row);

} // namespace pya::dsp::impl

#endif
