// SPDX-License-Identifier: MIT
// Complex values as pairs of numbers side by side. An even number of real samples is taken as half as many of
// these, and here is the step from the transform z of the pairs (even sample, odd sample) to the bins of the
// samples.
#ifndef PYA_SRC_DSP_FFT_PAIRS_HPP
#define PYA_SRC_DSP_FFT_PAIRS_HPP

#include "dsp/fft/butterfly.hpp"
#include "dsp/fft/plan.hpp"

namespace pya::dsp::impl {

template <class T>
PYA_INLINE void take_apart(Index count, const T* __restrict x, T* __restrict even, T* __restrict odd) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) even[i] = x[2 * i], odd[i] = x[2 * i + 1];
}

template <class T>
PYA_INLINE void put_together(Index count, const T* __restrict re, const T* __restrict im, T scale,
                             T* __restrict out) {
    PYA_INDEPENDENT
    for (Index i = 0; i < count; ++i) out[2 * i] = scale * re[i], out[2 * i + 1] = scale * im[i];
}

/// The values k and n/2 - k of a transform.
template <class T>
struct MirrorImages {
    Value<T> low, high;
};

/// Bins k and n/2 - k of n samples from z[k] and z[n/2 - k]; w is exp(-2 pi i k / n).
template <class T>
PYA_INLINE MirrorImages<T> bins_of_pairs(Value<T> z, Value<T> mirrored, Value<T> w) {
    const T er = z.re + mirrored.re, ei = z.im - mirrored.im; // twice the transform of the even samples
    const T pr = z.im + mirrored.im, pi = mirrored.re - z.re; // twice that of the odd ones
    const Value<T> odd = product(Value<T>{pr, pi}, w.re, w.im);
    return {{T(0.5) * (er + odd.re), T(0.5) * (ei + odd.im)},
            {T(0.5) * (er - odd.re), T(0.5) * (odd.im - ei)}};
}

/// The inverse, twice as large and multiplied by `scale`.
template <class T>
PYA_INLINE MirrorImages<T> pairs_of_bins(Value<T> x, Value<T> mirrored, Value<T> w, T scale) {
    const T er = x.re + mirrored.re, ei = x.im - mirrored.im;
    const T dr = x.re - mirrored.re, di = x.im + mirrored.im;
    const Value<T> odd = product(Value<T>{dr, di}, w.re, -w.im);
    return {{scale * (er - odd.im), scale * (odd.re + ei)}, {scale * (er + odd.im), scale * (odd.re - ei)}};
}

} // namespace pya::dsp::impl

#endif
