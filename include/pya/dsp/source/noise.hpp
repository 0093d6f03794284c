// SPDX-License-Identifier: MIT
/// @file
/// White and pink noise from numpy's legacy random stream: the same seed gives numpy's numbers, bit for bit.
#ifndef PYA_DSP_SOURCE_NOISE_HPP
#define PYA_DSP_SOURCE_NOISE_HPP

#include <pya/export.hpp>

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <span>

namespace pya::dsp {

/// The doubles in [0, 1) of `np.random.seed(seed); np.random.rand(...)`, in order. MT19937 (Matsumoto and
/// Nishimura, 1998), seeded as its init_genrand, 53 bits of two draws per double (genrand_res53).
class PYA_DSP_EXPORT UniformStream {
public:
    /// As np.random.seed(seed).
    explicit UniformStream(std::uint32_t seed);

    /// Writes the next out.size() numbers.
    void process(std::span<double> out);

private:
    static constexpr std::size_t words = 624;

    void refill();

    std::array<std::uint32_t, words> state_;
    std::array<double, words / 2> ready_;
    std::size_t used_ = words / 2;
};

/// (u - 0.5) * 2 * amp, rounded once to float: uniform in [-amp, amp).
class PYA_DSP_EXPORT WhiteNoise {
public:
    /// Throws ArgumentError if amp isn't finite.
    explicit WhiteNoise(std::uint32_t seed, double amp = 1);

    /// Writes the next out.size() samples.
    void process(std::span<float> out);

private:
    UniformStream uniform_;
    double amp_;
};

/// Paul Kellet's "refined" pinking filter: six one-pole low-passes and a direct path in parallel, within 0.05
/// dB of -3 dB per octave above 9 Hz at 44.1 kHz. Starts from rest.
class PYA_DSP_EXPORT PinkFilter {
public:
    /// out[i] is in[i] filtered; the two have one length and may be the same memory. Scalar is float or
    /// double. Throws ArgumentError if the lengths differ.
    template <class Scalar>
    void process(std::span<const Scalar> in, std::span<Scalar> out);

private:
    std::array<double, 7> state_{}; // the six poles and the delayed input, b0..b6 in Kellet's code
};

extern template void PinkFilter::process(std::span<const float>, std::span<float>);
extern template void PinkFilter::process(std::span<const double>, std::span<double>);

/// n samples of white noise per channel. Channel c goes on in the random stream where channel c-1 ended, so
/// that channels are independent and the first one is the mono signal. Throws ArgumentError for negative
/// sizes.
PYA_DSP_EXPORT Eigen::ArrayXXf white_noise(Eigen::Index n, Eigen::Index channels, std::uint32_t seed,
                                           double amp = 1);

/// The same into memory of the caller's, n x channels.
PYA_DSP_EXPORT void white_noise(Eigen::Ref<Eigen::ArrayXXf, 0, Eigen::OuterStride<>> out, std::uint32_t seed,
                                double amp = 1);

/// n samples of pink noise per channel: PinkFilter on 1.98 u - 0.99, its mean taken off, scaled to a peak of
/// amp. Channels as in white_noise, each with a filter of its own. One sample is 0: it is its own mean.
PYA_DSP_EXPORT Eigen::ArrayXXf pink_noise(Eigen::Index n, Eigen::Index channels, std::uint32_t seed,
                                          double amp = 1);

/// The same into memory of the caller's, n x channels.
PYA_DSP_EXPORT void pink_noise(Eigen::Ref<Eigen::ArrayXXf, 0, Eigen::OuterStride<>> out, std::uint32_t seed,
                               double amp = 1);

} // namespace pya::dsp

#endif
