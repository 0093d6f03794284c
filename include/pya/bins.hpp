// SPDX-License-Identifier: MIT
/// @file
/// The bins of a spectrum, which can be written.
#ifndef PYA_BINS_HPP
#define PYA_BINS_HPP

#include <pya/error.hpp>

#include <Eigen/Core>

namespace pya {

/// A view of the bins of a spectrum: an Eigen::Map that can be written but not resized. To assign an array of
/// another shape is an ArgumentError.
///
///     spec.rfftspec().topRows(3) = 0;
///     spec.rfftspec() = other.rfftspec() * 0.5;
template <class T>
class BinsView : public Eigen::Map<Eigen::ArrayXX<T>> {
    using Map = Eigen::Map<Eigen::ArrayXX<T>>;

public:
    using Map::Map;
    BinsView(const BinsView&) = default;

    /// Writes all bins.
    template <class D>
    BinsView& operator=(const Eigen::DenseBase<D>& bins) {
        if (bins.rows() != this->rows() || bins.cols() != this->cols())
            detail::fail("bins: ", bins.rows(), " x ", bins.cols(), " don't fit; there are ", this->rows(),
                         " x ", this->cols());
        Map::operator=(bins.derived());
        return *this;
    }
    BinsView& operator=(const BinsView& bins) { return *this = static_cast<const Map&>(bins); }
    /// Writes one value to all bins.
    BinsView& operator=(const T& value) { return this->setConstant(value), *this; }
};

} // namespace pya

#endif
