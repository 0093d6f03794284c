// SPDX-License-Identifier: MIT
/// @file
/// Curve: a number in time.
#ifndef PYA_CURVE_HPP
#define PYA_CURVE_HPP

#include <pya/export.hpp>

#include <pya/units.hpp>

#include <initializer_list>
#include <vector>

namespace pya {

/// A number in time: a constant, or a curve through points. Wherever a parameter is a Curve, a plain number
/// will do:
///
///     Curve speed = 2;
///     Curve glide({{0_s, 1}, {1.5_s, 2}});                              // from 1 to 2 in 1.5 seconds
///     Curve octave({{0_s, 1}, {1.5_s, 2}}, Curve::Kind::exponential);   // by equal intervals
///
/// The first value holds before the first point, the last one after the last.
class PYA_EXPORT Curve {
public:
    /// A value at a time.
    struct Point {
        Seconds time = {}; ///< in seconds
        double value = 0;  ///< there
    };

    /// How the curve goes from point to point.
    enum class Kind {
        linear,      ///< by equal differences
        exponential, ///< by equal ratios; all values must have the same sign
        hold         ///< each value until the next point
    };

    /// The same at all times; any finite number. Throws ArgumentError for others.
    Curve(double value);

    /// Through at least one point, the times ascending; two points at the same time make a jump, after which
    /// the later value holds. Throws ArgumentError for anything else, and for a number that isn't finite.
    Curve(std::initializer_list<Point> points, Kind kind = Kind::linear)
        : Curve(std::vector<Point>(points), kind) {}
    explicit Curve(std::vector<Point> points, Kind kind = Kind::linear);

    /// Whether it was made of a number.
    bool constant() const { return constant_; }
    /// The points; of a constant, one at 0.
    const std::vector<Point>& points() const { return points_; }
    /// How it goes between them.
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
