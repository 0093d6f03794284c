// SPDX-License-Identifier: MIT
/// @file
/// Random numbers from a state of four bytes.
#ifndef PYA_DSP_LEAF_XORSHIFT_HPP
#define PYA_DSP_LEAF_XORSHIFT_HPP

#include <cstdint>

namespace pya::dsp::leaf {

/// Floats in [0, 1) with 24 bits, from a state of four bytes (G. Marsaglia, Xorshift RNGs, 2003) and without
/// arithmetic in double: for dither, and for noise on a microcontroller. They repeat after 2^32 - 1 numbers.
///
///     Xorshift random(42);
///     const float u = random.next();
///     random.reset();                       // the same numbers again
class Xorshift {
public:
    /// Every seed gives other numbers.
    explicit Xorshift(std::uint32_t seed = 1) : seed_(scattered(seed)), state_(seed_) {}

    /// The next number.
    float next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 17;
        state_ ^= state_ << 5;
        return static_cast<float>(state_ >> 8) * 0x1p-24f;
    }

    /// Back to the first number.
    void reset() { state_ = seed_; }

private:
    /// Turns similar seeds into very different states, and none into 0, at which the generator would stay
    /// (the finaliser of A. Appleby's MurmurHash3).
    static std::uint32_t scattered(std::uint32_t word) {
        word = (word ^ (word >> 16)) * 0x85ebca6bu;
        word = (word ^ (word >> 13)) * 0xc2b2ae35u;
        word ^= word >> 16;
        return word != 0 ? word : 0x9e3779b9u;
    }

    std::uint32_t seed_, state_;
};

} // namespace pya::dsp::leaf

#endif
