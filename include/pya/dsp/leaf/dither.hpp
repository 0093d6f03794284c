// SPDX-License-Identifier: MIT
/// @file
/// Reduces samples to fewer bits, with noise in place of distortion.
#ifndef PYA_DSP_LEAF_DITHER_HPP
#define PYA_DSP_LEAF_DITHER_HPP

#include <pya/dsp/leaf/xorshift.hpp>

#include <cmath>
#include <cstdint>

namespace pya::dsp::leaf {

/// Rounds to `bits` bits after adding noise with a triangular density, two steps wide (TPDF): the error has a
/// mean of 0 and a power of a quarter of a squared step, whatever the signal is (S. P. Lipshitz, R. A.
/// Wannamaker and J. Vanderkooy, Quantization and dither, 1992). Each channel needs a Dither with a seed of
/// its own.
///
///     Dither<float> dither(16, 1);
///     const auto sample = static_cast<std::int16_t>(32768 * dither(x));
///     dither.reset();                       // the same noise again
template <class T, class Random = Xorshift>
class Dither {
public:
    /// For 2^bits levels of a signal within [-1, 1). `bits` is 1 to 32, of which a float can hold 24.
    explicit Dither(int bits, std::uint32_t seed = 1)
        : levels_(std::ldexp(T(1), (bits < 1    ? 1
                                    : bits > 32 ? 32
                                                : bits) -
                                       1)),
          random_(seed) {}

    /// The sample on the nearest level after dither, within [-1, 1 - step].
    T operator()(T x) {
        const T up = static_cast<T>(random_.next()), down = static_cast<T>(random_.next());
        const T level = std::floor(x * levels_ + (up - down) + T(0.5));
        return std::fmin(std::fmax(level, -levels_), levels_ - 1) / levels_;
    }

    /// The distance of two levels.
    T step() const { return 1 / levels_; }

    /// Back to the first noise.
    void reset() { random_.reset(); }

private:
    T levels_; // levels on either side of 0
    Random random_;
};

} // namespace pya::dsp::leaf

#endif
