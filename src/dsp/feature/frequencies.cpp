// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/frequencies.hpp>

#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>
#include <pya/mapping.hpp>

#include "dsp/cepstral/cepstrum.hpp"

#include <cmath>
#include <limits>

namespace pya::dsp {

using detail::fail;

namespace {

// Slaney's scale: mels of 66.67 Hz up to 1000 Hz, then 27 to the factor of 6.4.
constexpr double linear_width = 200. / 3, knee_hz = 1000, knee_mel = 15;
const double log_width = std::log(6.4) / 27;

double tuned_a(double tuning, Index bins_per_octave) {
    return 27.5 * std::exp2(tuning / static_cast<double>(bins_per_octave));
}

void check_count(const char* function, Index n) {
    if (n < 1 || n > impl::most_filters)
        fail(function, ": argument n is ", n, "; it must lie between 1 and ", impl::most_filters);
}

} // namespace

double hz_to_mel(double hz, MelScale scale) {
    if (scale == MelScale::htk) return hz2mel(hz);
    return hz < knee_hz ? hz / linear_width : knee_mel + std::log(hz / knee_hz) / log_width;
}

double mel_to_hz(double mel, MelScale scale) {
    if (scale == MelScale::htk) return mel2hz(mel);
    return mel < knee_mel ? mel * linear_width : knee_hz * std::exp(log_width * (mel - knee_mel));
}

double hz_to_octs(double hz, double tuning, Index bins_per_octave) {
    return std::log2(hz / tuned_a(tuning, bins_per_octave));
}

double octs_to_hz(double octs, double tuning, Index bins_per_octave) {
    return tuned_a(tuning, bins_per_octave) * std::exp2(octs);
}

std::vector<double> fft_frequencies(double sr, Index nfft) {
    if (!(sr > 0 && std::isfinite(sr)))
        fail("fft_frequencies: argument sr is ", sr, "; it must be above 0 Hz");
    if (nfft < 1 || nfft > longest_frame)
        fail("fft_frequencies: argument nfft is ", nfft, "; it must lie between 1 and ", longest_frame);
    std::vector<double> f;
    for (Index k = 0; k <= nfft / 2; ++k)
        f.push_back(static_cast<double>(k) * sr / static_cast<double>(nfft));
    return f;
}

std::vector<double> mel_frequencies(Index n, double fmin, double fmax, MelScale scale) {
    check_count("mel_frequencies", n);
    if (!(fmin >= 0 && fmin <= fmax && std::isfinite(fmax)))
        fail("mel_frequencies: arguments fmin and fmax are ", fmin, " and ", fmax,
             "; 0 <= fmin <= fmax must hold");
    const double low = hz_to_mel(fmin, scale), high = hz_to_mel(fmax, scale);
    const double step = n > 1 ? (high - low) / static_cast<double>(n - 1) : 0;
    std::vector<double> f;
    for (Index i = 0; i < n; ++i)
        f.push_back(mel_to_hz(i > 0 && i == n - 1 ? high : low + static_cast<double>(i) * step, scale));
    return f;
}

std::vector<double> cqt_frequencies(Index n, double fmin, Index bins_per_octave, double tuning) {
    check_count("cqt_frequencies", n);
    if (!(fmin > 0 && std::isfinite(fmin)))
        fail("cqt_frequencies: argument fmin is ", fmin, "; it must be above 0 Hz");
    if (bins_per_octave < 1)
        fail("cqt_frequencies: argument bins_per_octave is ", bins_per_octave, "; it must be at least 1");
    std::vector<double> f;
    for (Index i = 0; i < n; ++i)
        f.push_back(fmin *
                    std::exp2((static_cast<double>(i) + tuning) / static_cast<double>(bins_per_octave)));
    return f;
}

std::vector<double> tempo_frequencies(Index n, double sr, Index stride) {
    check_count("tempo_frequencies", n);
    if (!(sr > 0 && std::isfinite(sr)))
        fail("tempo_frequencies: argument sr is ", sr, "; it must be above 0 Hz");
    if (stride < 1) fail("tempo_frequencies: argument stride is ", stride, "; it must be at least 1");
    std::vector<double> bpm{std::numeric_limits<double>::infinity()};
    for (Index lag = 1; lag < n; ++lag)
        bpm.push_back(60 * sr / (static_cast<double>(stride) * static_cast<double>(lag)));
    return bpm;
}

} // namespace pya::dsp
