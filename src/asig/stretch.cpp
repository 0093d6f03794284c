// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/rate/varispeed.hpp>
#include <pya/dsp/stretch/formants.hpp>
#include <pya/dsp/stretch/time_stretcher.hpp>
#include <pya/memory.hpp>

#include "asig/moved_events.hpp"
#include "asig/sizes.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

namespace pya {
namespace {

using Stretcher = dsp::TimeStretcher<float>;

// Before an Acurve is made of numbers that are given to a method, so that the error names the method.
void check_factors(std::span<const Acurve::Point> factor) {
    for (const Acurve::Point& point : factor)
        if (!(point.value >= Stretcher::shortest && point.value <= Stretcher::longest))
            detail::fail("Asig::time_stretch: argument factor is ", point.value, "; it must be ",
                         Stretcher::shortest, " to ", Stretcher::longest);
}

// Stretches by a curve, which holds for 64 samples at a time what its mean over them is.
void stretch_by_curve(dsp::Block<const float> in, int sr, const Acurve& factor, dsp::Block<float> out) {
    constexpr Index step = 64;
    Stretcher stretcher(sr, in.channels());
    Index done = 0;
    double end = 0;
    for (Index first = 0; first < in.samples(); first += step) {
        const Index count = std::min(step, in.samples() - first);
        const double begin = std::exchange(end, factor.integral(static_cast<double>(first + count) / sr));
        const double mean = (end - begin) * sr / static_cast<double>(count);
        stretcher.set_factor(std::clamp(mean, Stretcher::shortest, Stretcher::longest));
        done += stretcher.process(in.part(first, count), out.part(done, out.samples() - done)).produced;
    }
    while (const Index more = stretcher.flush(out.part(done, out.samples() - done))) done += more;
    // Rounding may have left the last sample to the frames after the end.
    for (Index c = 0; c < out.channels(); ++c)
        std::fill(out.channel(c).begin() + done, out.channel(c).end(), 0.f);
}

void check_semitones(std::span<const Acurve::Point> semitones) {
    for (const Acurve::Point& point : semitones)
        if (!(std::abs(point.value) <= 48))
            detail::fail("Asig::pitch_shift: argument semitones is ", point.value, "; it must be -48 to 48");
}

// The ratio of frequencies. Where semitones go along a line, it goes by equal ratios.
Acurve ratio_of(const Acurve& semitones) {
    if (semitones.kind() == Acurve::Kind::exponential)
        detail::fail("Asig::pitch_shift: argument semitones is an exponential curve; it must be of the kind "
                     "linear or hold");
    if (semitones.constant()) return std::exp2(semitones(0) / 12);
    std::vector<Acurve::Point> points = semitones.points();
    for (Acurve::Point& point : points) point.value = std::exp2(point.value / 12);
    const bool hold = semitones.kind() == Acurve::Kind::hold;
    return Acurve(std::move(points), hold ? Acurve::Kind::hold : Acurve::Kind::exponential);
}

} // namespace

Asig Asig::time_stretch(const Acurve& factor) const {
    check_factors(factor.points());
    const double length =
        factor.constant() ? static_cast<double>(samples()) * factor(0) : factor.integral(dur()) * sr_;
    if (length * static_cast<double>(channels()) > static_cast<double>(detail::most_samples))
        detail::fail("Asig::time_stretch: argument factor makes ", samples(), " samples x ", channels(),
                     " channels too long");
    return detail::within_memory("Asig::time_stretch", [&] {
        const Index rows = factor.constant() ? dsp::impl::stretched_length(samples(), factor(0))
                                             : static_cast<Index>(std::floor(length + 1e-6));
        storage::Samples out = storage::Samples::uninitialised(rows, channels());
        if (factor.constant())
            dsp::impl::time_stretch_into<float>(sig(), sr_, factor(0), out.write());
        else
            stretch_by_curve(sig(), sr_, factor, out.write());
        return Asig(std::move(out), sr_, label_ + "_stretched", cn_,
                    detail::moved(events_, samples(), rows, [&](Index at) {
                        const double seconds = factor.integral(static_cast<double>(at) / sr_);
                        return static_cast<Index>(std::llround(seconds * sr_));
                    }));
    });
}

Asig Asig::time_stretch(std::initializer_list<Acurve::Point> factor) const {
    check_factors(factor);
    return time_stretch(Acurve(factor));
}

Asig Asig::time_stretch(double factor) const {
    const Acurve::Point point{0, factor};
    check_factors({&point, 1});
    return time_stretch(Acurve(factor));
}

Asig Asig::pitch_shift(const Acurve& semitones, const PitchShiftOptions& options) const {
    check_semitones(semitones.points());
    const Acurve ratio = ratio_of(semitones);
    return detail::within_memory("Asig::pitch_shift", [&] {
        // Lengths are rounded down, so a little more goes in than comes out.
        const Asig stretched = pad(20).time_stretch(ratio);
        storage::Samples shifted;
        if (ratio.constant())
            shifted = stretched.resample(sr_, {.rate = ratio, .kind = Interp::sinc_best})(slice(0, samples()))
                          .storage();
        else {
            std::vector<double> positions(static_cast<std::size_t>(samples()));
            for (std::size_t i = 0; i < positions.size(); ++i)
                positions[i] = sr_ * ratio.integral(static_cast<double>(i) / sr_);
            shifted = storage::Samples::uninitialised(samples(), channels());
            dsp::varispeed<float>(stretched.sig(), positions, shifted.write());
        }
        if (options.keep_formants) dsp::copy_formants<float>(sig(), sr_, shifted.write());
        return Asig(*this, std::move(shifted), "_shifted");
    });
}

Asig Asig::pitch_shift(std::initializer_list<Acurve::Point> semitones,
                       const PitchShiftOptions& options) const {
    check_semitones(semitones);
    return pitch_shift(Acurve(semitones), options);
}

Asig Asig::pitch_shift(double semitones, const PitchShiftOptions& options) const {
    const Acurve::Point point{0, semitones};
    check_semitones({&point, 1});
    return pitch_shift(Acurve(semitones), options);
}

} // namespace pya
