// SPDX-License-Identifier: MIT
// A period of a wave with as many harmonics as lie below half the sampling rate.
#ifndef PYA_SRC_AGEN_BAND_LIMITED_HPP
#define PYA_SRC_AGEN_BAND_LIMITED_HPP

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace pya::gen::impl {

/// A harmonic c cos(2 pi k p) + s sin(2 pi k p) of the phase p.
struct Harmonic {
    double c = 0;
    double s = 0;
};

/// A table for each of the numbers of harmonics 1, 2, ... 8, 10, 12, 14, 16, 20, ... 1024: four an octave. A
/// wave of `step` cycles a sample reads the one with the most harmonics of which all lie below half the
/// sampling rate. So it has no aliases but those of the interpolation, a cubic through four of the 4096
/// values, which are below -160 dB for a sawtooth of 1200 Hz, and below -125 dB for one of 80 Hz. When a
/// glide reaches the next table, that fades in within an eighth of its frequency.
class BandLimited {
public:
    static constexpr std::size_t most_harmonics = 1024;

    /// The harmonics 1, 2, ...; more than most_harmonics are left out. Allocates.
    BandLimited(double mean, std::span<const Harmonic> harmonics);

    /// The value at a phase in [0, 1).
    double operator()(double phase, double step) const;

private:
    static constexpr std::size_t size = 4096, levels = 36;

    double mean_;
    std::vector<std::array<float, size + 3>> tables_; // from the value before phase 0 to two after 1
};

} // namespace pya::gen::impl

#endif
