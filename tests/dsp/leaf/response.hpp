// SPDX-License-Identifier: MIT
/// @file
/// Measures filters: their level in dB at a frequency.
#ifndef PYA_TESTS_DSP_LEAF_RESPONSE_HPP
#define PYA_TESTS_DSP_LEAF_RESPONSE_HPP

#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

/// The response to one sample of 1 of something that is called with a sample.
template <class Filter>
std::vector<double> impulse_response(Filter filter, int samples = 1 << 15) {
    std::vector<double> response;
    for (int i = 0; i < samples; ++i) response.push_back(static_cast<double>(filter(i == 0 ? 1 : 0)));
    return response;
}

/// The response at a frequency in cycles a sample.
inline std::complex<double> response_at(const std::vector<double>& impulse_response, double freq) {
    std::complex<double> sum = 0;
    for (std::size_t i = 0; i < impulse_response.size(); ++i)
        sum += impulse_response[i] *
               std::polar(1., -2 * std::numbers::pi * std::fmod(freq * static_cast<double>(i), 1));
    return sum;
}

/// The level at that frequency in dB.
inline double decibels_at(const std::vector<double>& impulse_response, double freq) {
    return 20 * std::log10(std::abs(response_at(impulse_response, freq)));
}

#endif
