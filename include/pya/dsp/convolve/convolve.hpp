// SPDX-License-Identifier: MIT
/// @file
/// Convolution of signals with impulse responses: of whole signals, and block by block.
#ifndef PYA_DSP_CONVOLVE_CONVOLVE_HPP
#define PYA_DSP_CONVOLVE_CONVOLVE_HPP

#include <pya/export.hpp>

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/convolve/late_convolver.hpp>
#include <pya/dsp/convolve/mode.hpp>
#include <pya/dsp/convolve/partitions.hpp>
#include <pya/dsp/kernel.hpp>

#include <optional>

namespace pya::dsp {

/// How many samples the convolution of n samples with m taps has; 0 if n or m is 0.
PYA_DSP_EXPORT Index convolved_samples(Index n, Index m, ConvMode mode = ConvMode::full);

/// The sample of the full convolution that a mode begins with.
PYA_DSP_EXPORT Index convolution_start(Index n, Index m, ConvMode mode);

/// Convolves each channel of a signal, n x channels, with its impulse response, m x channels, or m x 1 for
/// all channels (scipy.signal.convolve for each channel), into y, convolved_samples() x channels, which must
/// not overlap x and ir. Either of them may be the longer one. A NaN or infinity in the signal spoils the m
/// samples that depend on it with ConvMethod::direct, and the whole blocks in which these are with
/// ConvMethod::fft. Up to `threads` threads share the work; the bits are the same. Throws ArgumentError when
/// x or ir has no samples or channels, the numbers of channels don't match, y has another shape, or threads <
/// 1.
PYA_DSP_EXPORT void convolve_into(Block<const float> x, Block<const float> ir, Block<float> y,
                                  ConvMode mode = ConvMode::full, ConvMethod method = ConvMethod::automatic,
                                  int threads = 1);
/// The same in double precision.
PYA_DSP_EXPORT void convolve_into(Block<const double> x, Block<const double> ir, Block<double> y,
                                  ConvMode mode = ConvMode::full, ConvMethod method = ConvMethod::automatic,
                                  int threads = 1);

/// The same into a new array.
template <class T = float>
Eigen::ArrayXX<T> convolve(const Eigen::Ref<const Eigen::ArrayXXf>& x,
                           const Eigen::Ref<const Eigen::ArrayXXf>& ir, ConvMode mode = ConvMode::full,
                           ConvMethod method = ConvMethod::automatic, int threads = 1) {
    Eigen::ArrayXX<T> y(convolved_samples(x.rows(), ir.rows(), mode), x.cols());
    convolve_into(x, ir, y, mode, method, threads);
    return y;
}
/// The same in double precision.
template <class T = double>
Eigen::ArrayXX<T> convolve(const Eigen::Ref<const Eigen::ArrayXXd>& x,
                           const Eigen::Ref<const Eigen::ArrayXXd>& ir, ConvMode mode = ConvMode::full,
                           ConvMethod method = ConvMethod::automatic, int threads = 1) {
    Eigen::ArrayXX<T> y(convolved_samples(x.rows(), ir.rows(), mode), x.cols());
    convolve_into(x, ir, y, mode, method, threads);
    return y;
}

/// How a Convolver divides its work.
struct ConvolverOptions {
    /// Samples in a block. This is also the latency. Powers of two are fastest, and longer blocks need less
    /// work.
    Index block = 512;
};

/// Convolves a stream by partitioned overlap-save (Stockham 1966; Wefers, "Partitioned convolution algorithms
/// for real-time auralization", 2015): the impulse response is cut into pieces of one block each, whose
/// spectra are multiplied with those of the blocks that came before. Where that is less work, the later part
/// of a long impulse response is cut into longer pieces, whose work is spread evenly over the calls. The
/// samples don't depend on how the stream is cut for `process`. T is float or double.
///
///     dsp::Convolver<float> room(impulse_response, 2);
///     room.process(block, block); // for each block; what comes out is room.latency() samples late
///     room.reset();               // before another signal
template <class T>
class PYA_DSP_EXPORT Convolver {
public:
    /// `ir` is taps x channels, or taps x 1 for all channels. Throws ArgumentError when it has no taps, its
    /// number of channels doesn't match, channels < 1 or block < 1.
    Convolver(Block<const T> ir, Index channels, ConvolverOptions options = {});

    /// Convolves the next samples; both are samples x channels, any number of samples, and may be the same
    /// memory. Never allocates. The work for a block is done in the call that completes the block. A NaN or
    /// infinity spoils the blocks that depend on it (longer ones in the later part of a long impulse
    /// response), and is gone once the impulse response has passed it. Throws ArgumentError when the shapes
    /// don't match.
    void process(Block<const T> in, Block<T> out);

    /// Back to silence.
    void reset();

    Index latency() const { return block_; }     ///< one block
    Index tail() const { return taps_ - 1; }     ///< the impulse response of the last sample
    Index channels() const { return channels_; } ///< how many channels

private:
    T* input(Index channel) { return input_.data() + channel * 2 * block_; }
    T* output(Index channel) { return output_.data() + channel * block_; }
    void transform_block(Index channel);

    Index block_;
    Index taps_;
    impl::ChannelCount channels_;
    impl::Partitions<T> early_;
    std::optional<impl::LateConvolver<T>> late_; // of a long impulse response
    AlignedVector<std::complex<T>> sum_;
    AlignedVector<T> input_;  // the previous and the current block of the first channel, ...
    AlignedVector<T> output_; // the finished block of the first channel, ...
    Index filled_ = 0;        // samples of the current block that are there
};

extern template class Convolver<float>;
extern template class Convolver<double>;

} // namespace pya::dsp

#endif
