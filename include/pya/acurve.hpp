// SPDX-License-Identifier: MIT
/// @file
/// Acurve: a number in time.
#ifndef PYA_ACURVE_HPP
#define PYA_ACURVE_HPP

#include <pya/export.hpp>

#include <pya/units.hpp>

#include <initializer_list>
#include <vector>

namespace pya {

/// A value that depends on time: a constant, or a curve through points. Where a parameter is an Acurve, a
/// plain number may be given:
///
///     Acurve speed = 2;
///     Acurve glide({{0_s, 1}, {1.5_s, 2}});                              // from 1 to 2 in 1.5 seconds
///     Acurve octave({{0_s, 1}, {1.5_s, 2}}, Acurve::Kind::exponential);   // by equal intervals
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
