// SPDX-License-Identifier: MIT
#ifndef PYA_SRC_DSP_FFT_UNIT_ROOTS_HPP
#define PYA_SRC_DSP_FFT_UNIT_ROOTS_HPP

#include <Eigen/Core>

#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

namespace pya::dsp::impl {

/// exp(-2 pi i k / n) for 0 <= k < n, as a product of two values from tables of about 2 sqrt(n) in all.
class UnitRoots {
public:
    explicit UnitRoots(Eigen::Index n) {
        while (fine() * fine() < n) ++shift_;
        for (Eigen::Index k = 0; k < fine(); ++k) fine_.push_back(root(k, n));
        for (Eigen::Index k = 0; k < n; k += fine()) coarse_.push_back(root(k, n));
    }

    std::complex<double> operator()(Eigen::Index k) const {
        const std::complex<double> a = coarse_[static_cast<std::size_t>(k >> shift_)];
        const std::complex<double> b = fine_[static_cast<std::size_t>(k & (fine() - 1))];
        return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
    }

private:
    Eigen::Index fine() const { return Eigen::Index(1) << shift_; }

    static std::complex<double> root(Eigen::Index k, Eigen::Index n) {
        const long double angle =
            2 * std::numbers::pi_v<long double> * static_cast<long double>(k) / static_cast<long double>(n);
        return {static_cast<double>(std::cos(angle)), static_cast<double>(-std::sin(angle))};
    }

    int shift_ = 0;
    std::vector<std::complex<double>> fine_, coarse_;
};

} // namespace pya::dsp::impl

#endif
