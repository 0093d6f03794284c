// SPDX-License-Identifier: MIT
/// @file
/// Small random numbers.
#ifndef PYA_DSP_LEAF_XORSHIFT_HPP
#define PYA_DSP_LEAF_XORSHIFT_HPP

#include <cstdint>

namespace pya::dsp::leaf {

/// Floats in [0, 1) of 24 bits, from four bytes of state (G. Marsaglia, Xorshift RNGs, 2003), without any
/// arithmetic in double: for dither, and for noise on a microcontroller. They repeat after 2^32 - 1 numbers.
///
///     Xorshift random(42);
///     const float u = random.next();
///     random.reset();                       // the same numbers again
class Xorshift {
public:
    /// Other numbers for every seed.
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
    /// Seeds that lie close become states that don't, and none becomes 0, where the generator would stay
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
