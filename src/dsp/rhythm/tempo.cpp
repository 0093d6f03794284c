// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/tempo.hpp>

#include <pya/dsp/feature/frequencies.hpp>
#include <pya/dsp/feature/tempogram.hpp>
#include <pya/dsp/spectral/stft_options.hpp>

#include "dsp/feature/tempogram.hpp"
#include "dsp/rhythm/aggregate.hpp"
#include "dsp/rhythm/checks.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {
namespace {

using detail::fail;

/// Chooses among the lags of a tempogram.
class TempoChooser {
public:
    TempoChooser(double sr, const TempoOptions& options) {
        impl::check_frame_rate("tempo", sr, options.stride);
        impl::check_positive("tempo", "start_bpm", options.start_bpm);
        impl::check_positive("tempo", "std_bpm", options.std_bpm);
        impl::check_positive("tempo", "ac_size", options.ac_size);
        if (options.max_tempo) impl::check_positive("tempo", "max_tempo", *options.max_tempo);
        const double lags =
            std::floor(std::trunc(options.ac_size * sr) / static_cast<double>(options.stride));
        if (!(lags >= 2 && lags <= static_cast<double>(longest_frame)))
            fail("tempo: option ac_size is ", options.ac_size, " s, which is ", lags,
                 " frames; it must be from 2 to ", longest_frame);
        bpm_ = tempo_frequencies(static_cast<Index>(lags), sr, options.stride);
        // The first lag below the limit; without one that is, all are left, as librosa has it.
        auto slow = bpm_.begin();
        if (options.max_tempo)
            slow = std::find_if(slow, bpm_.end(), [&](double bpm) { return bpm < *options.max_tempo; });
        first_ = slow == bpm_.end() ? 0 : static_cast<std::size_t>(slow - bpm_.begin());
        for (const double bpm : bpm_) {
            const double octaves = (std::log2(bpm) - std::log2(options.start_bpm)) / options.std_bpm;
            preference_.push_back(-octaves * octaves / 2);
        }
    }

    Index lags() const { return std::ssize(bpm_); }

    double operator()(const std::vector<double>& tempogram) const {
        std::size_t best = first_;
        double most = -INFINITY;
        for (std::size_t lag = first_; lag < bpm_.size(); ++lag) {
            const double score = std::log1p(1e6 * tempogram[lag]) + preference_[lag];
            if (score > most) {
                most = score;
                best = lag;
            }
        }
        return bpm_[best];
    }

private:
    std::vector<double> bpm_, preference_;
    std::size_t first_;
};

} // namespace

double tempo(std::span<const double> envelope, double sr, const TempoOptions& options) {
    const TempoChooser choose(sr, options);
    if (envelope.empty()) return 0;
    if (options.aggregate == Aggregate::mean) return choose(impl::mean_tempogram(envelope, choose.lags()));
    const FrameArray<double> all = tempogram(envelope, {.win_length = choose.lags()});
    std::vector<double> lags, values(static_cast<std::size_t>(all.rows()));
    for (Index lag = 0; lag < all.cols(); ++lag) {
        for (Index t = 0; t < all.rows(); ++t) values[static_cast<std::size_t>(t)] = all(t, lag);
        lags.push_back(impl::aggregate(values, options.aggregate));
    }
    return choose(lags);
}

std::vector<double> tempo_of_frames(std::span<const double> envelope, double sr,
                                    const TempoOptions& options) {
    const TempoChooser choose(sr, options);
    const FrameArray<double> all = tempogram(envelope, {.win_length = choose.lags()});
    std::vector<double> tempi;
    for (Index t = 0; t < all.rows(); ++t)
        tempi.push_back(choose({all.row(t).data(), all.row(t).data() + all.cols()}));
    return tempi;
}

} // namespace pya::dsp
