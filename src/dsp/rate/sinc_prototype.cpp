// SPDX-License-Identifier: MIT
#include "dsp/rate/sinc_prototype.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "simd/run.hpp"

namespace pya::dsp {
namespace {

using Eigen::Index;
using std::numbers::pi;

// Bessel function I0 of 2 sqrt(z) by its power series; z <= 80 needs fewer than 48 terms.
PYA_INLINE void bessel_i0(const double* z, double* value, std::ptrdiff_t count) {
    std::array<double, 48> inverse{1}; // of squared factorials
    for (std::size_t i = 1; i < inverse.size(); ++i)
        inverse[i] = inverse[i - 1] / (static_cast<double>(i) * static_cast<double>(i));
    for (std::ptrdiff_t k = 0; k < count; ++k) value[k] = 0;
    for (std::size_t i = inverse.size(); i-- > 0;)
        for (std::ptrdiff_t k = 0; k < count; ++k) value[k] = value[k] * z[k] + inverse[i];
}

} // namespace

double kaiser_length(double attenuation, double transition) {
    return (attenuation - 7.95) / (2.285 * pi * transition);
}

double kaiser_attenuation(double taps, double transition) { return taps * 2.285 * pi * transition + 7.95; }

SincPrototype::SincPrototype(double attenuation, double pass, double stop)
    : reach_(kaiser_length(attenuation, stop - pass) / 2), slope_(pi * (pass + stop) / 2) {
    const double beta = 0.1102 * (attenuation - 8.7);
    shape_ = beta * beta / 4;
    simd::run<bessel_i0>(&shape_, &peak_, 1);
    half_ = static_cast<Index>(std::ceil(reach_));
}

double SincPrototype::cutoff() const { return slope_ / pi; }

const Eigen::ArrayXd& SincPrototype::taps(double fraction) {
    if (sines_.size() == 0) {
        const Eigen::ArrayXd angles =
            slope_ * Eigen::ArrayXd::LinSpaced(2 * half_, 0, static_cast<double>(2 * half_ - 1));
        sines_ = angles.unaryExpr([](double x) { return std::sin(x); });
        cosines_ = angles.unaryExpr([](double x) { return std::cos(x); });
    }
    const double first = 1 - static_cast<double>(half_) - fraction;
    time_ = Eigen::ArrayXd::LinSpaced(2 * half_, 0, static_cast<double>(2 * half_ - 1)) + first;
    const Eigen::ArrayXd z = (shape_ * (1 - (time_ / reach_).square())).max(0);
    taps_.resize(2 * half_);
    simd::run<bessel_i0>(z.data(), taps_.data(), z.size());
    // sin(slope * (first + k)) by the addition theorem
    const double sine = std::sin(slope_ * first), cosine = std::cos(slope_ * first);
    taps_ *= (sine * cosines_ + cosine * sines_) / (pi * peak_ * time_);
    for (Index k = 0; k < taps_.size(); ++k) {
        if (time_[k] == 0) taps_[k] = slope_ / pi;
        if (std::abs(time_[k]) >= reach_) taps_[k] = 0;
        const double split = taps_[k] * 134217729.; // cuts to 26 bits (Veltkamp)
        taps_[k] = split - (split - taps_[k]);
    }
    return taps_;
}

} // namespace pya::dsp
