// SPDX-License-Identifier: MIT
#include <pya/dsp/rhythm/onsets.hpp>

#include <pya/error.hpp>

#include "dsp/rhythm/channel_mean.hpp"
#include "dsp/shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace pya::dsp {
namespace {

constexpr double frames_per_second = 200;
constexpr Index search_before = 40, search_after = 25; // ms
constexpr Index rise_middle = 2;                       // ms from the middle of a rise to its end
constexpr Index jump_over = 6, jump_within = 8; // ms before a sharp attack, and in which it is looked for
constexpr double least_jump = 3;                // of a sharp attack
constexpr Index taken_at_once = 1024;           // samples taken at a time
constexpr Index no_onset = -1000000;
constexpr double least_share = 0.025; // of the sum of all bands' levels, that an onset must add
constexpr double clear_share = 0.1;   // from that share on a rise is no beating
constexpr double least_news = 0.05;   // of a rise, that must go beyond the bands' latest levels

double onset_rate(double sr) {
    if (!(sr >= 2000 && sr <= 1e6))
        detail::fail("OnsetDetector: argument sr is ", sr, "; it must be from 2000 to 1e6 Hz");
    return sr;
}

const OnsetOptions& checked_onsets(const OnsetOptions& o) {
    if (!std::isfinite(o.threshold))
        detail::fail("OnsetDetector: threshold is ", o.threshold, "; it must be finite");
    if (!(o.apart.value >= 0 && std::isfinite(o.apart.value)))
        detail::fail("OnsetDetector: apart is ", o.apart.value, " s; it must be 0 or more");
    if (o.level && !(*o.level > 0 && std::isfinite(*o.level)))
        detail::fail("OnsetDetector: level is ", *o.level, "; it must be positive and finite");
    return o;
}

Index ms_in_samples(Index ms, double sr) {
    return static_cast<Index>(std::nearbyint(static_cast<double>(ms) * sr / 1000));
}

/// The gain at which a signal at its largest has the magnitude 0.5, and the window's length does not matter.
double level_gain(const OnsetOptions& options, double window, double sr) {
    return 0.5 / options.level.value_or(1) * 44100 / (window * sr);
}

} // namespace

template <class T>
OnsetDetector<T>::OnsetDetector(double sr, Index channels, const OnsetOptions& options)
    : sr_(onset_rate(sr)), channels_("OnsetDetector", impl::checked_channels("OnsetDetector", channels)),
      options_(checked_onsets(options)),
      bands_(sr, 2048 / 44100.0, 24, 27.5, 2048 / 44100.0 * level_gain(options, 2048 / 44100.0, sr)),
      fine_bands_(sr, 512 / 44100.0, 6, 100, 512 / 44100.0 * level_gain(options, 512 / 44100.0, sr)),
      kept_(bands_.samples() + fine_bands_.samples() +
            ms_in_samples(5 * (after + 2) + search_before + search_after, sr)),
      history_(static_cast<std::size_t>(kept_ + taken_at_once)),
      levels_(static_cast<std::size_t>(remembered * bands_.bands())),
      most_(static_cast<std::size_t>(bands_.bands())),
      fine_levels_(static_cast<std::size_t>((fine_lag + 1) * fine_bands_.bands())) {
    if (channels < 1)
        detail::fail("OnsetDetector: argument channels is ", channels, "; it must be at least 1");
    reset();
}

template <class T>
void OnsetDetector<T>::reset() {
    std::fill(history_.begin(), history_.end(), T(0));
    std::fill(levels_.begin(), levels_.end(), 0.0f);
    begin_ = -kept_;
    end_ = 0;
    ended_ = false;
    frame_ = judged_ = 0;
    last_ = no_onset;
}

template <class T>
Index OnsetDetector<T>::latency() const {
    return bands_.samples() / 2 + ms_in_samples(5 * (after + 2) + search_before + fine_lag, sr_);
}

template <class T>
void OnsetDetector<T>::check(Block<const T> in) const {
    if (in.channels() != channels_)
        detail::fail("OnsetDetector::process: the block has ", in.channels(), " channels; it must have ",
                     channels_);
}

/// Drops what is too old when there is no more room.
template <class T>
void OnsetDetector<T>::make_room() {
    if (end_ - begin_ + taken_at_once <= std::ssize(history_)) return;
    const Index dropped = end_ - kept_ - begin_;
    std::copy(history_.begin() + dropped, history_.begin() + (end_ - begin_), history_.begin());
    begin_ += dropped;
}

template <class T>
Index OnsetDetector<T>::take(Block<const T> in) {
    make_room();
    const Index n = std::min(in.samples(), taken_at_once);
    T* const to = history_.data() + (end_ - begin_);
    for (Index i = 0; i < n; ++i) to[i] = impl::channel_mean(in, i);
    end_ += n;
    return n;
}

template <class T>
Index OnsetDetector<T>::centre(Index frame) const {
    return static_cast<Index>(std::nearbyint(static_cast<double>(frame) * sr_ / frames_per_second));
}

template <class T>
bool OnsetDetector<T>::frame_ready() const {
    return centre(frame_) + bands_.samples() / 2 <= end_;
}

/// The strength of the next frame: what has risen in each band, beyond its neighbours of some frames ago.
template <class T>
void OnsetDetector<T>::make_frame() {
    const Index bands = bands_.bands();
    float* const now = levels_at(frame_);
    const float* const then = levels_at(frame_ + remembered - lag);
    bands_(samples_at(centre(frame_) - bands_.samples() / 2), now);
    double strength = 0;
    for (Index b = 0; b < bands; ++b) strength += impl::rise(now, then, b, bands);
    strengths_[static_cast<std::size_t>(frame_) % strengths_.size()] = strength;
    ++frame_;
}

template <class T>
std::optional<Onset> OnsetDetector<T>::next() {
    for (;;) {
        const bool ready = frame_ready();
        const bool complete = judged_ + after < frame_ || (ended_ && !ready && judged_ < frame_);
        if (!complete && !ready) return std::nullopt;
        if (!complete) {
            make_frame();
            continue;
        }
        const Index frame = judged_++;
        if (!is_onset(frame)) continue;
        last_ = frame;
        return Onset{attack(centre(frame)), strengths_[static_cast<std::size_t>(frame) % strengths_.size()]};
    }
}

/// Whether a frame is a peak that stands out.
template <class T>
bool OnsetDetector<T>::is_onset(Index frame) {
    const auto strength = [&](Index f) {
        return strengths_[static_cast<std::size_t>(f) % strengths_.size()];
    };
    const Index first = std::max<Index>(frame - before, 0), last = std::min(frame + after, frame_ - 1);
    double sum = 0;
    for (Index f = first; f <= last; ++f) {
        sum += strength(f);
        if (std::abs(f - frame) <= around && strength(f) > strength(frame)) return false;
    }
    return std::isfinite(strength(frame)) &&
           strength(frame) >= sum / static_cast<double>(last - first + 1) + options_.threshold &&
           static_cast<double>(frame - last_) > options_.apart.value * frames_per_second && is_new(frame);
}

/// Whether the rise of a frame is more than beating. Partials that beat, and the aliases of a naive waveform,
/// swell many bands a little, again and again: they return to levels that they have just had.
template <class T>
bool OnsetDetector<T>::is_new(Index frame) {
    const Index bands = bands_.bands();
    const double strength = strengths_[static_cast<std::size_t>(frame) % strengths_.size()];
    const float* const now = levels_at(frame);
    const double share = strength / std::accumulate(now, now + bands, 0.0);
    if (share < least_share) return false;
    if (!(share < clear_share)) return true;
    std::fill(most_.begin(), most_.end(), 0.0f);
    for (Index f = std::max<Index>(frame - returning, 0); f + lag <= frame; ++f)
        for (Index b = 0; b < bands; ++b)
            most_[static_cast<std::size_t>(b)] =
                std::max(most_[static_cast<std::size_t>(b)], levels_at(f)[b]);
    double news = 0;
    for (Index f = frame; f <= std::min(frame + lag, frame_ - 1); ++f) {
        double sum = 0;
        for (Index b = 0; b < bands; ++b) sum += impl::rise(levels_at(f), most_.data(), b, bands);
        news = std::max(news, sum);
    }
    return news >= least_news * strength;
}

/// Where the attack begins that has its peak near `centre`.
template <class T>
Index OnsetDetector<T>::attack(Index centre) {
    constexpr Index steps = search_before + search_after + 1;
    const Index bands = fine_bands_.bands();
    std::array<double, steps> rise{};
    Index best = 0;
    for (Index k = 0; k < steps; ++k) {
        const Index position = centre + ms_in_samples(k - search_before, sr_);
        if (position + fine_bands_.samples() / 2 > end_) break;
        float* const now = fine_levels_.data() + k % (fine_lag + 1) * bands;
        fine_bands_(samples_at(position - fine_bands_.samples() / 2), now);
        if (k < fine_lag) continue;
        const float* const then = fine_levels_.data() + (k + 1) % (fine_lag + 1) * bands;
        for (Index b = 0; b < bands; ++b)
            rise[static_cast<std::size_t>(k)] += std::max(0.0f, now[b] - then[b]);
        if (rise[static_cast<std::size_t>(k)] > rise[static_cast<std::size_t>(best)]) best = k;
    }
    Index start = best;
    while (start > 0 && rise[static_cast<std::size_t>(start)] > 0.25 * rise[static_cast<std::size_t>(best)])
        --start;
    return sharpened(std::max<Index>(0, centre + ms_in_samples(start - search_before - rise_middle, sr_)));
}

/// The window sees an attack before it begins. A sharp one shows in the samples: there a millisecond is far
/// larger than those before it.
template <class T>
Index OnsetDetector<T>::sharpened(Index attack) const {
    const Index step = std::max<Index>(1, ms_in_samples(1, sr_) / 2);
    const Index last = std::min(attack + ms_in_samples(jump_within, sr_), end_);
    const auto largest = [&](Index from, Index to) {
        T most = 0;
        for (Index i = std::max(from, begin_); i < std::min(to, end_); ++i)
            most = std::max(most, std::abs(*samples_at(i)));
        return static_cast<double>(most);
    };
    double most = least_jump;
    Index best = attack;
    for (Index i = attack; i < last; i += step) {
        const double earlier = largest(i - ms_in_samples(jump_over, sr_), i);
        const double jump = largest(i, i + 2 * step) / std::max(earlier, std::numeric_limits<double>::min());
        if (jump <= most) continue;
        most = jump;
        best = i;
    }
    return best;
}

template class OnsetDetector<float>;
template class OnsetDetector<double>;

namespace {

template <class T>
std::vector<Onset> onsets(Block<const T> x, double sr, OnsetOptions options) {
    if (!options.level) {
        const T peak = impl::peak_of_mean(x);
        if (peak > 0) options.level = static_cast<double>(peak);
    }
    OnsetDetector<T> detector(sr, x.channels(), options);
    std::vector<Onset> found;
    const auto keep = [&](const Onset& onset) { found.push_back(onset); };
    detector.process(x, keep);
    detector.finish(keep);
    return found;
}

} // namespace

std::vector<Onset> find_onsets(Block<const float> x, double sr, const OnsetOptions& options) {
    return onsets(x, sr, options);
}
std::vector<Onset> find_onsets(Block<const double> x, double sr, const OnsetOptions& options) {
    return onsets(x, sr, options);
}

} // namespace pya::dsp
