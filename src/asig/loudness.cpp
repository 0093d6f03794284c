// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/dsp/loudness/limiter.hpp>
#include <pya/dsp/loudness/meter.hpp>
#include <pya/dsp/loudness/true_peak.hpp>
#include <pya/dsp/run_whole.hpp>
#include <pya/mapping.hpp>
#include <pya/memory.hpp>

#include <algorithm>
#include <cmath>

namespace pya {
namespace {

dsp::LoudnessMeter<float> measured(const Asig& sig, LoudnessOptions options) {
    options.longest = std::max(options.longest.value, sig.dur());
    return detail::within_memory("Asig::loudness", [&] {
        dsp::LoudnessMeter<float> meter(sig.sr(), sig.channels(), options);
        meter.process(sig.sig());
        return meter;
    });
}

} // namespace

Loudness Asig::loudness(const LoudnessOptions& options) const {
    dsp::LoudnessMeter<float> meter = measured(*this, options);
    return {.integrated = meter.integrated(),
            .range = meter.range(),
            .momentary = meter.max_momentary(),
            .short_term = meter.max_short_term(),
            .ungated = meter.ungated(),
            .true_peak = true_peak()};
}

double Asig::true_peak() const {
    dsp::TruePeakMeter<float> meter(channels());
    meter.process(sig());
    meter.end();
    double peak = 0;
    for (Index c = 0; c < channels(); ++c) peak = std::max(peak, meter.peak(c));
    return ampdb(peak);
}

Asig Asig::norm(Lufs level, const LoudnessOptions& options) && {
    const dsp::LoudnessMeter<float> meter = measured(*this, options);
    const double before = meter.integrated() > -HUGE_VAL ? meter.integrated() : meter.ungated();
    if (before > -HUGE_VAL) {
        const double amp = dbamp(level.value - before);
        samples_.transform([amp](const float* in, float* out, Index n) {
            dsp::scale(dsp::Block<const float>(in, n), static_cast<float>(amp), dsp::Block<float>(out, n));
        });
    }
    return renamed("_normalised");
}

Asig Asig::limit(const LimiterOptions& options) const {
    return detail::within_memory("Asig::limit", [&] {
        dsp::Limiter<float> limiter(sr_, channels(), options);
        storage::Samples out = storage::Samples::uninitialised(samples(), channels());
        dsp::run_whole<float>(limiter, sig(), out.write());
        return Asig(*this, std::move(out), "_limited");
    });
}

} // namespace pya
