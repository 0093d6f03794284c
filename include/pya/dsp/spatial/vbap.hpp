// SPDX-License-Identifier: MIT
/// @file
/// A sound between loudspeakers, by two or three of them.
#ifndef PYA_DSP_SPATIAL_VBAP_HPP
#define PYA_DSP_SPATIAL_VBAP_HPP

#include <pya/dsp/spatial/speakers.hpp>
#include <pya/export.hpp>

#include <array>
#include <span>
#include <vector>

namespace pya::dsp {

/// Vector base amplitude panning (V. Pulkki 1997): the two neighbours on a ring, or the three on a sphere,
/// between which a direction lies get gains whose vectors add up to it, and whose squares add up to 1. A
/// direction in which a loudspeaker stands is heard from that one alone. What lies between no loudspeakers,
/// behind a stereo pair or below a dome, comes from the nearest place that does.
///
///     dsp::Vbap panner(dsp::speaker_ring(8));
///     std::vector<double> gains = panner.gains({.azimuth = 100});
///
/// Loudspeakers that are all at elevation 0 are a ring, where elevations are ignored.
class PYA_DSP_EXPORT Vbap {
public:
    /// Throws ArgumentError for fewer than 2 or more than 64 loudspeakers, for directions that are not
    /// finite, for two in one direction, and if there are no neighbours less than 180 degrees apart.
    explicit Vbap(const Speakers& speakers);

    Index size() const { return static_cast<Index>(speakers_.size()); } ///< how many loudspeakers

    /// Writes a gain for each loudspeaker; for any thread, without allocation. Throws ArgumentError for
    /// another number of them, and a direction that is not finite.
    void gains(const Direction& direction, std::span<double> gains) const;
    /// The same in new memory.
    std::vector<double> gains(const Direction& direction) const {
        std::vector<double> result(speakers_.size());
        gains(direction, result);
        return result;
    }

private:
    using Vector = std::array<double, 3>;
    /// Two or three neighbours, and the rows of the inverse of their matrix.
    struct Base {
        std::array<std::size_t, 3> speakers{};
        std::array<Vector, 3> inverse{};
        std::size_t size = 0;
    };

    void add_base(const std::array<std::size_t, 3>& speakers, std::size_t size);
    void find_pairs(const Speakers& speakers);
    void find_triplets();

    std::vector<Vector> speakers_; // unit vectors
    std::vector<Base> bases_;
    bool ring_ = true;
};

} // namespace pya::dsp

#endif
