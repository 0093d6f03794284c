// SPDX-License-Identifier: MIT
#include <pya/dsp/level/fade.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <pya/error.hpp>

#include "simd.hpp"

namespace pya::dsp {
namespace {

using Eigen::Index;

// ramp[i] = from + (first + i) * step
PYA_SIMD void write_ramp(float* ramp, int count, double first, double from, double step) {
    for (int i = 0; i < count; ++i) ramp[i] = static_cast<float>(from + (first + i) * step);
}

PYA_SIMD void write_ramp(double* ramp, int count, double first, double from, double step) {
    for (int i = 0; i < count; ++i) ramp[i] = from + (first + i) * step;
}

PYA_SIMD void scale_by(float* x, const float* gains, int count) {
    for (int i = 0; i < count; ++i) x[i] *= gains[i];
}

PYA_SIMD void scale_by(double* x, const double* gains, int count) {
    for (int i = 0; i < count; ++i) x[i] *= gains[i];
}

template <class Block>
void scale_by_ramp(Block rows, double from, double to, double curve) {
    using Scalar = typename Block::Scalar;
    std::array<Scalar, 512> ramp;
    const double step = rows.rows() > 1 ? (to - from) / static_cast<double>(rows.rows() - 1) : 0;
    for (Index first = 0; first < rows.rows(); first += static_cast<Index>(ramp.size())) {
        const auto run = static_cast<int>(std::min(rows.rows() - first, static_cast<Index>(ramp.size())));
        write_ramp(ramp.data(), run, static_cast<double>(first), from, step);
        if (first + run == rows.rows() && rows.rows() > 1)
            ramp[static_cast<std::size_t>(run - 1)] = static_cast<Scalar>(to);
        if (curve != 1)
            for (int i = 0; i < run; ++i) {
                Scalar& gain = ramp[static_cast<std::size_t>(i)];
                gain = std::pow(gain, static_cast<Scalar>(curve));
            }
        for (Index c = 0; c < rows.cols(); ++c) scale_by(rows.col(c).data() + first, ramp.data(), run);
    }
}

Index checked(const char* function, Index samples, double curve, Index rows) {
    using detail::fail;
    if (samples < 0) fail(function, ": argument samples is ", samples, "; it must not be negative");
    if (!(curve >= 0) || !std::isfinite(curve))
        fail(function, ": argument curve is ", curve, "; it must be finite and not negative");
    return std::min(samples, rows);
}

} // namespace

template <class Scalar>
void fade_in(Eigen::Ref<Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>> signal, Index samples,
             double curve) {
    scale_by_ramp(signal.topRows(checked("fade_in", samples, curve, signal.rows())), 0, 1, curve);
}

template <class Scalar>
void fade_out(Eigen::Ref<Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>> signal, Index samples,
              double curve) {
    scale_by_ramp(signal.bottomRows(checked("fade_out", samples, curve, signal.rows())), 1, 0, curve);
}

template void fade_in<float>(Eigen::Ref<Eigen::ArrayXXf>, Index, double);
template void fade_in<double>(Eigen::Ref<Eigen::ArrayXXd>, Index, double);
template void fade_out<float>(Eigen::Ref<Eigen::ArrayXXf>, Index, double);
template void fade_out<double>(Eigen::Ref<Eigen::ArrayXXd>, Index, double);

} // namespace pya::dsp
