// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/rate/resample.hpp>
#include <pya/dsp/rate/varispeed.hpp>
#include <pya/memory.hpp>

#include "asig/moved_events.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya {
namespace {

/// A signal that is played at a rate that changes. The place of sample n of the result in the signal is the
/// integral of the rate up to there.
class Playback {
public:
    Playback(const Acurve& rate, Index samples, int sr, int target_sr)
        : rate_(rate), samples_(samples), sr_(sr), target_sr_(target_sr), length_(find_length()) {}

    Index length() const { return length_; }

    /// The place of each sample of the result in the signal, in samples.
    std::vector<double> positions() const {
        std::vector<double> positions(static_cast<std::size_t>(length_));
        const double start = backwards_ ? static_cast<double>(samples_ - 1) : 0;
        for (Index n = 0; n < length_; ++n)
            positions[static_cast<std::size_t>(n)] = start + way(static_cast<double>(n));
        return positions;
    }

    /// Events of the signal as they lie in the result; none where the rate changes its direction.
    detail::Events moved(const detail::Events& events) const {
        const auto against = [&](const Acurve::Point& point) {
            return backwards_ ? point.value > 0 : point.value < 0;
        };
        if (std::ranges::any_of(rate_.points(), against)) return {};
        return detail::moved(backwards_ ? detail::reversed(events, samples_) : events, samples_, length_,
                             [&](Index at) { return first_behind(static_cast<double>(at)); });
    }

private:
    /// The first sample of the result that is `distance` samples of the signal or more from the start.
    Index first_behind(double distance) const {
        Index before = -1, behind = length_;
        while (behind - before > 1) {
            const Index middle = before + (behind - before) / 2;
            (std::abs(way(static_cast<double>(middle))) < distance - 1e-6 ? before : behind) = middle;
        }
        return behind;
    }

    /// How far it is from the start to sample n of the result, in samples of the signal.
    double way(double n) const { return sr_ * rate_.integral(n / target_sr_); }

    /// True if sample n lies outside of the signal: beyond the end that the rate leads to at first, or before
    /// the signal. A millionth of a sample is allowed for rounding.
    bool outside(double n) const {
        const double forward = backwards_ ? -way(n) : way(n);
        return forward > static_cast<double>(samples_) + 1e-6 || forward < -1 - 1e-6;
    }

    /// The samples of the result between which the rate keeps its sign.
    std::vector<double> turns() const {
        std::vector<double> turns;
        const auto& points = rate_.points();
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto [time, value] = points[i];
            if (i > 0 && rate_.kind() == Acurve::Kind::linear && value * points[i - 1].value < 0) {
                const auto [earlier, before] = points[i - 1];
                turns.push_back(earlier.value + (time.value - earlier.value) * (before / (before - value)));
            }
            turns.push_back(time.value);
        }
        std::erase_if(turns, [](double time) { return time <= 0; });
        for (double& time : turns) time *= target_sr_;
        return turns;
    }

    Index find_length() {
        const double last = rate_.points().back().value;
        std::vector<double> ends = turns();
        const double settled = ends.empty() ? 0 : ends.back();
        if (last != 0) // at the latest after the whole signal and the way back
            ends.push_back(settled +
                           (2 * static_cast<double>(samples_) + 4) * target_sr_ / (sr_ * std::abs(last)));
        const auto moved = std::ranges::find_if(ends, [&](double n) { return way(n) != 0; });
        backwards_ = moved != ends.end() && way(*moved) < 0;
        if (samples_ == 0) return 0;
        double inside = 0;
        for (const double end : ends) {
            if (outside(end)) return last_inside(inside, end);
            inside = end;
        }
        detail::fail(
            "Asig::resample: the rate stops at 0 before the signal ends; its last value must lead out "
            "of the signal");
    }

    /// The last whole number that is not outside, between `inside`, which is not, and `outside_too`, which
    /// is.
    Index last_inside(double inside, double outside_too) const {
        if (!(outside_too < 0x1p53))
            detail::fail("Asig::resample: at this rate the result would have more than 2^53 samples");
        auto in = static_cast<Index>(inside), out = static_cast<Index>(std::ceil(outside_too));
        while (out - in > 1) {
            const Index middle = in + (out - in) / 2;
            (outside(static_cast<double>(middle)) ? out : in) = middle;
        }
        return in;
    }

    const Acurve& rate_;
    Index samples_;
    double sr_;
    double target_sr_;
    bool backwards_ = false;
    Index length_;
};

} // namespace

Asig Asig::resample(int target_sr, ResampleOptions options) const {
    if (target_sr < 1) detail::fail("Asig::resample: target_sr is ", target_sr, "; it must be at least 1 Hz");
    return detail::within_memory("Asig::resample", [&] {
        storage::Samples resampled;
        detail::Events events;
        if (options.rate.constant()) {
            const double rate = options.rate(0);
            const Index rows = dsp::resampled_length(samples(), sr_, target_sr, rate);
            resampled = storage::Samples::uninitialised(rows, channels());
            events = detail::stretched(events_, samples(), rows, target_sr / (sr_ * rate));
            dsp::resample<float>(samples_.view(), resampled.write(), sr_, target_sr, rate,
                                 options.kind.value_or(Interp::linear), options.threads);
        } else {
            const Playback playback(options.rate, samples(), sr_, target_sr);
            resampled = storage::Samples::uninitialised(playback.length(), channels());
            events = playback.moved(events_);
            dsp::varispeed<float>(samples_.view(), playback.positions(), resampled.write(),
                                  options.kind.value_or(Interp::samplerate_best));
        }
        return Asig(std::move(resampled), target_sr, label_ + "_resampled", cn_, std::move(events));
    });
}

} // namespace pya
