// SPDX-License-Identifier: MIT
/// @file
/// Gaussian noise from numpy's legacy random stream, and brown noise.
#ifndef PYA_DSP_SOURCE_GAUSSIAN_HPP
#define PYA_DSP_SOURCE_GAUSSIAN_HPP

#include <pya/dsp/source/noise.hpp>

namespace pya::dsp {

/// White noise with a normal distribution: the numbers of `np.random.seed(seed)` and
/// `np.random.randn(samples, channels)` times amp, by Marsaglia's polar method on UniformStream.
///
///     GaussianNoise noise(7, 0.1);
///     Eigen::ArrayXXf out(512, 2);
///     noise.process(out);
class PYA_DSP_EXPORT GaussianNoise : public Immediate {
public:
    /// amp is the standard deviation. Throws ArgumentError if it isn't finite.
    explicit GaussianNoise(std::uint32_t seed, double amp = 1);

    /// Writes the next samples: of each sample all channels, so that they are independent.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first sample.
    void reset();

private:
    template <class T>
    void write(Block<T> out);
    void refill();

    UniformStream uniform_;
    double amp_;
    std::array<double, 128> ready_;    // the next numbers, which are made many at a time
    std::size_t count_ = 0, used_ = 0; // of them
};

/// Gaussian noise into memory of the caller's: channel c goes on in the random stream where channel c - 1
/// ended, as in white_noise().
PYA_DSP_EXPORT void gaussian_noise(Block<float> out, std::uint32_t seed, double amp = 1);
PYA_DSP_EXPORT void gaussian_noise(Block<double> out, std::uint32_t seed, double amp = 1);

/// Brown noise into memory of the caller's: each channel is the running sum of white_noise(), its mean taken
/// off, scaled to a peak of amp. One sample is 0: it is its own mean.
PYA_DSP_EXPORT void brown_noise(Block<float> out, std::uint32_t seed, double amp = 1);
PYA_DSP_EXPORT void brown_noise(Block<double> out, std::uint32_t seed, double amp = 1);

/// n samples of gaussian noise per channel. Throws ArgumentError for negative sizes.
template <class T = float>
Eigen::ArrayXX<T> gaussian_noise(Index n, Index channels, std::uint32_t seed, double amp = 1) {
    Eigen::ArrayXX<T> out = impl::room_for<T>("gaussian_noise", n, channels);
    gaussian_noise(Block<T>(out), seed, amp);
    return out;
}

/// n samples of brown noise per channel. Throws ArgumentError for negative sizes.
template <class T = float>
Eigen::ArrayXX<T> brown_noise(Index n, Index channels, std::uint32_t seed, double amp = 1) {
    Eigen::ArrayXX<T> out = impl::room_for<T>("brown_noise", n, channels);
    brown_noise(Block<T>(out), seed, amp);
    return out;
}

} // namespace pya::dsp

#endif
