// SPDX-License-Identifier: MIT
/// @file
/// Noise with the same power at all frequencies.
#ifndef PYA_DSP_LEAF_WHITE_NOISE_HPP
#define PYA_DSP_LEAF_WHITE_NOISE_HPP

#include <pya/dsp/leaf/mersenne.hpp>

#include <cstdint>

namespace pya::dsp::leaf {

/// White noise, uniform in [-amp, amp). With Mersenne the samples are those of dsp::WhiteNoise with the same
/// seed; with Xorshift the state has only four bytes.
///
///     WhiteNoise<float> noise(42, 0.5);
///     y = noise.next();
///     noise.reset();                        // the same noise again
template <class T, class Random = Mersenne>
class WhiteNoise {
public:
    /// The type of the random numbers, in which it computes. A sample is rounded once.
    using Number = decltype(Random(0).next());

    /// Every seed gives other samples.
    explicit WhiteNoise(std::uint32_t seed, Number amp = 1) : random_(seed), amp_(amp) {}

    /// The next sample.
    T next() { return static_cast<T>((random_.next() - Number(0.5)) * 2 * amp_); }

    /// Back to the first sample.
    void reset() { random_.reset(); }

private:
    Random random_;
    Number amp_;
};

} // namespace pya::dsp::leaf

#endif
