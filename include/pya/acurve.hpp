// SPDX-License-Identifier: MIT
/// @file
/// Acurve: a number in time.
#ifndef PYA_ACURVE_HPP
#define PYA_ACURVE_HPP

#include <pya/export.hpp>

#include <pya/units.hpp>

#include <functional>
#include <initializer_list>
#include <vector>

namespace pya {

class Afeature; // <pya/afeature.hpp>
class Asig;     // <pya/asig.hpp>

/// A value that depends on time: a constant, or a curve through points. Where a parameter is an Acurve, a
/// plain number, a signal or a measured feature may be given:
///
///     Acurve speed = 2;
///     Acurve glide({{0_s, 1}, {1.5_s, 2}});                              // from 1 to 2 in 1.5 seconds
///     Acurve octave({{0_s, 1}, {1.5_s, 2}}, Acurve::Kind::exponential);   // by equal intervals
///     Acurve hand(slider);                                               // a signal, of any rate
///
/// Before the first point the first value holds, and after the last point the last one.
class PYA_EXPORT Acurve {
public:
    /// A value at a time.
    struct Point {
        Seconds time = {}; ///< when, in seconds
        double value = 0;  ///< the value at that time
    };

    /// How the curve goes from point to point.
    enum class Kind {
        linear,      ///< by equal differences
        exponential, ///< by equal ratios; all values must have the same sign
        hold         ///< each value until the next point
    };

    /// A constant, which must be finite (ArgumentError).
    Acurve(double value);

    /// A curve through at least one point, with ascending times. Where two points have the same time the
    /// curve jumps to the later one. Throws ArgumentError for anything else, and for numbers that aren't
    /// finite.
    Acurve(std::initializer_list<Point> points, Kind kind = Kind::linear)
        : Acurve(std::vector<Point>(points), kind) {}
    explicit Acurve(std::vector<Point> points, Kind kind = Kind::linear);
    /// Through the samples of a signal of one channel, of any sampling rate: sample i is at i / sr. Throws
    /// ArgumentError if it is empty, or has several channels or samples that aren't finite.
    Acurve(const Asig& sig, Kind kind = Kind::linear);
    /// Through the values of a feature of one column, at the centres of its frames; NaN is left out, so that
    /// the curve passes over it. Throws ArgumentError for several columns, and if no value is left.
    Acurve(const Afeature& feature, Kind kind = Kind::linear);
    /// A function of the time in seconds, taken at 0, 1 / rate, 2 / rate, ... to `dur`, with straight lines
    /// between. Throws ArgumentError unless dur is finite and 0 or more, the rate above 0, and the values
    /// finite.
    static Acurve of(const std::function<double(double)>& f, Seconds dur, double rate = 1000);
    Acurve(const Acurve&) = default;            ///< copies; what was moved from keeps its points
    Acurve& operator=(const Acurve&) = default; ///< copies; what was moved from keeps its points

    /// True if it was made of a number.
    bool constant() const { return constant_; }
    /// The points; a constant has one, at time 0.
    const std::vector<Point>& points() const { return points_; }
    /// How the curve goes from point to point.
    Kind kind() const { return kind_; }

    /// The value at a time.
    double operator()(Seconds time) const;

    /// The exact area under the curve from 0 to a time.
    double integral(Seconds time) const;

private:
    std::size_t last_point_at(double time) const;
    double area(double time) const; // from the first point on

    std::vector<Point> points_;
    std::vector<double> areas_; // from the first point to each
    Kind kind_;
    bool constant_ = false;
};

} // namespace pya

#endif
