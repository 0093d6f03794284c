// SPDX-License-Identifier: MIT
#include <pya/dsp/loudness/meter.hpp>

#include <pya/error.hpp>

#include "dsp/loudness/k_weighting.hpp"
#include "simd/flush_denormals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pya::dsp {
namespace {

constexpr Index momentary_hops = 4;
constexpr Index short_term_hops = 30;
constexpr Index ring_hops = short_term_hops + 1;
constexpr double no_power = -std::numeric_limits<double>::infinity();

double lufs(double power) {
    return power > 0 ? 10 * std::log10(power) - 0.691 : power == 0 ? no_power : power;
}

const double absolute_gate = std::pow(10.0, (-70 + 0.691) / 10);

double checked_rate(double sr) {
    if (!(sr >= 4000) || !std::isfinite(sr))
        detail::fail("LoudnessMeter: argument sr is ", sr, "; it must be at least 4000 Hz");
    if (sr > 1e9) detail::fail("LoudnessMeter: argument sr is ", sr, "; it must be at most 1e9 Hz");
    return sr;
}

// The mean of the powers that are not below a gate; 0 if there are none.
double gated_mean(std::span<const double> powers, double gate) {
    double sum = 0;
    Index count = 0;
    for (const double power : powers) {
        if (power < gate) continue;
        sum += power;
        ++count;
    }
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

} // namespace

template <class T>
void LoudnessMeter<T>::Powers::add(double power) {
    if (count++ % every != 0) return;
    if (kept == std::ssize(room)) {
        kept = (kept + 1) / 2;
        for (std::size_t i = 0; i < static_cast<std::size_t>(kept); ++i) room[i] = room[2 * i];
        every *= 2;
        if ((count - 1) % every != 0) return;
    }
    room[static_cast<std::size_t>(kept++)] = power;
}

template <class T>
LoudnessMeter<T>::LoudnessMeter(double sr, Index channels, const LoudnessOptions& options)
    : sr_(checked_rate(sr)), hop_(static_cast<Index>(sr / 10 + 0.5)), channels_("LoudnessMeter", channels),
      filter_(impl::k_weighting(sr)), even_(sr == static_cast<double>(hop_ / 10) * 100),
      steps_(10 * ring_hops), hops_(ring_hops) {
    if (channels < 1)
        detail::fail("LoudnessMeter: argument channels is ", channels, "; it must be at least 1");
    const std::vector<Speaker> layout = options.layout.empty() ? usual_layout(channels) : options.layout;
    if (std::ssize(layout) != channels)
        detail::fail("LoudnessMeter: the layout has ", layout.size(), " channels and the signal ", channels,
                     "; they must agree");
    for (const Speaker speaker : layout) weights_.push_back(loudness_weight(speaker));
    const double blocks = options.longest.value * 10 + 2;
    if (!(options.longest.value > 0) || blocks > 4294967296.0)
        detail::fail("LoudnessMeter: longest is ", options.longest.value,
                     " s; it must be above 0 and below 4.2e8 s");
    weights_.resize(weights_.size() + weights_.size() % 2);
    pairs_.resize(weights_.size() / 2);
    if (!even_) squares_.resize(static_cast<std::size_t>(ring_hops * hop_));
    blocks_.room.resize(static_cast<std::size_t>(blocks));
    windows_.room.resize(static_cast<std::size_t>(blocks / 10) + 2);
    sorted_.resize(windows_.room.size());
    reset();
}

template <class T>
void LoudnessMeter<T>::reset() {
    std::fill(pairs_.begin(), pairs_.end(), impl::KState());
    position_ = step_ = readings_ = 0;
    std::fill(squares_.begin(), squares_.end(), 0.0);
    std::fill(steps_.begin(), steps_.end(), 0.0);
    std::fill(hops_.begin(), hops_.end(), 0.0);
    total_ = 0;
    blocks_.clear();
    windows_.clear();
    max_momentary_ = max_short_term_ = no_power;
    reading_ = {0, no_power, no_power};
}

template <class T>
void LoudnessMeter<T>::check(Block<const T> in) const {
    if (in.channels() != channels_)
        detail::fail("LoudnessMeter::process: the block has ", in.channels(), " channels; it must have ",
                     channels_);
}

/// The sample at which reading number `reading` is taken: every 10 ms, rounded.
template <class T>
Index LoudnessMeter<T>::reading_end(Index reading) const {
    return static_cast<Index>(std::nearbyint(static_cast<double>(reading) * sr_ / 100));
}

/// Filters the next samples, up to the next end of a step or reading; returns how many.
template <class T>
Index LoudnessMeter<T>::take(Block<const T> in) {
    const simd::FlushDenormals scope;
    const Index stop = std::min(step_end(step_ + 1), reading_end(readings_ + 1));
    Index n = std::min(in.samples(), stop - position_);
    double* squares = nullptr;
    if (!even_) {
        const Index place = position_ % std::ssize(squares_);
        n = std::min(n, std::ssize(squares_) - place);
        squares = std::fill_n(squares_.data() + place, n, 0.0) - n;
    }
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
        const auto c = static_cast<Index>(2 * p);
        const T* const left = in.channel(c).data();
        const T* const right = c + 1 < channels_ ? in.channel(c + 1).data() : left;
        if (even_)
            simd::run<impl::weigh<T, false>>(&filter_, left, right, n, &weights_[2 * p], &pairs_[p], squares);
        else
            simd::run<impl::weigh<T, true>>(&filter_, left, right, n, &weights_[2 * p], &pairs_[p], squares);
    }
    position_ += n;
    return n;
}

/// The sum of the squares [first, last), which must be among the latest ones. Before the signal they are 0.
template <class T>
double LoudnessMeter<T>::sum(Index first, Index last) const {
    double total = 0;
    for (Index i = std::max<Index>(first, 0); i < last; ++i)
        total += squares_[static_cast<std::size_t>(i % std::ssize(squares_))];
    return total;
}

/// The sum of the squares since the last step ended.
template <class T>
double LoudnessMeter<T>::since_step() const {
    double total = 0;
    for (std::size_t c = 0; c < weights_.size(); ++c)
        if (weights_[c] > 0) total += weights_[c] * pairs_[c / 2].energy[c % 2];
    return total;
}

/// The mean power of the last hops: whole hops and steps, and what is left at either end.
template <class T>
double LoudnessMeter<T>::power(Index hops) const {
    const auto at = [](const AlignedVector<double>& ring, Index i) {
        return ring[static_cast<std::size_t>(i % std::ssize(ring))];
    };
    const bool between_steps = position_ > step_end(step_);
    Index step = step_ - 10 * hops + (between_steps ? 1 : 0);
    double total = since_step();
    if (between_steps) total += sum(position_ - hops * hop_, step_end(step));
    for (step = std::max<Index>(step, 0); step < step_;) {
        const bool whole_hop = step % 10 == 0 && step + 10 <= step_;
        total += whole_hop ? at(hops_, step / 10) : at(steps_, step);
        step += whole_hop ? 10 : 1;
    }
    return total / static_cast<double>(hops * hop_);
}

/// Ends a step or takes a reading if one is due. Returns true if there is a new reading.
template <class T>
bool LoudnessMeter<T>::update() {
    if (position_ == step_end(step_ + 1)) {
        const auto place = static_cast<std::size_t>(step_ % std::ssize(steps_));
        steps_[place] = since_step();
        for (impl::KState& pair : pairs_) pair.energy[0] = pair.energy[1] = 0;
        if (step_ % 10 == 0) hops_[place / 10] = 0;
        hops_[place / 10] += steps_[place];
        total_ += steps_[place];
        ++step_;
        if (step_ % 10 == 0 && step_ >= 10 * momentary_hops) blocks_.add(power(momentary_hops));
        if (step_ % 100 == 0 && step_ >= 10 * short_term_hops) windows_.add(power(short_term_hops));
    }
    if (position_ < reading_end(readings_ + 1)) return false;
    ++readings_;
    reading_ = {position_, lufs(power(momentary_hops)), lufs(power(short_term_hops))};
    max_momentary_ = std::max(max_momentary_, reading_.momentary);
    max_short_term_ = std::max(max_short_term_, reading_.short_term);
    return true;
}

template <class T>
double LoudnessMeter<T>::threshold() const {
    return lufs(gated_mean(blocks_.all(), absolute_gate) / 10);
}

template <class T>
double LoudnessMeter<T>::integrated() const {
    const double relative = gated_mean(blocks_.all(), absolute_gate) / 10;
    return lufs(gated_mean(blocks_.all(), std::max(absolute_gate, relative)));
}

template <class T>
double LoudnessMeter<T>::ungated() const {
    if (position_ == 0) return no_power;
    return lufs((total_ + since_step()) / static_cast<double>(position_));
}

template <class T>
double LoudnessMeter<T>::range() {
    const double relative = gated_mean(windows_.all(), absolute_gate) / 100;
    const auto passes = [&](double power) { return power >= std::max(absolute_gate, relative); };
    const std::span<const double> all = windows_.all();
    const auto end = std::copy_if(all.begin(), all.end(), sorted_.begin(), passes);
    if (end == sorted_.begin()) return 0;
    std::sort(sorted_.begin(), end);
    const double last = static_cast<double>(end - sorted_.begin() - 1);
    const auto at = [&](double share) { return lufs(sorted_[static_cast<std::size_t>(last * share + 0.5)]); };
    return at(0.95) - at(0.1);
}

template class LoudnessMeter<float>;
template class LoudnessMeter<double>;

} // namespace pya::dsp
