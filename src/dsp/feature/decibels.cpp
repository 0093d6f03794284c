// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/decibels.hpp>

#include <pya/error.hpp>

#include "dsp/feature/floor.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {

namespace {

void to_db(const char* function, std::span<const double> x, std::span<double> db,
           const DecibelOptions& options, double usual_amin, double factor) {
    const double amin = options.amin.value_or(usual_amin);
    if (x.size() != db.size())
        detail::fail(function, ": there are ", x.size(), " values and room for ", db.size(),
                     "; both must be as many");
    if (!(amin > 0)) detail::fail(function, ": option amin is ", amin, "; it must be above 0");
    impl::check_top_db(function, options.top_db);
    const double zero = factor * std::log10(std::max(amin, std::abs(options.ref)));
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double value = factor == 20 ? std::abs(x[i]) : x[i];
        db[i] = factor * std::log10(value < amin ? amin : value) - zero;
    }
    impl::hold_above(db.data(), 1, std::ssize(db), std::ssize(db), options.top_db);
}

} // namespace

void impl::check_top_db(const char* function, std::optional<double> top_db) {
    if (top_db && !(*top_db >= 0))
        detail::fail(function, ": option top_db is ", *top_db, "; it must be 0 or more");
}

void impl::hold_above(double* db, Index rows, Index columns, Index stride, std::optional<double> top_db) {
    if (!top_db) return;
    double most = -INFINITY;
    for (Index r = 0; r < rows; ++r)
        for (Index c = 0; c < columns; ++c) most = std::max(most, db[r * stride + c]);
    for (Index r = 0; r < rows; ++r)
        for (Index c = 0; c < columns; ++c)
            if (double& value = db[r * stride + c]; value < most - *top_db) value = most - *top_db;
}

void power_to_db(std::span<const double> power, std::span<double> db, const DecibelOptions& options) {
    to_db("power_to_db", power, db, options, 1e-10, 10);
}

void amplitude_to_db(std::span<const double> amplitude, std::span<double> db, const DecibelOptions& options) {
    to_db("amplitude_to_db", amplitude, db, options, 1e-5, 20);
}

} // namespace pya::dsp
