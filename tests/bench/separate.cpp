// SPDX-License-Identifier: MIT
// Rows 34 of docs/performance.md: time, pitch, taking apart, and putting together again.
#include "signal.hpp"

#include <pya/astft.hpp>
#include <pya/dsp/separate.hpp>

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("34a", [] { return [a = noise(ten_seconds)] { return a.time_stretch(1.5); }; });
    row("34b", [] { return [a = noise(ten_seconds)] { return a.pitch_shift(3); }; });
    row("34c", [] { return [a = noise(ten_seconds)] { return a.hpss().harmonic; }; });
    row("34d", [] {
        return [stft = noise(ten_seconds).to_stft({.nperseg = 1024, .noverlap = 768})] {
            return stft.griffin_lim({.first = FirstPhase::zero}).to_sig();
        };
    });
    row("34e", [] { return [mel = noise(ten_seconds).to_mel()] { return mel.mel_to_stft(); }; });
    row("34f", [] {
        return [a = noise(ten_seconds), profile = dsp::noise_profile(noise(ten_seconds).sig())] {
            return a.through(dsp::Denoiser<float>(profile));
        };
    });
    return true;
}();

} // namespace
} // namespace bench
