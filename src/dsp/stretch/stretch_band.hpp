// SPDX-License-Identifier: MIT
// One of the bands that a TimeStretcher works in: its frames, and what their phases are found from.
#ifndef PYA_SRC_DSP_STRETCH_STRETCH_BAND_HPP
#define PYA_SRC_DSP_STRETCH_STRETCH_BAND_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>

#include <array>
#include <complex>
#include <vector>

namespace pya::dsp::impl {

/// Frames of one length, of which the bins of one range are used.
class StretchBand {
public:
    /// The bins [first, end). The band fades in from `first` to `full`, and out from `fading` to `end`, so
    /// that it and its neighbours add up to the whole.
    struct Range {
        Index first, full, fading, end;
    };

    /// Windows are sums of this many cosines, weights[h] cos(2 pi h i / frame).
    using Weights = std::array<double, 3>;

    /// Frames of `frame` samples at a rate that is `decimation` times lower than that of the signal.
    StretchBand(Index frame, Index hop, Index decimation, Index channels, const Range& range,
                const Weights& weights);

    Index frame() const { return frame_; }
    Index hop() const { return hop_; }
    Index decimation() const { return decimation_; }
    const Range& range() const { return range_; }
    Index bins() const { return range_.end - range_.first; }
    Index channels() const { return std::ssize(now_.re) / bins(); }

    /// Forgets all frames.
    void reset();

    /// Takes the next frame of a channel and the sample after it. Its middle is `later` samples of the
    /// signal, at most half of decimation(), after the sample that `middle` points to.
    void analyse(Index channel, const double* middle, Index later = 0);

    /// Adds the frame of a channel to `sums`, each bin of the range multiplied by a complex number.
    void synthesise(Index channel, const double* re, const double* im, double* sums);

    /// Ends this frame in all channels, which is then the one before.
    void next();

    /// Of each bin of the range, summed over all channels.
    struct Measures {
        AlignedVector<double> power;
        AlignedVector<double> moment; ///< power times how many samples the energy lies behind the middle
        /// Power times the sine of the angle by which a sample turns more than the frequency of the bin does.
        AlignedVector<double> excess;
        /// The value in the frame before times the conjugate of that in this one.
        AlignedVector<double> back_re, back_im;
    };
    const Measures& measures() const { return measures_; }
    const AlignedVector<double>& power_before() const { return power_before_; }

    /// A bin of the range in this frame, with the phase that it has in the middle of the frame.
    std::complex<double> in_the_middle(Index channel, Index bin) const {
        const auto at = static_cast<std::size_t>(channel * bins() + bin);
        const std::complex<double> value(now_.re[at], now_.im[at]);
        return (range_.first + bin) % 2 == 0 ? value : -value;
    }

    /// What makes the bins of windowed frames from those of frames without a window and their neighbours.
    struct Coefficients {
        double window[3]; ///< of the sums of bins on both sides
        double ramp[6];   ///< of their differences: the window times the distance from the middle
        double
            slope[2]; ///< of their differences: half of that between the windows a sample later and earlier
    };

private:
    struct Frames { // channel by channel
        AlignedVector<double> re, im;
    };

    Index frame_, hop_, decimation_;
    Range range_;
    RealFft<double> fft_;
    AlignedVector<double> window_;
    AlignedVector<double> share_; // of each bin in the output
    Coefficients coefficients_{};
    AlignedVector<double> later_re_, later_im_;       // for each bin, by which a frame gets later
    AlignedVector<std::complex<double>> spectrum_;    // of a frame without a window
    AlignedVector<double> spectrum_re_, spectrum_im_; // the same, with mirror images on either side
    AlignedVector<std::complex<double>> turned_;      // of a frame of the output
    AlignedVector<double> segment_;
    Frames now_, before_;
    Measures measures_;
    AlignedVector<double> power_before_;
};

} // namespace pya::dsp::impl

#endif
