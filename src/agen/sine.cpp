// SPDX-License-Identifier: MIT
#include <pya/agen/oscillators.hpp>

#include "agen/oscillator.hpp"
#include "simd/math.hpp"
#include "simd/run.hpp"

#include <numbers>

namespace pya::gen {
namespace {

using namespace impl;

constexpr Turns quarter = Turns{1} << 62;

PYA_INLINE void fill_sine(const Turns* phase, double* out, Index n) {
    PYA_INDEPENDENT
    // The sine of a phase is the cosine of the phase less a quarter, which takes fewer steps.
    for (Index i = 0; i < n; ++i) out[i] = simd::cosine(cycles(phase[i] + quarter) - 0.5);
}

struct SineWave {
    void operator()(const Turns* phase, const Io& io) const { simd::run<fill_sine>(phase, io.out, io.n); }
};

} // namespace

Agen sine(const Agen& freq, const SineOptions& options) {
    return oscillator("gen::sine", {freq, options.phase}, [](int) { return SineWave(); });
}

Agen fm(const Agen& freq, const FmOptions& options) {
    const Agen modulator = sine(freq * options.ratio);
    return sine(freq, {.phase = options.index * (0.5 / std::numbers::pi) * modulator});
}

} // namespace pya::gen
