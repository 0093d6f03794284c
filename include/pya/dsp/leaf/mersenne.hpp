// SPDX-License-Identifier: MIT
/// @file
/// The random numbers of numpy.
#ifndef PYA_DSP_LEAF_MERSENNE_HPP
#define PYA_DSP_LEAF_MERSENNE_HPP

#include <cstdint>

namespace pya::dsp::leaf {

/// The doubles in [0, 1) of `np.random.seed(seed); np.random.rand(...)`, in order: MT19937 (M. Matsumoto and
/// T. Nishimura, 1998) of 53 bits. Its state has 2.5 kB. It makes its words one by one, so that every sample
/// takes the same time. dsp::UniformStream is its fast form.
///
///     Mersenne random(42);
///     const double u = random.next();
///     random.reset();                       // the same numbers again
class Mersenne {
public:
    /// The numbers after np.random.seed(seed).
    explicit Mersenne(std::uint32_t seed) : seed_(seed) { reset(); }

    /// The next number.
    double next() {
        const std::uint32_t high = word() >> 5, low = word() >> 6;
        return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
    }

    /// Back to the first number.
    void reset() {
        std::uint32_t word = seed_;
        for (std::uint32_t i = 0; i < size; ++i) {
            words_[i] = word;
            word = 1812433253u * (word ^ (word >> 30)) + i + 1;
        }
        at_ = 0;
    }

private:
    static constexpr int size = 624;

    std::uint32_t word() {
        const int next = at_ + 1 < size ? at_ + 1 : 0;
        const int far = at_ + 397 < size ? at_ + 397 : at_ + 397 - size;
        const std::uint32_t joined = (words_[at_] & 0x80000000u) | (words_[next] & 0x7fffffffu);
        std::uint32_t y = words_[far] ^ (joined >> 1) ^ (joined & 1 ? 0x9908b0dfu : 0u);
        words_[at_] = y;
        at_ = next;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    std::uint32_t words_[size];
    std::uint32_t seed_;
    int at_ = 0;
};

} // namespace pya::dsp::leaf

#endif
