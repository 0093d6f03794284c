// SPDX-License-Identifier: MIT
/// @file
/// DataMap: from data to a parameter of a sound.
#ifndef PYA_SONIFY_DATA_MAP_HPP
#define PYA_SONIFY_DATA_MAP_HPP

#include <pya/export.hpp>

#include <Eigen/Core>

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace pya {

/// A column of data that is mapped to a range: the least value to its first end and the greatest to its
/// second one. map() makes one; each method gives another one, in any order, and where an array is taken it
/// is one.
///
///     Eigen::ArrayXd freqs = map(table("sunspots")).to(200, 2000).log();
///     Eigen::ArrayXd notes = map(data).from(-1, 1).to(48, 72).clip().scale(scales::minor);
///     double freq = map(data).to(200, 2000).log()(0.5);       // another value, mapped in the same way
///
/// NaN stays NaN. Copies share the data.
class PYA_EXPORT DataMap {
public:
    /// Maps to 0 ... 1, until to() says where.
    explicit DataMap(const Eigen::Ref<const Eigen::ArrayXd>& data);
    DataMap(const DataMap&) = default;            ///< copies; what was moved from keeps its data
    DataMap& operator=(const DataMap&) = default; ///< copies; what was moved from keeps its data

    /// Which values of the data are mapped to the ends of the range, instead of the least and the greatest.
    /// Throws ArgumentError unless they differ and are finite.
    DataMap from(double first, double last) const;
    /// The range. The first end may be the greater one. Throws ArgumentError unless both are finite.
    DataMap to(double first, double last) const;
    /// Equal differences of the data become equal ratios, as suits frequencies.
    DataMap log() const;
    /// Equal differences of the data become equal differences, unless a curvature bends that: above 0 the
    /// change is slow at first and fast later, below 0 the other way round; +-4 is strong. Throws
    /// ArgumentError unless it is finite.
    DataMap linear(double curvature = 0) const;
    /// What lies outside of from() is mapped to the nearer end; without this it lies outside of the range
    /// too.
    DataMap clip() const;
    /// What lies outside of from() begins again at the other end, as angles do.
    DataMap wrap() const;
    /// Takes the nearest tone of a scale: the results are MIDI notes or semitones, and `degrees` those of the
    /// scale above `root` in every octave. Half way between two tones it takes the lower one. Throws
    /// ArgumentError for no degrees, and degrees outside of 0 ... 12 (excluded).
    DataMap scale(std::span<const double> degrees, double root = 0) const;
    DataMap scale(std::initializer_list<double> degrees, double root = 0) const; ///< the same
    /// Takes the mean of `count` neighbouring values (fewer at the ends, and NaN passed over) before all
    /// else. Throws ArgumentError unless count is odd and at least 1.
    DataMap smooth(Eigen::Index count) const;

    /// The mapped data. Throws ArgumentError where from() was left out and the data has no two different
    /// values, and for log() where an end of the range is 0 or the ends have different signs.
    template <class Array = Eigen::ArrayXd>
    Array values() const {
        const std::vector<double> results = mapped();
        return Eigen::Map<const Eigen::ArrayXd>(results.data(), static_cast<Eigen::Index>(results.size()));
    }
    /// The same, where an array is wanted.
    operator Eigen::ArrayXd() const { return values(); }
    /// Another value, which is not smoothed. Throws what values() throws.
    double operator()(double value) const;

private:
    enum class Shape { linear, log };
    enum class Beyond { go_on, clip, wrap };
    struct Range {
        double first, last;
    };

    std::vector<double> mapped() const;
    std::vector<double> smoothed() const;
    Range source(const std::vector<double>& data) const;
    double mapped(double value, Range source) const;
    double nearest_tone(double note) const;
    void check_shape() const;

    std::shared_ptr<const std::vector<double>> data_;
    std::optional<Range> from_;
    Range to_{0, 1};
    Shape shape_ = Shape::linear;
    double curvature_ = 0;
    Beyond beyond_ = Beyond::go_on;
    std::vector<double> degrees_; // none: no scale
    double root_ = 0;
    Eigen::Index smooth_ = 1;
};

/// A row or column of numbers, to be mapped. Throws ArgumentError for an array that has several of both.
template <class D>
DataMap map(const Eigen::DenseBase<D>& data);
/// Numbers in a row.
PYA_EXPORT DataMap map(std::initializer_list<double> data);
/// A std::vector<double>, and the like.
PYA_EXPORT DataMap map(std::span<const double> data);
/// The samples of a channel: map(a.channel(0)).
PYA_EXPORT DataMap map(std::span<const float> data);

namespace detail {
[[noreturn]] PYA_EXPORT void refuse_data(Eigen::Index rows, Eigen::Index cols);
}

template <class D>
DataMap map(const Eigen::DenseBase<D>& data) {
    if (data.rows() != 1 && data.cols() != 1) detail::refuse_data(data.rows(), data.cols());
    const Eigen::ArrayXXd values = data.derived().array().template cast<double>();
    return DataMap(Eigen::Map<const Eigen::ArrayXd>(values.data(), values.size()));
}

} // namespace pya

#endif
