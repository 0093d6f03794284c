// SPDX-License-Identifier: MIT
#include <pya/dsp/level/envelope.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "dsp/level/raise.hpp"
#include "dsp/shape.hpp"
#include "simd/scale.hpp"

namespace pya::dsp {
namespace {

using detail::fail;

// A straight piece of a curve, of which sample i is amp + slope * (i * step - start).
struct Line {
    double step, start, amp, slope;
};

constexpr std::ptrdiff_t stretch = 512;

// 0, 1, 2, ...; to load these is faster than to convert the counter.
alignas(64) constexpr auto numbers = [] {
    std::array<double, stretch> n{};
    for (int i = 0; i < stretch; ++i) n[static_cast<std::size_t>(i)] = i;
    return n;
}();

// Calls sample(i, gain) for `count` samples of a line; the first one is sample `first` of the curve.
template <class Sample>
PYA_INLINE void walk(std::ptrdiff_t count, double first, Line line, Sample sample) {
    if (line.slope == 0) {
        for (std::ptrdiff_t i = 0; i < count; ++i) sample(i, line.amp);
        return;
    }
    for (std::ptrdiff_t done = 0; done < count; done += stretch) {
        const double from = first + static_cast<double>(done);
        for (std::ptrdiff_t i = 0; i < std::min(stretch, count - done); ++i) {
            const double time = (from + numbers[static_cast<std::size_t>(i)]) * line.step;
            sample(done + i, line.slope * (time - line.start) + line.amp);
        }
    }
}

PYA_INLINE void write_line(double* gains, std::ptrdiff_t count, double first, Line line) {
    walk(count, first, line, [=](std::ptrdiff_t i, double gain) PYA_INLINE_LAMBDA { gains[i] = gain; });
}

template <class T>
PYA_INLINE void scale_by_line(const T* x, T* y, std::ptrdiff_t count, double first, Line line) {
    walk(count, first, line,
         [=](std::ptrdiff_t i, double gain) PYA_INLINE_LAMBDA { y[i] = static_cast<T>(x[i] * gain); });
}

void check_signal(Index n, double sr) {
    if (n < 0) fail("envelope: argument n is ", n, "; it must not be negative");
    if (!(sr > 0) || !std::isfinite(sr))
        fail("envelope: argument sr is ", sr, "; it must be positive and finite");
}

void check_curve(std::span<const double> amps, double curve) {
    if (!(curve >= 0) || !std::isfinite(curve))
        fail("envelope: argument curve is ", curve, "; it must be finite and not negative");
    if (curve == std::floor(curve)) return;
    for (std::size_t i = 0; i < amps.size(); ++i)
        if (amps[i] < 0)
            fail("envelope: amps[", i, "] is ", amps[i], "; with a curve of ", curve,
                 " it must not be negative");
}

void check_breakpoints(std::span<const double> amps, std::span<const double> ts) {
    if (amps.empty()) fail("envelope: argument amps is empty; it must have at least one breakpoint");
    if (ts.empty()) return;
    if (ts.size() != amps.size())
        fail("envelope: argument ts has ", ts.size(), " times; it must have one per amp, ", amps.size(),
             ", or none");
    for (std::size_t i = 0; i < ts.size(); ++i) {
        if (!std::isfinite(ts[i])) fail("envelope: ts[", i, "] is ", ts[i], "; it must be finite");
        if (i > 0 && ts[i] < ts[i - 1])
            fail("envelope: ts[", i, "] is ", ts[i], "; ts must ascend, and ", ts[i - 1], " comes before it");
    }
}

// The position that many samples further on, or the largest possible one.
Index later(Index position, Index count) {
    return position > std::numeric_limits<Index>::max() - count ? std::numeric_limits<Index>::max()
                                                                : position + count;
}

// numpy.linspace(0, stop, count)
std::vector<double> spread(double stop, std::size_t count) {
    std::vector<double> values(count, 0.);
    if (count < 2) return values;
    const double step = stop / static_cast<double>(count - 1);
    for (std::size_t i = 0; i + 1 < count; ++i) values[i] = static_cast<double>(i) * step;
    values.back() = stop;
    return values;
}

} // namespace

Envelope::Envelope(std::span<const double> amps, std::span<const double> ts, Index n, double sr, double curve,
                   Interp kind)
    : n_(n), dur_(static_cast<double>(n) / sr), step_(n > 1 ? dur_ / static_cast<double>(n - 1) : 0),
      curve_(curve) {
    check_signal(n, sr);
    check_breakpoints(amps, ts);
    check_curve(amps, curve);
    std::vector<double> values(amps.begin(), amps.end()), times(ts.begin(), ts.end());
    if (ts.empty()) {
        times = spread(dur_, amps.size());
        if (static_cast<Index>(amps.size()) == n) kind = Interp::previous; // one gain for each sample
    }
    build(std::move(values), std::move(times), kind);
}

Envelope::Envelope(const Adsr& adsr, Index n, double sr)
    : n_(n), dur_(static_cast<double>(n) / sr), step_(n > 1 ? dur_ / static_cast<double>(n - 1) : 0),
      curve_(adsr.curve) {
    check_signal(n, sr);
    const auto check = [](const char* name, double value) {
        if (!(value >= 0) || !std::isfinite(value))
            fail("adsr: argument ", name, " is ", value, "; it must be finite and not negative");
    };
    check("att", adsr.att);
    check("dec", adsr.dec);
    check("rel", adsr.rel);
    const double held = adsr.att + adsr.dec, released = dur_ - adsr.rel;
    if (n > 0 && held > released + 1e-9 * dur_) // not if only rounding makes them overlap
        fail("adsr: att + dec + rel is ", adsr.att + adsr.dec + adsr.rel,
             " s; it must not exceed the signal's ", dur_, " s");
    std::vector<double> values{0, 1, adsr.sus, adsr.sus, 0};
    check_curve(values, curve_);
    build(std::move(values), {0, adsr.att, held, std::max(held, released), std::max(held, dur_)}, adsr.kind);
}

void Envelope::build(std::vector<double> amps, std::vector<double> ts, Interp kind) {
    if (amps.size() > 1 && ts.front() > 0) {
        ts.insert(ts.begin(), 0);
        amps.insert(amps.begin(), amps.front());
    }
    if (amps.size() > 1 && ts.back() < dur_) {
        ts.push_back(dur_);
        amps.push_back(amps.back());
    }
    if (kind != Interp::linear) {
        spline_.emplace(ts, amps, kind);
        return;
    }
    for (std::size_t i = 0; i + 1 < ts.size(); ++i) {
        const Index end = first_sample_from(ts[i + 1]);
        if (end > (segments_.empty() ? 0 : segments_.back().end))
            segments_.push_back({end, ts[i], amps[i], (amps[i + 1] - amps[i]) / (ts[i + 1] - ts[i])});
    }
    double held = amps.back();
    if (!segments_.empty() && segments_.back().end == n_) { // the signal ends within a line
        const Segment& line = segments_.back();
        held = line.slope * (time(n_ - 1) - line.start) + line.amp;
    }
    segments_.push_back({std::numeric_limits<Index>::max(), 0, held, 0});
}

double Envelope::time(Index sample) const {
    if (n_ < 2) return 0;
    return sample < n_ - 1 ? static_cast<double>(sample) * step_ : dur_;
}

Index Envelope::first_sample_from(double t) const {
    Index sample = step_ > 0 ? static_cast<Index>(std::clamp(t / step_, 0., static_cast<double>(n_))) : n_;
    while (sample > 0 && time(sample - 1) >= t) --sample;
    while (sample < n_ && time(sample) < t) ++sample;
    return sample;
}

// Calls visit(offset, run, line) for each straight piece of the next `count` samples, and moves on. The last
// piece has no end.
template <class Visit>
void Envelope::advance(Index count, Visit visit) {
    if (segments_.empty()) fail("Envelope::process: this envelope was moved from; another must be assigned");
    for (Index offset = 0; offset < count;) {
        while (segment_ + 1 < segments_.size() && position_ >= segments_[segment_].end) ++segment_;
        const Segment& line = segments_[segment_];
        const bool last = segment_ + 1 == segments_.size();
        const Index run = last ? count - offset : std::min(count - offset, line.end - position_);
        visit(offset, run, Line{step_, line.start, line.amp, line.slope});
        offset += run;
        position_ = later(position_, run);
    }
}

void Envelope::write(std::span<double> gains) {
    const auto count = static_cast<Index>(gains.size());
    if (spline_)
        for (double& gain : gains) {
            gain = (*spline_)(time(position_), hint_);
            position_ = later(position_, 1);
        }
    else
        advance(count, [&](Index offset, Index run, const Line& line) {
            simd::run<write_line>(gains.data() + offset, run, static_cast<double>(position_), line);
        });
    impl::raise(gains.data(), count, curve_);
}

// Calls visit(offset, gains) for the next `count` samples, in several pieces.
template <class Visit>
void Envelope::in_runs(Index count, Visit visit) {
    std::array<double, 512> gains;
    for (Index offset = 0; offset < count;) {
        const Index run = std::min(count - offset, std::ssize(gains));
        const std::span<double> some(gains.data(), static_cast<std::size_t>(run));
        write(some);
        visit(offset, some);
        offset += run;
    }
}

template <class T>
void Envelope::write(Block<T> out) {
    in_runs(out.samples(), [&](Index offset, std::span<const double> gains) {
        for (Index c = 0; c < out.channels(); ++c)
            std::transform(gains.begin(), gains.end(), &out(offset, c),
                           [](double gain) { return static_cast<T>(gain); });
    });
}

void Envelope::process(Block<float> gains) { write(gains); }
void Envelope::process(Block<double> gains) { write(gains); }

template <class T>
void Envelope::apply(Block<const T> in, Block<T> out) {
    impl::check_shape("Envelope", in, out);
    if (spline_ || curve_ != 1)
        return in_runs(in.samples(), [&](Index offset, std::span<const double> gains) {
            for (Index c = 0; c < in.channels(); ++c)
                simd::multiply(&in(offset, c), gains.data(), &out(offset, c), std::ssize(gains));
        });
    advance(in.samples(), [&](Index offset, Index run, const Line& line) {
        for (Index c = 0; c < in.channels(); ++c)
            simd::run<scale_by_line<T>>(&in(offset, c), &out(offset, c), run, static_cast<double>(position_),
                                        line);
    });
}

void Envelope::process(Block<const float> in, Block<float> out) { apply(in, out); }
void Envelope::process(Block<const double> in, Block<double> out) { apply(in, out); }

void Envelope::seek(Index position) {
    if (position < 0) fail("Envelope::seek: argument position is ", position, "; it must not be negative");
    position_ = position;
    segment_ = 0;
}

} // namespace pya::dsp
