// SPDX-License-Identifier: MIT
// The impulse response of the low-pass filters of band-limited resampling.
#ifndef PYA_SRC_DSP_RATE_SINC_PROTOTYPE_HPP
#define PYA_SRC_DSP_RATE_SINC_PROTOTYPE_HPP

#include <Eigen/Core>

namespace pya::dsp {

/// How many taps a low-pass with a Kaiser window needs (J. F. Kaiser 1974) for an attenuation in dB and a
/// transition as a part of the band, and the attenuation that so many taps give.
double kaiser_length(double attenuation, double transition);
double kaiser_attenuation(double taps, double transition);

/// A Kaiser-windowed sinc, which can be sampled at points that are one input apart. Samples have 26
/// significant bits; the error of that is 20 dB below the stopband.
class SincPrototype {
public:
    /// The attenuation is that of the Kaiser window in dB, up to 170. The passband ends at pass and the
    /// stopband begins at stop, as parts of the input's band.
    SincPrototype(double attenuation, double pass, double stop);

    /// How many taps there are on either side.
    Eigen::Index half() const { return half_; }
    /// Its cutoff, in the middle of the transition, as a part of the input's band.
    double cutoff() const;

    /// The 2 * half() taps for an output at a fraction of a sample after tap half() - 1.
    const Eigen::ArrayXd& taps(double fraction);

private:
    double reach_, slope_, shape_, peak_ = 1;
    Eigen::Index half_;
    Eigen::ArrayXd sines_, cosines_, time_, taps_;
};

} // namespace pya::dsp

#endif
