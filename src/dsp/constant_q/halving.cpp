// SPDX-License-Identifier: MIT
#include "dsp/constant_q/halving.hpp"

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/window/window.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

namespace pya::dsp::impl {

namespace {

constexpr Index circle_size = 4096, reach = 182;
constexpr Index pad = 192; // at least reach, and even
constexpr Index step = circle_size - 2 * pad;

} // namespace

// A sinc under a Kaiser window, around sample 0 of a circle, so that its spectrum is real.
Halving::Halving() : forth_(circle_size), back_(circle_size / 2) {
    constexpr double edge = (0.913 + 1) / 4; // of the present band
    const AlignedVector<double> window = window_samples(Window("kaiser", 12.3), 2 * reach + 1, false);
    AlignedVector<double> circle(static_cast<std::size_t>(circle_size));
    double sum = 0;
    for (Index i = -reach; i <= reach; ++i) {
        const double x = std::numbers::pi * edge * static_cast<double>(i);
        const double tap = window[static_cast<std::size_t>(i + reach)] * (i == 0 ? 1 : std::sin(x) / x);
        circle[static_cast<std::size_t>((i + circle_size) % circle_size)] = tap;
        sum += tap;
    }
    std::vector<std::complex<double>> spectrum(static_cast<std::size_t>(forth_.bins()));
    forth_.forward(circle.data(), spectrum.data());
    // Two samples share what one has then, and the power stays.
    for (Index k = 0; k < back_.bins(); ++k)
        response_.push_back(spectrum[static_cast<std::size_t>(k)].real() / sum * std::numbers::sqrt2 / 2);
}

void Halving::operator()(storage::PoolVector<double>& x) const {
    const Index half = (std::ssize(x) + 1) / 2;
    AlignedVector<double> time(static_cast<std::size_t>(circle_size)),
        halved(static_cast<std::size_t>(circle_size / 2));
    std::vector<std::complex<double>> bins(static_cast<std::size_t>(forth_.bins()));
    const auto halve_block = [&] {
        forth_.forward(time.data(), bins.data());
        for (std::size_t k = 0; k < response_.size(); ++k) bins[k] *= response_[k];
        back_.inverse(bins.data(), halved.data());
    };
    // What is not finite would spread over the block; it becomes NaN as far as the filter reaches.
    const auto halve_finite = [&] {
        std::vector<Index> bad;
        for (Index i = 0; i < circle_size; ++i) {
            double& sample = time[static_cast<std::size_t>(i)];
            if (!std::isfinite(sample)) sample = 0, bad.push_back(i);
        }
        halve_block();
        for (const Index i : bad)
            std::fill(halved.begin() + std::max<Index>(i - reach + 1, 0) / 2,
                      halved.begin() + std::min(i + reach, circle_size - 1) / 2 + 1, std::nan(""));
    };
    storage::PoolVector<double> y(static_cast<std::size_t>(half));
    for (Index at = 0; at < std::ssize(x); at += step) {
        const Index begin = std::max<Index>(at - pad, 0),
                    end = std::min(at - pad + circle_size, std::ssize(x));
        std::fill(time.begin(), time.end(), 0.);
        std::copy(x.begin() + begin, x.begin() + end, time.begin() + (begin - (at - pad)));
        halve_block();
        if (!std::isfinite(halved.front())) halve_finite();
        std::copy_n(halved.begin() + pad / 2, std::min(step / 2, half - at / 2), y.begin() + at / 2);
    }
    x = std::move(y);
}

} // namespace pya::dsp::impl
