// SPDX-License-Identifier: MIT
/// @file
/// Mel-frequency cepstral coefficients of whole signals, with pya's numbers.
#ifndef PYA_DSP_CEPSTRAL_MFCC_HPP
#define PYA_DSP_CEPSTRAL_MFCC_HPP

#include <pya/dsp/segment/frames.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/dsp/window/window.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace pya::dsp {

/// Parameters of the cepstral coefficients. Defaults are pya's.
struct MfccOptions {
    std::optional<Index> n_per_frame = {}; ///< samples a frame; 25 ms if left out
    std::optional<Index> hopsize = {};     ///< samples from frame to frame; 10 ms if left out
    /// Length of the transform; if left out the next power of 2. Longer frames are cut.
    std::optional<Index> nfft = {};
    Window window = "hann";    ///< of a frame, periodic
    Index nfilters = 26;       ///< mel filters between 0 Hz and sr / 2
    Index ncep = 13;           ///< coefficients, at most nfilters
    Index ceplifter = 22;      ///< L of the lifter; 0 or less for none
    double preemph = 0.95;     ///< coefficient of the preemphasis
    bool append_energy = true; ///< the log energy of the frame in place of coefficient 0
    /// How many threads may share the work on a whole signal, 1 or more; the bits are the same.
    int threads = 1;
};

/// The options with n_per_frame, hopsize and nfft filled in. Throws ArgumentError unless sr > 0, the three
/// lie between 1 and longest_frame, 1 <= ncep <= nfilters <= 2^16 and preemph is finite.
PYA_DSP_EXPORT MfccOptions resolve(const MfccOptions& options, double sr);

/// Cepstra of a signal.
struct MfccResult {
    std::vector<FrameArray<double>> channels; ///< frames x coefficients each
    Eigen::ArrayXd timestamp; ///< times of the frames as pya computes them: evenly from 0 to the end of the
                              ///< signal, in seconds
    Eigen::ArrayXd times;     ///< times at which the frames begin, in seconds
    MfccOptions options;      ///< as used
};

namespace impl {

/// How many frames there are, and the options with which they are made.
struct MfccShape {
    MfccOptions options;
    Index frames = 0;
};
PYA_DSP_EXPORT MfccShape mfcc_shape(Index samples, double sr, const MfccOptions& options);

/// The frames of each channel, as the channels of a block.
PYA_DSP_EXPORT void mfcc_into(Block<const float> sig, double sr, const MfccOptions& options,
                              std::span<const Block<double>> channels, double* timestamp, double* times);
PYA_DSP_EXPORT void mfcc_into(Block<const double> sig, double sr, const MfccOptions& options,
                              std::span<const Block<double>> channels, double* timestamp, double* times);

template <class T>
MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXX<T>>& sig, double sr, const MfccOptions& options) {
    MfccShape shape = mfcc_shape(sig.rows(), sr, options);
    MfccResult result{std::vector<FrameArray<double>>(static_cast<std::size_t>(sig.cols())),
                      Eigen::ArrayXd(shape.frames), Eigen::ArrayXd(shape.frames), std::move(shape.options)};
    std::vector<Block<double>> channels;
    for (auto& channel : result.channels) {
        channel.resize(shape.frames, result.options.ncep);
        channels.push_back(rows_of(channel));
    }
    mfcc_into(sig, sr, result.options, channels, result.timestamp.data(), result.times.data());
    return result;
}

} // namespace impl

/// The cepstra of every channel (column) of a signal of samples x channels. A signal of no more than a frame
/// gives one frame, an empty one none. Silent frames have the energy 2.22e-16. A NaN or infinity makes the
/// frames that hold it NaN. Throws ArgumentError for what `resolve` refuses.
template <class T = float>
MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXXf>& sig, double sr, const MfccOptions& options = {}) {
    return impl::mfcc<T>(sig, sr, options);
}
template <class T = double>
MfccResult mfcc(const Eigen::Ref<const Eigen::ArrayXXd>& sig, double sr, const MfccOptions& options = {}) {
    return impl::mfcc<T>(sig, sr, options);
}

} // namespace pya::dsp

#endif
