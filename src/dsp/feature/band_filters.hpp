// SPDX-License-Identifier: MIT
// Weighted sums over many short bands of a spectrum.
#ifndef PYA_SRC_DSP_FEATURE_BAND_FILTERS_HPP
#define PYA_SRC_DSP_FEATURE_BAND_FILTERS_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/block.hpp>
#include <pya/dsp/feature/mel_filters.hpp>

#include <array>
#include <vector>

namespace pya::dsp::impl {

/// The weights of a band from its first bin on.
struct BandWeights {
    Index first;
    std::vector<double> weights;
};

/// Throws ArgumentError for options that mel_filters refuses.
void check_mel(double sr, const MelOptions& options);

/// Those of the filters of mel_filters. Throws ArgumentError as it does.
std::vector<BandWeights> mel_bands(double sr, Index nfft, const MelOptions& options);

/// The number of bins up to the next multiple of a vector. Spectra are followed by zeros up to there.
constexpr Index padded_bins(Index bins) { return (bins + 7) / 8 * 8; }

/// Eight bands are summed at a time, each in a vector of eight lanes.
class BandFilters {
public:
    BandFilters(const std::vector<BandWeights>& bands, Index bins);

    /// The sum of each band of x, which has padded_bins() values.
    void operator()(const double* x, double* sums) const;

private:
    static constexpr Index lanes = 8;
    struct Group {
        std::array<Index, lanes> first; // bins of the eight bands
        Index vectors;                  // of the longest band
    };

    template <class Set>
    static void run(const Group* groups, Index count, const double* weights, const double* x, double* sums);

    Index bands_;
    std::vector<Group> groups_;
    AlignedVector<double> weights_; // group by group: vector by vector of all its bands
};

} // namespace pya::dsp::impl

#endif
