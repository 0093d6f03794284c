// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/decibels.hpp>

#include <pya/error.hpp>

#include "dsp/feature/floor.hpp"

#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace pya::dsp {

namespace {

PYA_INLINE void scaled_logarithms(const double* x, double least, double factor, double* db, Index n) {
    PYA_INDEPENDENT
    for (Index i = 0; i < n; ++i) db[i] = factor * simd::logarithm(x[i] < least ? least : x[i]);
}

/// The largest of rows x n, rows `stride` apart.
PYA_INLINE double loudest_of(const double* x, Index rows, Index n, Index stride) {
    constexpr Index lanes = 32;
    double most[lanes];
    for (double& m : most) m = -INFINITY;
    for (Index r = 0; r < rows; ++r, x += stride) {
        Index i = 0;
        for (; i + lanes <= n; i += lanes)
            for (Index l = 0; l < lanes; ++l) most[l] = most[l] < x[i + l] ? x[i + l] : most[l];
        for (Index l = 0; i < n; ++i, ++l) most[l] = most[l] < x[i] ? x[i] : most[l];
    }
    for (Index width = lanes / 2; width > 0; width /= 2)
        for (Index l = 0; l < width; ++l) most[l] = most[l] < most[l + width] ? most[l + width] : most[l];
    return most[0];
}

PYA_INLINE void hold_at_least(double least, double* x, Index rows, Index n, Index stride) {
    for (Index r = 0; r < rows; ++r, x += stride)
        for (Index i = 0; i < n; ++i) x[i] = x[i] < least ? least : x[i];
}

void to_db(const char* function, std::span<const double> x, std::span<double> db,
           const DecibelOptions& options, double usual_amin, double factor) {
    const double amin = options.amin.value_or(usual_amin);
    if (x.size() != db.size())
        detail::fail(function, ": there are ", x.size(), " values and room for ", db.size(),
                     "; both must be as many");
    if (!(amin > 0)) detail::fail(function, ": option amin is ", amin, "; it must be above 0");
    impl::check_top_db(function, options.top_db);
    double zero = std::max(amin, std::abs(options.ref));
    impl::to_decibels({&zero, 1}, &zero, factor, amin);
    if (factor == 20) {
        std::transform(x.begin(), x.end(), db.begin(), [](double value) { return std::abs(value); });
        x = db;
    }
    impl::to_decibels(x, db.data(), factor, amin);
    for (double& value : db) value -= zero;
    impl::hold_above(db.data(), 1, std::ssize(db), std::ssize(db), options.top_db);
}

} // namespace

void impl::to_decibels(std::span<const double> x, double* db, double factor, double amin) {
    if (amin < std::numeric_limits<double>::min())
        std::transform(x.begin(), x.end(), db,
                       [&](double value) { return factor * std::log10(value < amin ? amin : value); });
    else
        simd::run<scaled_logarithms>(x.data(), amin, factor * std::numbers::log10e, db, std::ssize(x));
}

void impl::check_top_db(const char* function, std::optional<double> top_db) {
    if (top_db && !(*top_db >= 0))
        detail::fail(function, ": option top_db is ", *top_db, "; it must be 0 or more");
}

void impl::hold_above(double* db, Index rows, Index columns, Index stride, std::optional<double> top_db) {
    if (!top_db) return;
    const double most = simd::run<loudest_of>(db, rows, columns, stride);
    simd::run<hold_at_least>(most - *top_db, db, rows, columns, stride);
}

void power_to_db(std::span<const double> power, std::span<double> db, const DecibelOptions& options) {
    to_db("power_to_db", power, db, options, 1e-10, 10);
}

void amplitude_to_db(std::span<const double> amplitude, std::span<double> db, const DecibelOptions& options) {
    to_db("amplitude_to_db", amplitude, db, options, 1e-5, 20);
}

} // namespace pya::dsp
