// SPDX-License-Identifier: MIT
/// @file
/// White and pink noise from the random numbers of numpy's np.random: the same seed gives the same numbers,
/// bit for bit.
#ifndef PYA_DSP_SOURCE_NOISE_HPP
#define PYA_DSP_SOURCE_NOISE_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/error.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace pya::dsp {

/// The numbers in [0, 1) of `np.random.seed(seed)` and `np.random.rand(samples, channels)`, in order. MT19937
/// (Matsumoto and Nishimura, 1998), seeded as its init_genrand, 53 bits of two draws per double
/// (genrand_res53). In float they are rounded, so the largest may be 1.
///
///     UniformStream uniform(7);
///     std::vector<double> u(512);
///     uniform.process(u);
class PYA_DSP_EXPORT UniformStream : public Immediate {
public:
    /// The numbers after np.random.seed(seed).
    explicit UniformStream(std::uint32_t seed);

    /// Writes the next numbers: sample by sample, and in each sample channel by channel.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first number.
    void reset();

private:
    friend class WhiteNoise;
    static constexpr std::size_t words = 624;

    void refill();
    void take(std::span<double> out);
    template <class T, class Map>
    void write(Block<T> out, Map map);

    std::uint32_t seed_;
    std::array<std::uint32_t, words> state_;
    std::array<double, words / 2> ready_;
    std::size_t used_ = words / 2;
};

/// White noise, uniform in [-amp, amp): (u - 0.5) * 2 * amp of the numbers u of UniformStream.
///
///     WhiteNoise noise(7, 0.5);
///     Eigen::ArrayXXf out(512, 2);
///     noise.process(out);
class PYA_DSP_EXPORT WhiteNoise : public Immediate {
public:
    /// Throws ArgumentError if amp isn't finite.
    explicit WhiteNoise(std::uint32_t seed, double amp = 1);

    /// Writes the next samples. For each sample it draws a number for each channel, so the channels are
    /// independent.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first sample.
    void reset() { uniform_.reset(); }

private:
    template <class T>
    void write(Block<T> out);

    UniformStream uniform_;
    double amp_;
};

/// Paul Kellet's "refined" pinking filter: six one-pole low-passes and a direct path in parallel, within 0.05
/// dB of -3 dB per octave above 9 Hz at 44.1 kHz. Starts from rest.
///
///     PinkFilter filter(2);
///     filter.process(noise, noise);             // samples x 2
class PYA_DSP_EXPORT PinkFilter {
public:
    /// Throws ArgumentError if channels is negative.
    explicit PinkFilter(Index channels = 1);

    /// Filters each channel; both blocks may be the same memory. Throws ArgumentError if their shapes differ
    /// or they have another number of channels than the filter.
    void process(Block<const float> in, Block<float> out);
    void process(Block<const double> in, Block<double> out);

    /// Back to rest.
    void reset();
    /// The direct path has no delay.
    static constexpr Index latency() { return 0; }
    /// The slowest pole falls to 1e-5 in a quarter of a second, but never ends.
    static constexpr Index tail() { return endless; }

private:
    template <class T>
    void filter(Block<const T> in, Block<T> out);

    std::vector<std::array<double, 7>> state_; // the six poles and the delayed input, b0..b6 in Kellet's code
};

/// Pink noise as a stream: PinkFilter on WhiteNoise. Its level is given as rms, because the peak of a stream
/// is not known before its end; pink_noise() takes a peak.
///
///     PinkNoise noise(7, 0.1);
///     std::vector<float> out(512);
///     noise.process(out);
class PYA_DSP_EXPORT PinkNoise : public Immediate {
public:
    /// Throws ArgumentError if rms isn't finite or channels is negative.
    explicit PinkNoise(std::uint32_t seed, double rms = 0.1, Index channels = 1);

    /// Writes the next samples. Throws ArgumentError for another number of channels.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first sample.
    void reset();

private:
    template <class T>
    void write(Block<T> out);

    WhiteNoise white_;
    PinkFilter filter_;
    std::vector<double> block_;
};

/// Writes white noise to memory of the caller's. Channel c goes on in the random numbers where channel c - 1
/// ended, so the channels are independent, and the first one is the same as with one channel.
PYA_DSP_EXPORT void white_noise(Block<float> out, std::uint32_t seed, double amp = 1);
PYA_DSP_EXPORT void white_noise(Block<double> out, std::uint32_t seed, double amp = 1);

/// Writes pink noise to memory of the caller's: PinkFilter on 1.98 u - 0.99, whose mean is subtracted, scaled
/// to a peak of amp. Channels are as in white_noise, and each has a filter of its own. A single sample is 0,
/// because it is its own mean.
PYA_DSP_EXPORT void pink_noise(Block<float> out, std::uint32_t seed, double amp = 1);
PYA_DSP_EXPORT void pink_noise(Block<double> out, std::uint32_t seed, double amp = 1);

namespace impl {
/// An array of n x channels. Throws ArgumentError if one is negative.
template <class T>
Eigen::ArrayXX<T> room_for(const char* function, Index n, Index channels) {
    if (n < 0 || channels < 0)
        detail::fail(function, ": n x channels is ", n, " x ", channels, "; neither must be negative");
    return Eigen::ArrayXX<T>(n, channels);
}
} // namespace impl

/// n samples of white noise per channel. Throws ArgumentError for negative sizes.
template <class T = float>
Eigen::ArrayXX<T> white_noise(Index n, Index channels, std::uint32_t seed, double amp = 1) {
    Eigen::ArrayXX<T> out = impl::room_for<T>("white_noise", n, channels);
    white_noise(Block<T>(out), seed, amp);
    return out;
}

/// n samples of pink noise per channel. Throws ArgumentError for negative sizes.
template <class T = float>
Eigen::ArrayXX<T> pink_noise(Index n, Index channels, std::uint32_t seed, double amp = 1) {
    Eigen::ArrayXX<T> out = impl::room_for<T>("pink_noise", n, channels);
    pink_noise(Block<T>(out), seed, amp);
    return out;
}

} // namespace pya::dsp

#endif
