// SPDX-License-Identifier: MIT
#include "dsp/feature/mel_cepstrum.hpp"

#include <pya/error.hpp>

#include "dsp/feature/floor.hpp"

#include <cmath>
#include <numbers>

namespace pya::dsp::impl {

namespace {

using std::numbers::pi;

/// The factor of value j in coefficient k of n, as scipy.fft.dct has it.
double cosine(int type, bool ortho, Index coefficient, Index value, Index count) {
    const double k = static_cast<double>(coefficient), j = static_cast<double>(value);
    const double n = static_cast<double>(count);
    const bool end = value == 0 || value == count - 1;
    switch (type) {
    case 1: {
        const double c = (end ? 1 : 2) * std::cos(pi * k * j / (n - 1));
        if (!ortho) return c;
        const bool outer = coefficient == 0 || coefficient == count - 1;
        return c * (end ? std::sqrt(2.) : 1) * std::sqrt((outer ? 1 : 2) / (n - 1)) / 2;
    }
    case 2: {
        const double c = 2 * std::cos(pi * k * (2 * j + 1) / (2 * n));
        return ortho ? c * std::sqrt((coefficient == 0 ? 1 : 2) / (4 * n)) : c;
    }
    default: {
        const double c = std::cos(pi * (2 * k + 1) * j / (2 * n));
        if (ortho) return c * std::sqrt((value == 0 ? 1 : 2) / n);
        return value == 0 ? c : 2 * c;
    }
    }
}

} // namespace

std::vector<double> cepstrum_matrix(const char* function, const MelCepstrumOptions& options, Index n) {
    using detail::fail;
    if (options.n_mfcc < 1 || options.n_mfcc > n)
        fail(function, ": option mfcc.n_mfcc is ", options.n_mfcc,
             "; it must lie between 1 and n_mels = ", n);
    if (options.dct_type < 1 || options.dct_type > 3 || (options.dct_type == 1 && n < 2))
        fail(function, ": option mfcc.dct_type is ", options.dct_type,
             "; it must be 1 (of two values or more), 2 or 3");
    if (!(options.lifter >= 0 && std::isfinite(options.lifter)))
        fail(function, ": option mfcc.lifter is ", options.lifter, "; it must be 0 or more");
    check_top_db(function, options.top_db);
    std::vector<double> matrix;
    for (Index k = 0; k < options.n_mfcc; ++k) {
        const double angle = options.lifter > 0 ? pi * static_cast<double>(k + 1) / options.lifter : 0;
        const double lift = 1 + options.lifter / 2 * std::sin(angle);
        for (Index j = 0; j < n; ++j)
            matrix.push_back(lift * cosine(options.dct_type, options.ortho, k, j, n));
    }
    return matrix;
}

} // namespace pya::dsp::impl
