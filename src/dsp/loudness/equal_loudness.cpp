// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/equal_loudness.hpp>

#include <pya/error.hpp>

#include <cmath>
#include <iterator>

namespace pya::dsp {
namespace {

// ISO 226:2003, table 1: the exponent of loudness, the magnitude of the linear transfer function relative to
// 1 kHz in dB, and the threshold of hearing in dB.
struct Row {
    double freq, exponent, transfer, threshold;
};

constexpr Row rows[] = {
    {20, .532, -31.6, 78.5},   {25, .506, -27.2, 68.7}, {31.5, .480, -23.0, 59.5}, {40, .455, -19.1, 51.1},
    {50, .432, -15.9, 44.0},   {63, .409, -13.0, 37.5}, {80, .387, -10.3, 31.5},   {100, .367, -8.1, 26.5},
    {125, .349, -6.2, 22.1},   {160, .330, -4.5, 17.9}, {200, .315, -3.1, 14.4},   {250, .301, -2.0, 11.4},
    {315, .288, -1.1, 8.6},    {400, .276, -0.4, 6.2},  {500, .267, 0.0, 4.4},     {630, .259, 0.3, 3.0},
    {800, .253, 0.5, 2.2},     {1000, .250, 0.0, 2.4},  {1250, .246, -2.7, 3.5},   {1600, .244, -4.1, 1.7},
    {2000, .243, -1.0, -1.3},  {2500, .243, 1.7, -4.2}, {3150, .243, 2.5, -6.0},   {4000, .242, 1.2, -5.4},
    {5000, .242, -2.1, -1.5},  {6300, .245, -7.1, 6.0}, {8000, .254, -11.2, 12.6}, {10000, .271, -10.7, 13.9},
    {12500, .301, -3.1, 12.3},
};

double level(double phon, const Row& row) {
    const double heard = 4.47e-3 * (std::pow(10, 0.025 * phon) - 1.15) +
                         std::pow(0.4 * std::pow(10, (row.threshold + row.transfer) / 10 - 9), row.exponent);
    return 10 / row.exponent * std::log10(heard) - row.transfer + 94;
}

} // namespace

double equal_loudness(double phon, double freq) {
    if (std::isnan(phon) || std::isnan(freq)) return std::nan("");
    if (!(freq >= rows[0].freq && freq <= std::rbegin(rows)->freq))
        detail::fail("equal_loudness: freq is ", freq, " Hz; it must be 20 to 12500");
    if (!(phon >= 0 && phon <= 100)) detail::fail("equal_loudness: phon is ", phon, "; it must be 0 to 100");
    const Row* upper = rows + 1;
    while (upper->freq < freq) ++upper;
    const Row& lower = upper[-1];
    const double part = std::log(freq / lower.freq) / std::log(upper->freq / lower.freq);
    return (1 - part) * level(phon, lower) + part * level(phon, *upper);
}

} // namespace pya::dsp
