// SPDX-License-Identifier: MIT
/// @file
/// Gain curves through breakpoints, for whole signals or block by block.
#ifndef PYA_DSP_LEVEL_ENVELOPE_HPP
#define PYA_DSP_LEVEL_ENVELOPE_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/dsp/rate/interpolate.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>
#include <optional>
#include <span>
#include <vector>

namespace pya::dsp {

/// Attack, decay, sustain and release of a note. Times are in seconds.
struct Adsr {
    double att = 0;               ///< from 0 to 1, in seconds
    double dec = 0.1;             ///< from 1 to `sus`, in seconds
    double sus = 0.7;             ///< the gain that is held
    double rel = 0.1;             ///< from `sus` to 0 at the end, in seconds
    double curve = 1;             ///< exponent of the gain
    Interp kind = Interp::linear; ///< how gains between the breakpoints are found; no band-limited kind
};

/// The gains of Asig.envelope for n samples at sr.
///
/// Sample i has the gain at the time i * dur / (n - 1), with dur = n / sr: as in pya, the last sample is at
/// the very end of the curve (of one sample, at its beginning). Before the first and after the last
/// breakpoint their values hold. The values between are interpolated, and raised to the power `curve`. Where
/// two breakpoints have the same time, the linear kind jumps to the later one. Where a spline falls below
/// zero, a fractional `curve` makes it zero.
///
/// A Source of the gains and a Processor that multiplies by them, of float and double. Both go on where the
/// last call ended. A gain depends on the position only, so any split into blocks gives the same bits. They
/// never allocate. After sample n the last gain holds.
///
///     Envelope envelope({.att = 0.01, .rel = 0.2}, 48000, 48000);
///     envelope.process(x, x);                   // samples x channels
class PYA_DSP_EXPORT Envelope : public Immediate {
public:
    /// Gains `amps` at times `ts` in seconds, which ascend and may lie outside of the signal. Without ts the
    /// amps are spread evenly over the signal, and n amps are the gains themselves. One breakpoint is a
    /// constant. Throws ArgumentError where amps is empty, ts is of another length, not ascending or not
    /// finite, sr is not positive, n is negative, curve is negative or not finite, curve is fractional and an
    /// amp is negative, or kind is a band-limited kind or a spline with too few or equal breakpoints.
    Envelope(std::span<const double> amps, std::span<const double> ts, Index n, double sr, double curve = 1,
             Interp kind = Interp::linear);

    /// Gains of 0, 1, sus, sus and 0 at the times 0, att, att + dec, dur - rel and dur, as in Asig.adsr. With
    /// an att of 0 the envelope begins with 1. Throws ArgumentError also where the phases don't fit into the
    /// signal or one is negative.
    Envelope(const Adsr& adsr, Index n, double sr);

    /// Writes the next gains, the same to all channels. Computed in double.
    void process(Block<float> gains);
    void process(Block<double> gains);

    /// Multiplies the next samples of all channels; both blocks may be the same memory. Throws ArgumentError
    /// where their shapes differ.
    void process(Block<const float> in, Block<float> out);
    void process(Block<const double> in, Block<double> out);

    /// Back to the first sample.
    void reset() { seek(0); }

    /// The sample that comes next.
    Index position() const { return position_; }
    /// Continues at a sample. Throws ArgumentError if it is negative.
    void seek(Index position);

private:
    void build(std::vector<double> amps, std::vector<double> ts, Interp kind);
    double time(Index sample) const;
    Index first_sample_from(double time) const;
    template <class Visit>
    void advance(Index count, Visit visit);
    template <class Visit>
    void in_runs(Index count, Visit visit);
    void write(std::span<double> gains);
    template <class T>
    void write(Block<T> gains);
    template <class T>
    void apply(Block<const T> in, Block<T> out);

    struct Segment {
        Index end;    // first sample after it
        double start; // time
        double amp;
        double slope;
    };

    Index n_;
    double dur_;
    double step_;
    double curve_;
    std::vector<Segment> segments_;      // of the linear kind
    std::optional<Interpolator> spline_; // of all others
    Index position_ = 0;
    std::size_t segment_ = 0; // of position_
    Index hint_ = 0;
};

/// All n gains.
inline Eigen::ArrayXd envelope(std::span<const double> amps, std::span<const double> ts, Index n, double sr,
                               double curve = 1, Interp kind = Interp::linear) {
    Envelope generator(amps, ts, n, sr, curve, kind);
    Eigen::ArrayXd gains(n);
    generator.process(Block<double>(gains));
    return gains;
}

/// All n gains of an attack, decay, sustain and release.
inline Eigen::ArrayXd adsr(const Adsr& adsr, Index n, double sr) {
    Envelope generator(adsr, n, sr);
    Eigen::ArrayXd gains(n);
    generator.process(Block<double>(gains));
    return gains;
}

} // namespace pya::dsp

#endif
