// SPDX-License-Identifier: MIT
/// @file
/// Sampling rate conversion of whole signals, interpolating as pya does or band-limited.
#ifndef PYA_DSP_RATE_RESAMPLE_HPP
#define PYA_DSP_RATE_RESAMPLE_HPP

#include <pya/export.hpp>

#include <Eigen/Core>

#include <pya/dsp/rate/interpolate.hpp>
#include <pya/dsp/rate/sinc_resampler.hpp>

namespace pya::dsp {

/// How many samples resample() makes of `samples` samples: floor(samples * target_sr / (sr * rate)). Each
/// number stands for the simplest fraction that rounds to it (1.3 is 13/10), so that the result is exact.
PYA_DSP_EXPORT Index resampled_length(Index samples, double sr, double target_sr, double rate = 1);

/// Resamples each channel of in (samples x channels) into out, which must have resampled_length() rows and as
/// many columns, and must not overlap in. Output i is the signal at the time i * rate / target_sr; input k is
/// at the time k / sr. A rate of 2 plays twice as fast.
///
/// The interpolating kinds (scipy.interpolate.interp1d, Asig.resample) hold the last sample after its time.
/// They do not filter, so frequencies above the new band come back as aliases. quadratic needs 3 samples and
/// cubic 4, but a single sample gives a constant. linear takes the difference of neighbours in Scalar, as pya
/// does, and is within 2 units in the last place of pya's result. The sinc kinds are a run of SincResampler.
/// The samplerate kinds give the samples of libsamplerate's src_simple(), and those at the end that
/// src_simple() may leave out; they need a ratio of 1/256 to 256. At a ratio of 1 the result is a copy,
/// whatever the kind is. Up to `threads` threads share the work of the sinc and (several channels) samplerate
/// kinds; the bits are the same.
///
/// Throws ArgumentError where sr, target_sr or rate isn't positive and finite, the sizes don't fit, there are
/// too few samples, the ratio is out of the kind's bounds, or threads < 1.
template <class Scalar>
PYA_DSP_EXPORT void resample(Block<const Scalar> in, Block<Scalar> out, double sr, double target_sr,
                             double rate = 1, Interp kind = Interp::linear, int threads = 1);

/// The same into a new array.
template <class Scalar>
Eigen::ArrayXX<Scalar> resample(const Eigen::Ref<const Eigen::ArrayXX<Scalar>>& in, double sr,
                                double target_sr, double rate = 1, Interp kind = Interp::linear,
                                int threads = 1) {
    Eigen::ArrayXX<Scalar> out(resampled_length(in.rows(), sr, target_sr, rate), in.cols());
    resample<Scalar>(in, out, sr, target_sr, rate, kind, threads);
    return out;
}

} // namespace pya::dsp

#endif
