// SPDX-License-Identifier: MIT
/// @file
/// Turns steady noise down.
#ifndef PYA_DSP_SEPARATE_DENOISE_HPP
#define PYA_DSP_SEPARATE_DENOISE_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/separate/denoise_options.hpp>
#include <pya/dsp/spectral/stft_stream.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <vector>

namespace pya::dsp {

namespace impl {

/// Throws ArgumentError for options out of range. `function` is the caller's, for the message.
PYA_DSP_EXPORT void check_denoise(const char* function, const DenoiseOptions& options);

PYA_DSP_EXPORT void noise_profile_into(Block<const float> noise, const DenoiseOptions& options,
                                       Block<double> profile);
PYA_DSP_EXPORT void noise_profile_into(Block<const double> noise, const DenoiseOptions& options,
                                       Block<double> profile);
PYA_DSP_EXPORT void learnt_noise_into(Block<const float> sig, const DenoiseOptions& options,
                                      Block<double> profile);
PYA_DSP_EXPORT void learnt_noise_into(Block<const double> sig, const DenoiseOptions& options,
                                      Block<double> profile);

template <class T, class Write>
Eigen::ArrayXXd noise_powers(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, const DenoiseOptions& options,
                             const Write& write) {
    check_denoise("noise_profile", options);
    Eigen::ArrayXXd profile(options.nperseg / 2 + 1, sig.cols());
    write(Block<const T>(sig), options, Block<double>(profile));
    return profile;
}

} // namespace impl

/// Turns noise down whose powers in each bin are known: a Processor. T is float or double. Each bin of each
/// frame is multiplied by the gain that brings the logarithm of the amplitude as close as it can to that of
/// the sound without noise (Ephraim and Malah 1985), from a ratio of sound to noise that follows what was
/// found in the last frame ("decision-directed"), but not below `reduction`, so that the rest of the noise
/// stays an even noise (Cappé 1994). Each channel by itself. A NaN or infinity spreads over the frames that
/// hold it.
///
/// The profile is learnt beforehand. A Denoiser does not learn while it runs: noise that changes, or that
/// was not in the profile, stays. For other noise make another Denoiser with another profile.
///
///     dsp::Denoiser<float> denoiser(dsp::noise_profile(hiss));
///     denoiser.process(block, block);
template <class T>
class PYA_DSP_EXPORT Denoiser {
public:
    /// The powers of the noise, (nperseg / 2 + 1) bins x channels, as noise_profile() and learnt_noise() give
    /// them. Where a power is 0 nothing changes. Throws ArgumentError for options out of range, another
    /// number of bins, and powers that are not finite or below 0.
    explicit Denoiser(Block<const double> profile, const DenoiseOptions& options = {});

    /// The next samples, which may stay in their memory. Throws ArgumentError when the shapes don't match.
    void process(Block<const T> in, Block<T> out);

    /// Back to silence.
    void reset();

    Index channels() const { return channels_; }                  ///< how many channels
    Index latency() const { return analyser_.options().nperseg; } ///< a frame
    /// A sound reaches to the end of the last frame that holds it.
    Index tail() const { return latency() - 1; }

private:
    void push(Block<const T> in);

    Index channels_, hop_;
    double floor_, least_ratio_, smoothing_;
    StftAnalyser<T> analyser_;
    StftSynthesiser<T> synthesiser_;
    std::vector<double> noise_, sound_; // powers, bins x channels; those of the sound are of the last frame
    AlignedVector<std::complex<T>> frame_;
    AlignedVector<T> ready_, next_; // hop_ samples of each channel
    Index at_ = 0;                  // in ready_
};

extern template class Denoiser<float>;
extern template class Denoiser<double>;

/// The mean power in each bin, (nperseg / 2 + 1) bins x channels, of a stretch in which there is nothing but
/// noise, samples x channels. Throws ArgumentError for options out of range, and if there is no sample.
template <class T = float>
Eigen::ArrayXXd noise_profile(const Eigen::Ref<const Eigen::ArrayXXf>& noise,
                              const DenoiseOptions& options = {}) {
    return impl::noise_powers<T>(noise, options, [](auto&&... a) { impl::noise_profile_into(a...); });
}
template <class T = double>
Eigen::ArrayXXd noise_profile(const Eigen::Ref<const Eigen::ArrayXXd>& noise,
                              const DenoiseOptions& options = {}) {
    return impl::noise_powers<T>(noise, options, [](auto&&... a) { impl::noise_profile_into(a...); });
}

/// The same of a signal of sound and noise, (nperseg / 2 + 1) bins x channels: in each bin the quantile of
/// the powers of all frames (Stahl, Fischer and Bippus 2000), made a mean as it is for noise, and smoothed
/// over five bins. Frames of digital silence don't count. It hears what never pauses as noise.
template <class T = float>
Eigen::ArrayXXd learnt_noise(const Eigen::Ref<const Eigen::ArrayXXf>& sig,
                             const DenoiseOptions& options = {}) {
    return impl::noise_powers<T>(sig, options, [](auto&&... a) { impl::learnt_noise_into(a...); });
}
template <class T = double>
Eigen::ArrayXXd learnt_noise(const Eigen::Ref<const Eigen::ArrayXXd>& sig,
                             const DenoiseOptions& options = {}) {
    return impl::noise_powers<T>(sig, options, [](auto&&... a) { impl::learnt_noise_into(a...); });
}

} // namespace pya::dsp

#endif
