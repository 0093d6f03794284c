// SPDX-License-Identifier: MIT
#include "dsp/pitch/candidates.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {
namespace {

constexpr double frame_periods = 3;     // of fmin in a frame
constexpr double middle_share = 0.5;    // of it that is looked at again for higher pitches
constexpr double refining_span = 0.01;  // seconds that multiples of a period reach
constexpr float weakest_peak = 0.15f;   // correlation of a candidate
constexpr double sure = 0.85;           // correlation in the middle from which on its period counts
constexpr double furthest_move = 0.06;  // of a period, between the frame and its middle
constexpr double low_edge = 0.4;        // times fmin, below which the spectrum is left out
constexpr double high_edge = 2500;      // Hz, above which it is, or
constexpr double high_edge_ratio = 1.2; // times fmax

/// The top of a parabola through three values, the middle one of which is the highest.
struct ParabolaTop {
    double place, value;
    ParabolaTop(const float* r, Index i) {
        const double left = r[i - 1], middle = r[i], right = r[i + 1];
        const double bend = left - 2 * middle + right;
        const double offset = bend < 0 ? 0.5 * (left - right) / bend : 0;
        place = static_cast<double>(i) + offset;
        value = std::min(1.0, middle - 0.25 * (left - right) * offset);
    }
};

bool is_peak(const float* r, Index i) { return r[i] > r[i - 1] && r[i] >= r[i + 1]; }

/// Uphill from i to a peak, or by so many steps.
Index climb(const float* r, Index i, Index steps, Index last) {
    for (; steps > 0 && i > 1 && i < last; --steps) {
        if (r[i + 1] > r[i])
            ++i;
        else if (r[i - 1] > r[i])
            --i;
        else
            break;
    }
    return i;
}

double high_end(const PitchOptions& o) { return std::max(high_edge, high_edge_ratio * o.fmax); }

} // namespace

CandidateFinder::CandidateFinder(double rate, const PitchOptions& o)
    : rate_(rate), fmin_(o.fmin), fmax_(o.fmax), octave_cost_(o.octave_cost),
      shortest_(std::max<Index>(2, static_cast<Index>(rate / fmax_))),
      furthest_(std::max<Index>(shortest_, std::llround(std::min(refining_span, 1 / fmin_) * rate))),
      whole_(rate, frame_periods / fmin_ * rate, static_cast<Index>(std::ceil(rate / fmin_)),
             low_edge * fmin_, high_end(o)),
      middle_(rate, middle_share * static_cast<double>(whole_.length()),
              static_cast<Index>(std::ceil(middle_share * rate / fmin_)), low_edge * fmin_, high_end(o)) {}

void CandidateFinder::take_up(const Candidate& one, Candidates& found) const {
    const auto merit = [this](const Candidate& c) { return c.strength + octave_cost_ * c.octaves; };
    const auto end = found.best.begin() + found.count;
    const auto place =
        std::find_if(found.best.begin(), end, [&](const Candidate& c) { return merit(one) > merit(c); });
    if (place == found.best.end()) return;
    if (end != found.best.end()) ++found.count;
    std::move_backward(place, found.best.begin() + found.count - 1, found.best.begin() + found.count);
    *place = one;
}

/// From the peak at `lag` to those at 2, 4, 8... times its period.
CandidateFinder::Period CandidateFinder::follow(const Correlation& correlation, Index lag,
                                                Index furthest) const {
    const float* const r = correlation.values();
    const ParabolaTop first(r, lag);
    const Index wander = std::max<Index>(1, static_cast<Index>(first.place * 0.12));
    Period period{first.place, first.value, true};
    int peaks = 1;
    for (int multiple = 2; first.place * multiple <= static_cast<double>(furthest); multiple *= 2) {
        const Index expected =
            std::min<Index>(std::llround(multiple * period.samples), correlation.longest());
        const Index i = climb(r, expected, wander, correlation.longest());
        ++peaks;
        if (r[i - 1] > r[i] || r[i + 1] > r[i]) {
            period.strength += r[expected];
            period.whole = false;
            break;
        }
        const ParabolaTop top(r, i);
        period.samples = top.place / multiple;
        period.strength += top.value;
    }
    period.strength = std::max(0.0, period.strength / peaks);
    return period;
}

void CandidateFinder::find(const float* frame, Candidates& found) {
    found.count = 0;
    const bool sounds = whole_.compute(frame);
    found.peak = whole_.peak();
    if (!sounds) return;
    const float* const r = whole_.values();
    for (Index lag = shortest_; lag <= whole_.longest(); ++lag) {
        if (!(r[lag] > weakest_peak && is_peak(r, lag))) continue;
        const Period period = follow(whole_, lag, furthest_);
        const double f0 = rate_ / period.samples;
        if (f0 < fmin_ || f0 > fmax_) continue;
        take_up({f0, std::log2(f0), period.strength, period.strength * whole_.power()}, found);
    }
    sharpen(frame, found);
}

/// The middle of the frame says more exactly where a pitch is that moves, if there is little noise and the
/// period is short enough.
void CandidateFinder::sharpen(const float* frame, Candidates& found) {
    const Index last = middle_.longest();
    const auto usable = [&](const Candidate& c) {
        return c.strength > sure && rate_ / c.f0 < static_cast<double>(last - 1) / 1.5;
    };
    const auto end = found.best.begin() + found.count;
    if (std::none_of(found.best.begin(), end, usable)) return;
    if (!middle_.compute(frame + (whole_.length() - middle_.length()) / 2)) return;
    for (auto c = found.best.begin(); c != end; ++c) {
        if (!usable(*c)) continue;
        const double before = rate_ / c->f0;
        const Index i = climb(middle_.values(), std::llround(before),
                              std::max<Index>(1, static_cast<Index>(before * furthest_move)), last);
        if (i < 2 || !is_peak(middle_.values(), i)) continue;
        const Period period = follow(middle_, i, std::min(furthest_, last - 1));
        if (!period.whole || period.strength < sure ||
            std::fabs(period.samples - before) > furthest_move * before)
            continue;
        c->f0 = std::clamp(rate_ / period.samples, fmin_, fmax_);
        c->octaves = std::log2(c->f0);
    }
}

} // namespace pya::dsp::impl
