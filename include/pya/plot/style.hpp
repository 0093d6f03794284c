// SPDX-License-Identifier: MIT
/// @file
/// How values become heights, lines and colours in a figure.
#ifndef PYA_PLOT_STYLE_HPP
#define PYA_PLOT_STYLE_HPP

#include <pya/export.hpp>

#include <complex>
#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace pya {

/// What is drawn of a value: the value itself, its level in dB, or any function of it. A function is called
/// for every sample in view, the named ones only where they show.
class PYA_EXPORT PlotFn {
public:
    /// The functions that have a name.
    enum Named {
        off,  ///< the value
        db,   ///< of samples pya's sign(x) 20 log10(65536 |x| + 1); of spectra ampdb. A curve of samples is
              ///< drawn at its level below full scale, which is 0 dB; silence is at -96.3 dB
        ampdb ///< 20 log10(x)
    };

    /// By name, or any function of a double.
    PlotFn(Named named = off) : named_(named) {}
    /// By name, or any function of a double.
    template <class F>
    requires(!std::same_as<F, PlotFn> && std::is_invocable_r_v<double, F&, double>) PlotFn(F fn)
        : fn_(std::move(fn)) {}

    /// The height of a value.
    double operator()(double value) const;
    /// True if larger values are never lower, so that the function of an extreme is an extreme.
    bool rises() const { return !fn_; }
    /// The named function, if it is one.
    std::optional<Named> named() const { return fn_ ? std::nullopt : std::optional(named_); }

private:
    Named named_ = off;
    std::function<double(double)> fn_;
};

/// What is drawn of the complex bins of an Aspec: their magnitude, its level, their phase, or any function of
/// std::complex<double>.
class SpecFn {
public:
    /// The functions that have a name.
    enum Named { magnitude, db, phase };

    /// By name, or any function of a complex number.
    SpecFn(Named named = magnitude) : named_(named) {}
    SpecFn(PlotFn::Named named) : named_(named == PlotFn::off ? magnitude : db) {}
    /// By name, or any function of a complex number.
    template <class F>
    requires(!std::same_as<F, SpecFn> && std::is_invocable_r_v<double, F&, std::complex<double>>) SpecFn(F fn)
        : fn_(std::move(fn)) {}

    /// The named function, if it is one.
    std::optional<Named> named() const { return fn_ ? std::nullopt : std::optional(named_); }
    /// The function, if it has no name.
    const std::function<double(std::complex<double>)>& function() const { return fn_; }

private:
    Named named_ = magnitude;
    std::function<double(std::complex<double>)> fn_;
};

/// Colour maps that are even to the eye and fine in grey print.
enum class Cmap { viridis, inferno, gray };

namespace plot {

/// How the numbers of an axis are spread: evenly, by octaves and decades, or as pitch is heard (hz2mel). What
/// is not above 0 is nowhere on a logarithmic axis.
enum class Scale { linear, log, mel };

/// The ends of an axis; one that is left out follows from what is drawn.
struct Limits {
    std::optional<double> lo = {}; ///< the lower end
    std::optional<double> hi = {}; ///< the upper end
};

/// A line as in matplotlib.
struct LineStyle {
    std::string color = {};  ///< "C0" ... "C9", "#rrggbb", a letter of "bgrcmykw" or a name like "orange"
    double lw = 1;           ///< width, more than 0
    std::string ls = "-";    ///< "-", "--", ":", "-." or "" for none
    std::string marker = {}; ///< "o", ".", "x", "+" or none
    std::string label = {};  ///< in the legend; a signal's own if left out
    double alpha = 1;        ///< opacity, 0 to 1
};

} // namespace plot
} // namespace pya

#endif
