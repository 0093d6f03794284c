// SPDX-License-Identifier: MIT
/// @file
/// Gain curves through breakpoints, whole or block by block.
#ifndef PYA_DSP_LEVEL_ENVELOPE_HPP
#define PYA_DSP_LEVEL_ENVELOPE_HPP

#include <pya/export.hpp>

#include <Eigen/Core>
#include <optional>
#include <span>
#include <vector>

#include <pya/dsp/rate/interpolate.hpp>

namespace pya::dsp {

/// Attack, decay, sustain level, release; times in seconds.
struct Adsr {
    double att = 0;               ///< from 0 to 1, in seconds
    double dec = 0.1;             ///< from 1 to `sus`, in seconds
    double sus = 0.7;             ///< gain that is held
    double rel = 0.1;             ///< from `sus` to 0 at the end, in seconds
    double curve = 1;             ///< exponent of the gain
    Interp kind = Interp::linear; ///< between the breakpoints; no sinc kind
};

/// The gains of Asig.envelope for n samples at sr.
///
/// Sample i is read at i * dur / (n - 1) with dur = n / sr: like pya, the last sample stands at the very end
/// of the curve (n = 1 stands at 0). The first breakpoint's value holds before it, the last one's after it.
/// Between them goes the interpolation kind, and the result is raised to curve. Where two breakpoints share a
/// time the linear kind jumps there to the later one. Where a spline undershoots zero, a fractional curve
/// makes it zero.
///
/// generate() and apply() continue where the last call ended and depend on the position alone, so any split
/// into blocks gives the same bits. They never allocate. Behind sample n the last gain holds.
class PYA_DSP_EXPORT Envelope {
public:
    /// amps at times ts in seconds, which ascend and may lie outside of the signal. Without ts the amps are
    /// spread evenly over the signal; exactly n of them are the gains themselves. One breakpoint is a
    /// constant. Throws ArgumentError where amps is empty, ts is of another length, not ascending or not
    /// finite, sr is not positive, n is negative, curve is negative or not finite, curve is fractional and an
    /// amp is negative, or kind is a sinc kind or a spline with too few or equal breakpoints.
    Envelope(std::span<const double> amps, std::span<const double> ts, Eigen::Index n, double sr,
             double curve = 1, Interp kind = Interp::linear);

    /// Asig.adsr: 0, 1, sus, sus, 0 at 0, att, att + dec, dur - rel, dur. An att of 0 begins with 1. Throws
    /// ArgumentError also where the phases don't fit into the signal or one is negative.
    Envelope(const Adsr& adsr, Eigen::Index n, double sr);

    /// Writes the next gains.
    void generate(std::span<double> gains);

    /// Samples x channels, float or double.
    template <class Scalar>
    using In = Eigen::Ref<const Eigen::ArrayXX<Scalar>, 0, Eigen::OuterStride<>>;
    /// The same to write to.
    template <class Scalar>
    using Out = Eigen::Ref<Eigen::ArrayXX<Scalar>, 0, Eigen::OuterStride<>>;

    /// Multiplies the next rows of x into y (x's shape; may be x itself). Throws ArgumentError for another
    /// shape.
    template <class Scalar>
    void apply(const In<Scalar>& x, Out<Scalar> y);
    /// The same in place.
    template <class Scalar>
    void apply(Out<Scalar> block) {
        apply<Scalar>(block, block);
    }

    /// The sample that comes next.
    Eigen::Index position() const { return position_; }
    /// Goes to a sample; throws ArgumentError where it is negative.
    void seek(Eigen::Index position);

private:
    void build(std::vector<double> amps, std::vector<double> ts, Interp kind);
    double time(Eigen::Index sample) const;
    Eigen::Index first_sample_from(double time) const;
    template <class Visit>
    void advance(Eigen::Index count, Visit visit);

    struct Segment {
        Eigen::Index end; // first sample behind it
        double start;     // time
        double amp;
        double slope;
    };

    Eigen::Index n_;
    double dur_;
    double step_;
    double curve_;
    std::vector<Segment> segments_;      // of the linear kind
    std::optional<Interpolator> spline_; // of all others
    Eigen::Index position_ = 0;
    std::size_t segment_ = 0; // of position_
    Eigen::Index hint_ = 0;
};

/// All n gains.
PYA_DSP_EXPORT Eigen::ArrayXd envelope(std::span<const double> amps, std::span<const double> ts,
                                       Eigen::Index n, double sr, double curve = 1,
                                       Interp kind = Interp::linear);
/// All n gains of an attack, decay, sustain and release.
PYA_DSP_EXPORT Eigen::ArrayXd adsr(const Adsr& adsr, Eigen::Index n, double sr);

} // namespace pya::dsp

#endif
