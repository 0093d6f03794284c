// SPDX-License-Identifier: MIT
#include <pya/dsp/pitch/pyin.hpp>
#include <pya/dsp/pitch/yin.hpp>

#include <pya/error.hpp>

#include "dsp/pitch/beta.hpp"
#include "dsp/pitch/pitch_states.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {
namespace {

/// What it has in common with yin, resolved.
YinOptions checked(const PyinOptions& o, double sr) {
    const auto check = [](bool right, const char* name, double value, const char* range) {
        if (!right) detail::fail("pyin: ", name, " is ", value, "; it must be ", range);
    };
    check(o.n_thresholds >= 1 && o.n_thresholds <= 10000, "n_thresholds", static_cast<double>(o.n_thresholds),
          "from 1 to 10000");
    for (const double beta : o.beta_parameters)
        check(beta > 0 && std::isfinite(beta), "one of beta_parameters", beta, "above 0 and finite");
    check(o.boltzmann_parameter > 0 && std::isfinite(o.boltzmann_parameter), "boltzmann_parameter",
          o.boltzmann_parameter, "above 0 and finite");
    check(o.resolution > 0 && o.resolution < 1, "resolution", o.resolution, "above 0 and below 1 semitone");
    check(o.max_transition_rate >= 0 && std::isfinite(o.max_transition_rate), "max_transition_rate",
          o.max_transition_rate, "finite and not negative");
    check(o.switch_prob > 0 && o.switch_prob < 1, "switch_prob", o.switch_prob, "above 0 and below 1");
    check(o.no_trough_prob >= 0 && o.no_trough_prob <= 1, "no_trough_prob", o.no_trough_prob, "from 0 to 1");
    return resolve({.fmin = o.fmin,
                    .fmax = o.fmax,
                    .frame_length = o.frame_length,
                    .win_length = o.win_length,
                    .hop_length = o.hop_length,
                    .boundary = o.boundary},
                   sr);
}

/// The bins that f0 is rounded to.
struct PitchBins {
    PitchBins(const PyinOptions& o, Index hop, double sr)
        : fmin(o.fmin), a_semitone(std::ceil(1 / o.resolution)) {
        const double all = std::floor(12 * a_semitone * std::log2(o.fmax / o.fmin)) + 1;
        const double semitones = std::nearbyint(o.max_transition_rate * 12 * static_cast<double>(hop) / sr);
        const double moves = semitones * a_semitone + 1;
        if (all > 32767)
            detail::fail("pyin: fmin, fmax and resolution make ", all,
                         " bins of pitch; at most 32767 may be");
        if (moves > all)
            detail::fail(
                "pyin: with max_transition_rate, hop_length and resolution the pitch moves by up to ", moves,
                " bins from frame to frame; fmin and fmax must lie at least as far apart, not ", all);
        count = static_cast<Index>(all);
        width = static_cast<Index>(moves);
    }
    Index of(double f0) const {
        return static_cast<Index>(std::clamp(std::nearbyint(12 * a_semitone * std::log2(f0 / fmin)), 0.0,
                                             static_cast<double>(count)));
    }
    double frequency(Index bin) const {
        return fmin * std::pow(2.0, static_cast<double>(bin) / (12 * a_semitone));
    }

    double fmin, a_semitone;
    Index count = 0, width = 0;
};

/// The probability of each trough of a difference: how often it is the one that is chosen, over all
/// thresholds.
class TroughProbabilities {
public:
    explicit TroughProbabilities(const PyinOptions& o)
        : lambda_(o.boltzmann_parameter), no_trough_(o.no_trough_prob) {
        double below = 0;
        for (Index i = 1; i <= o.n_thresholds; ++i) {
            thresholds_.push_back(static_cast<double>(i) / static_cast<double>(o.n_thresholds));
            const double up_to =
                impl::beta_cdf(thresholds_.back(), o.beta_parameters[0], o.beta_parameters[1]);
            weights_.push_back(up_to - below);
            below = up_to;
        }
    }

    /// Of troughs of these heights, from the shortest period on.
    void operator()(std::span<const double> heights, std::vector<double>& probabilities) {
        probabilities.assign(heights.size(), 0.0);
        const double least = *std::min_element(heights.begin(), heights.end());
        const auto lowest =
            static_cast<std::size_t>(std::min_element(heights.begin(), heights.end()) - heights.begin());
        for (std::size_t j = 0; j < thresholds_.size(); ++j) {
            if (!(least < thresholds_[j])) {
                probabilities[lowest] += no_trough_ * weights_[j];
                continue;
            }
            below_.clear();
            for (std::size_t i = 0; i < heights.size(); ++i)
                if (heights[i] < thresholds_[j]) below_.push_back(i);
            const double norm =
                std::expm1(-lambda_) / std::expm1(-lambda_ * static_cast<double>(below_.size()));
            for (std::size_t position = 0; position < below_.size(); ++position)
                probabilities[below_[position]] += weights_[j] * norm * falling(position);
        }
    }

private:
    double falling(std::size_t position) {
        while (falling_.size() <= position)
            falling_.push_back(std::exp(-lambda_ * static_cast<double>(falling_.size())));
        return falling_[position];
    }

    double lambda_, no_trough_;
    std::vector<double> thresholds_, weights_, falling_;
    std::vector<std::size_t> below_;
};

template <class T>
std::vector<PyinFrame> whole_pyin(std::span<const T> x, double sr, const PyinOptions& options) {
    const YinOptions o = checked(options, sr);
    const PitchBins bins(options, *o.hop_length, sr);
    impl::YinDifference difference(o, sr);
    impl::PitchStates states(bins.count, bins.width, options.switch_prob);
    TroughProbabilities weigh(options);
    std::vector<PyinFrame> frames;
    std::vector<std::size_t> troughs;
    std::vector<double> heights, probabilities, observed(static_cast<std::size_t>(bins.count));

    const auto observe = [&](Block<const T> segment) {
        const auto d = difference(segment.data());
        troughs.clear();
        heights.clear();
        for (std::size_t i = 0; i < d.size(); ++i)
            if (difference.trough(i)) {
                troughs.push_back(i);
                heights.push_back(d[i]);
            }
        std::fill(observed.begin(), observed.end(), 0.0);
        if (!troughs.empty()) weigh(heights, probabilities);
        for (std::size_t i = 0; i < troughs.size(); ++i) {
            const double period =
                static_cast<double>(difference.shortest() + static_cast<Index>(troughs[i])) +
                difference.shift(troughs[i]);
            const Index bin = bins.of(sr / period);
            if (probabilities[i] != 0 && bin < bins.count)
                observed[static_cast<std::size_t>(bin)] = probabilities[i];
        }
        double probability = 0;
        for (const double p : observed) probability += p;
        frames.push_back({0, false, std::clamp(probability, 0.0, 1.0)});
        states.push(observed);
    };
    Segmenter<T> segments(o.frame_length, o.frame_length - *o.hop_length, o.boundary, false);
    segments.process(x, observe);
    segments.finish(observe);

    const std::vector<Index> path = states.path();
    for (std::size_t i = 0; i < frames.size(); ++i) {
        frames[i].voiced = path[i] < bins.count;
        frames[i].f0 =
            frames[i].voiced || !options.fill_na ? bins.frequency(path[i] % bins.count) : *options.fill_na;
    }
    return frames;
}

} // namespace

std::vector<PyinFrame> pyin(std::span<const float> x, double sr, const PyinOptions& options) {
    return whole_pyin(x, sr, options);
}
std::vector<PyinFrame> pyin(std::span<const double> x, double sr, const PyinOptions& options) {
    return whole_pyin(x, sr, options);
}

} // namespace pya::dsp
