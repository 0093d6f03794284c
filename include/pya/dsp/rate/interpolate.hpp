// SPDX-License-Identifier: MIT
/// @file
/// One-dimensional interpolation through given points, with the kinds of scipy.interpolate.interp1d.
#ifndef PYA_DSP_RATE_INTERPOLATE_HPP
#define PYA_DSP_RATE_INTERPOLATE_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>
#include <span>
#include <vector>

namespace pya::dsp {

/// How values between given points are found. The first nine kinds are those of scipy.interpolate.interp1d.
/// The others are band-limited and only make sense where a signal is resampled. The sinc kinds are those of
/// this library, for fixed ratios. The samplerate kinds give the samples of libsamplerate, also for ratios
/// that change.
enum class Interp {
    linear,             ///< straight lines; where two points have the same x, the later one is used
    nearest,            ///< the nearest point; half-way, the earlier one
    nearest_up,         ///< the nearest point; half-way, the later one
    zero,               ///< spline of degree 0: the last point at or before
    previous,           ///< the last point at or before
    next,               ///< the first point at or after
    slinear,            ///< spline of degree 1
    quadratic,          ///< spline of degree 2
    cubic,              ///< spline of degree 3, not-a-knot ends
    sinc_fastest,       ///< band-limited, 80 % of the band, 97 dB
    sinc_medium,        ///< band-limited, 90 % of the band, 121 dB
    sinc_best,          ///< band-limited, 96 % of the band, 144 dB
    samplerate_fastest, ///< SRC_SINC_FASTEST of libsamplerate
    samplerate_medium,  ///< SRC_SINC_MEDIUM_QUALITY
    samplerate_best     ///< SRC_SINC_BEST_QUALITY
};

/// True for the sinc kinds.
constexpr bool is_sinc(Interp kind) { return kind >= Interp::sinc_fastest && kind <= Interp::sinc_best; }

/// True for the samplerate kinds.
constexpr bool is_samplerate(Interp kind) { return kind >= Interp::samplerate_fastest; }

/// A curve through the points (x, y). Outside of the points the first or last value holds; at NaN the curve
/// is NaN.
///
/// Splines are interpolating B-splines with the knots of scipy.interpolate.make_interp_spline (C. de Boor, A
/// Practical Guide to Splines, 1978): degree 2 breaks half-way between points, degree 3 is not-a-knot.
/// Building and evaluating in ascending order are O(n).
class PYA_DSP_EXPORT Interpolator {
public:
    /// x must be finite and ascending (equal neighbours make a jump; the kinds slinear, quadratic and cubic
    /// can't have any), y as long as x. One point makes a constant of any kind; otherwise quadratic needs 3
    /// points and cubic 4. Throws ArgumentError for everything else, and for the band-limited kinds.
    Interpolator(std::span<const double> x, std::span<const double> y, Interp kind = Interp::linear);

    /// The curve at t.
    double operator()(double t) const;

    /// The same for a t near the last one. The search starts at the interval `hint`, which may have any
    /// value, and writes the interval of t to it.
    double operator()(double t, Index& hint) const;

    /// The curve at all of t; fastest where t ascends.
    Eigen::ArrayXd operator()(const Eigen::Ref<const Eigen::ArrayXd>& t) const {
        Eigen::ArrayXd values(t.size());
        evaluate(t, values);
        return values;
    }
    /// The same into memory of the caller's, which must have the same size.
    void evaluate(Block<const double> t, Block<double> values) const;

    Interp kind() const { return kind_; } ///< the kind it was made with

private:
    double spline(double t, Index interval) const;

    std::vector<double> x_;
    std::vector<double> y_;     // values, or the coefficients of the spline
    std::vector<double> knots_; // of a spline
    Interp kind_;
    int degree_ = 0; // of a spline, else 0
};

} // namespace pya::dsp

#endif
