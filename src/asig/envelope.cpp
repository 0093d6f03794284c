// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/fade.hpp>
#include <pya/log.hpp>
#include <pya/memory.hpp>

#include "dsp/window/cache.hpp"
#include "simd/scale.hpp"

#include <cmath>

namespace pya {
namespace {

// How many samples a fade has: if there are fewer, these, with a warning.
Index fade_length(const char* method, Seconds dur, const Asig& sig, double curve) {
    const Index length = to_samples(dur, sig.sr());
    if (length < 0) detail::fail("Asig::", method, ": dur is ", dur.value, " s; it must be 0 or more");
    if (!(curve >= 0 && std::isfinite(curve)))
        detail::fail("Asig::", method, ": curve is ", curve, "; it must be 0 or more");
    if (length <= sig.samples()) return length;
    log_warning(std::string("Asig::") + method + ": the fade is longer than the signal and is cut to it");
    return sig.samples();
}

} // namespace

Asig Asig::fade_in(Seconds dur, double curve) && {
    const Index length = fade_length("fade_in", dur, *this, curve);
    if (length > 0) dsp::fade_in(samples_.write(), length, curve);
    return renamed("_fadein");
}

Asig Asig::fade_out(Seconds dur, double curve) && {
    const Index length = fade_length("fade_out", dur, *this, curve);
    if (length > 0) dsp::fade_out(samples_.write(), length, curve);
    return renamed("_fadeout");
}

Asig Asig::envelope(const std::vector<double>& amps, const std::vector<double>& ts,
                    EnvelopeOptions options) && {
    dsp::Envelope gains(amps, ts, samples(), sr_, options.curve, options.kind);
    samples_.transform_all([&](const ConstSigMap& in, SigMap out) { gains.process(in, out); });
    return renamed("_enveloped");
}

Asig Asig::adsr(const AdsrOptions& options) && {
    dsp::Envelope gains(options, samples(), sr_);
    samples_.transform_all([&](const ConstSigMap& in, SigMap out) { gains.process(in, out); });
    return renamed("_enveloped");
}

Asig Asig::window(const dsp::Window& win, WindowOptions options) && {
    if (win.empty()) return std::move(*this);
    detail::within_memory("Asig::window", [&] {
        const auto gains = options.fftbins ? dsp::impl::shared_window(win, samples())
                                           : std::make_shared<const dsp::AlignedVector<double>>(
                                                 dsp::impl::window_samples(win, samples(), false));
        samples_.transform(
            [&](const float* in, float* out, Index n) { simd::multiply(in, gains->data(), out, n); });
    });
    return renamed("_" + (win.name.empty() ? "window" : win.name));
}

} // namespace pya
