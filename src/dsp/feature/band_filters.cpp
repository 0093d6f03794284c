// SPDX-License-Identifier: MIT
#include "dsp/feature/band_filters.hpp"

#include "simd/eight.hpp"
#include "simd/run.hpp"

#include <algorithm>

namespace pya::dsp::impl {

BandFilters::BandFilters(const std::vector<BandWeights>& bands, Index bins) : bands_(std::ssize(bands)) {
    for (Index at = 0; at < bands_; at += lanes) {
        const auto begin = bands.begin() + at, end = begin + std::min(lanes, bands_ - at);
        std::size_t longest = 0;
        for (auto band = begin; band != end; ++band) longest = std::max(longest, band->weights.size());
        Group group{{}, padded_bins(static_cast<Index>(longest)) / lanes};
        std::size_t weights = weights_.size();
        weights_.resize(weights + static_cast<std::size_t>(group.vectors * lanes * lanes));
        for (auto band = begin; band != end; ++band, weights += lanes) {
            // No vector reaches beyond the end.
            Index& first = group.first[static_cast<std::size_t>(band - begin)];
            first = std::min(band->first, padded_bins(bins) - group.vectors * lanes);
            for (std::size_t i = 0; i < band->weights.size(); ++i) {
                const std::size_t from_first = static_cast<std::size_t>(band->first - first) + i;
                weights_[weights + from_first / lanes * lanes * lanes + from_first % lanes] =
                    band->weights[i];
            }
        }
        groups_.push_back(group);
    }
}

template <class Set>
PYA_INLINE void BandFilters::run(const Group* groups, Index count, const double* weights, const double* x,
                                 double* sums) {
    constexpr int some = simd::Eight<Set>::width; // bands whose sums stay in registers
    for (const Group* group = groups; group != groups + count; ++group) {
        for (Index first = 0; first < lanes; first += some, sums += some) {
            simd::Eight<Set> sum[some] = {};
            for (Index v = 0; v < group->vectors; ++v)
#pragma GCC unroll 8
                for (Index b = 0; b < some; ++b) {
                    simd::Eight<Set> values, factors;
                    simd::load(values, x + group->first[static_cast<std::size_t>(first + b)] + v * lanes);
                    simd::load(factors, weights + (v * lanes + first + b) * lanes);
                    simd::add_product(sum[b], factors, values);
                }
            simd::store_sums<some>(sum, sums);
        }
        weights += group->vectors * lanes * lanes;
    }
}

void BandFilters::operator()(const double* x, double* sums) const {
    const Index whole = bands_ / lanes;
    simd::run<run<simd::Baseline>, run<simd::Avx2>, run<simd::Avx512>>(groups_.data(), whole, weights_.data(),
                                                                       x, sums);
    if (whole == std::ssize(groups_)) return;
    const Group& last = groups_.back();
    double rest[lanes];
    simd::run<run<simd::Baseline>, run<simd::Avx2>, run<simd::Avx512>>(
        &last, Index{1}, weights_.data() + (std::ssize(weights_) - last.vectors * lanes * lanes), x, rest);
    std::copy_n(rest, bands_ % lanes, sums + whole * lanes);
}

} // namespace pya::dsp::impl
