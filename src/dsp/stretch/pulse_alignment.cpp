// SPDX-License-Identifier: MIT
#include "dsp/stretch/pulse_alignment.hpp"

#include "dsp/stretch/angles.hpp"
#include "simd/math.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya::dsp::impl {
namespace {

constexpr Index aligned_every = 8;       // frames; errors grow slowly, and so it takes hardly any time
constexpr double drawn = 0.5;            // of the way to the straight line
constexpr double softest_peak = 1e-5;    // re the loudest one, as a power
constexpr std::size_t fewest_peaks = 8;  // in a row
constexpr std::size_t lowest_peaks = 24; // among which such a row must be
constexpr double row_share = 0.3;        // of all peaks
constexpr Index widest_gap = 3;          // distances of harmonics from one peak to the next
constexpr double uneven = 0.1;           // of a distance
constexpr double pulse_coherence = 0.9;  // of the phases of pulses
constexpr double turn_coherence = 0.25;  // of the turns, without which there is no line

double magnitude(std::complex<double> z) { return std::sqrt(z.real() * z.real() + z.imag() * z.imag()); }

std::complex<double> turned_by(double cycles) {
    const double turn = wrapped(cycles);
    return {simd::cosine(turn), simd::sine(turn)};
}

} // namespace

PulseAlignment::PulseAlignment(std::vector<Place> places, Index hop)
    : places_(std::move(places)), hop_(static_cast<double>(hop)) {
    // So that nothing is allocated later. Every other node may be a peak.
    peaks_.reserve(places_.size() / 2 + 1);
    distances_.reserve(peaks_.capacity());
    turned_.reserve(static_cast<std::size_t>(widest_gap) * peaks_.capacity());
}

void PulseAlignment::align(const std::vector<StretchBand>& bands, const Nodes& nodes) {
    if (frame_++ % aligned_every != 0) return;
    // The lowest peaks tell most other sounds from pulses.
    for (const std::size_t most : {lowest_peaks, peaks_.capacity()}) {
        find_peaks(nodes, most);
        keep_harmonics();
        if (peaks_.empty()) return;
    }
    if (are_pulses(bands)) draw(nodes);
}

void PulseAlignment::find_peaks(const Nodes& nodes, std::size_t most) {
    const double* const power = nodes.power;
    const Index count = std::ssize(places_);
    const double least = softest_peak * nodes.loudest;
    peaks_.clear();
    Index valley = 0;
    for (Index i = 1; i < count - 1 && peaks_.size() < most; ++i) {
        if (power[i] < power[i - 1] && power[i] <= power[i + 1]) valley = i;
        if (!(power[i] > least && power[i] > power[i - 1] && power[i] >= power[i + 1])) continue;
        if (!peaks_.empty()) peaks_.back().end = valley;
        peaks_.push_back({i, valley, count, nodes.frequency[i] + nodes.excess[i] / hop_, 0});
    }
}

void PulseAlignment::keep_harmonics() {
    if (peaks_.size() < fewest_peaks) return peaks_.clear();
    distances_.clear();
    for (std::size_t p = 1; p < peaks_.size(); ++p)
        distances_.push_back(peaks_[p].frequency - peaks_[p - 1].frequency);
    const auto middle = distances_.begin() + std::ssize(distances_) / 2;
    std::nth_element(distances_.begin(), middle, distances_.end());
    const double distance = *middle;
    if (!(distance > 0)) return peaks_.clear();

    std::size_t first = 0, longest_first = 0, longest = 0;
    for (std::size_t p = 1; p <= peaks_.size(); ++p) {
        bool goes_on = false;
        if (p < peaks_.size()) {
            const double gap = (peaks_[p].frequency - peaks_[p - 1].frequency) / distance;
            const double whole = std::round(gap);
            goes_on =
                whole >= 1 && whole <= static_cast<double>(widest_gap) && std::fabs(gap - whole) < uneven;
            peaks_[p].number = goes_on ? peaks_[p - 1].number + static_cast<Index>(whole) : 0;
        }
        if (goes_on) continue;
        if (p - first > longest) longest = p - first, longest_first = first;
        first = p;
    }
    if (longest < fewest_peaks ||
        static_cast<double>(longest) < row_share * static_cast<double>(peaks_.size()))
        return peaks_.clear();
    const auto begin = peaks_.begin() + static_cast<std::ptrdiff_t>(longest_first);
    peaks_.erase(begin + static_cast<std::ptrdiff_t>(longest), peaks_.end());
    peaks_.erase(peaks_.begin(), begin);
}

// From one harmonic of pulses to the next the phase in the input differs by the same angle everywhere.
bool PulseAlignment::are_pulses(const std::vector<StretchBand>& bands) const {
    std::complex<double> sum = 0;
    double links = 0;
    for (std::size_t p = 1; p < peaks_.size(); ++p) {
        if (peaks_[p].number - peaks_[p - 1].number != 1) continue;
        const Place &from = places_[static_cast<std::size_t>(peaks_[p - 1].node)],
                    &to = places_[static_cast<std::size_t>(peaks_[p].node)];
        std::complex<double> difference = 0;
        for (Index c = 0; c < bands[0].channels(); ++c)
            difference += bands[to.band].in_the_middle(c, to.bin) *
                          std::conj(bands[from.band].in_the_middle(c, from.bin));
        const double size = magnitude(difference);
        if (size > 0) sum += difference / size;
        links += 1;
    }
    return links >= fewest_peaks - 1 && magnitude(sum) > pulse_coherence * links;
}

void PulseAlignment::draw(const Nodes& nodes) {
    turned_.assign(static_cast<std::size_t>(peaks_.back().number - peaks_.front().number) + 1, 0);
    const auto of = [&](const Peak& peak) -> std::complex<double>& {
        return turned_[static_cast<std::size_t>(peak.number - peaks_.front().number)];
    };
    for (const Peak& peak : peaks_)
        of(peak) = std::sqrt(nodes.power[peak.node]) * turned_by(nodes.turns[peak.node]);

    // How the turns rise along the line: roughly from one harmonic to the next, and ever more exactly, but
    // for whole cycles, over distances twice as wide.
    double rise = 0;
    for (std::size_t lag = 1; lag < turned_.size(); lag *= 2) {
        std::complex<double> sum = 0;
        double whole = 0;
        for (std::size_t k = lag; k < turned_.size(); ++k) {
            const std::complex<double> product = turned_[k] * std::conj(turned_[k - lag]);
            sum += product;
            whole += magnitude(product);
        }
        if (!(magnitude(sum) > turn_coherence * whole)) {
            if (lag == 1) return;
            break;
        }
        const auto wide = static_cast<double>(lag);
        rise += wrapped(angle_of(sum.real(), sum.imag()) - wide * rise) / wide;
    }
    std::complex<double> sum = 0;
    double whole = 0;
    for (std::size_t k = 0; k < turned_.size(); ++k) {
        sum += turned_[k] * turned_by(-static_cast<double>(k) * rise);
        whole += magnitude(turned_[k]);
    }
    if (!(magnitude(sum) > turn_coherence * whole)) return;
    const double start = angle_of(sum.real(), sum.imag());
    for (const Peak& peak : peaks_) {
        const auto number = static_cast<double>(peak.number - peaks_.front().number);
        const double error = wrapped(nodes.turns[peak.node] - start - number * rise);
        for (Index i = peak.first; i < peak.end; ++i) nodes.turns[i] -= drawn * error;
    }
}

} // namespace pya::dsp::impl
