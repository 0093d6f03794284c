// SPDX-License-Identifier: MIT
#include <pya/dsp/separate/denoise.hpp>

#include <pya/error.hpp>

#include "dsp/separate/noise_frames.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pya::dsp::impl {
namespace {

// The powers of all frames of one channel that are neither silent nor broken by a NaN, frame by
// frame.
template <class T>
std::vector<double> frame_powers(Block<const T> channel, StftOptions frames) {
    frames.padded = channel.samples() < frames.nperseg; // a short one fills one frame
    StftAnalyser<T> analyser(frames);
    std::vector<double> powers;
    const auto measure = [&](Block<const std::complex<T>> frame) {
        double sum = 0;
        for (const std::complex<T>& bin : frame.channel(0)) {
            powers.push_back(static_cast<double>(std::norm(bin)));
            sum += powers.back();
        }
        if (!(sum > 0 && std::isfinite(sum)))
            powers.resize(powers.size() - static_cast<std::size_t>(frame.samples()));
    };
    analyser.process(channel, measure);
    analyser.finish(measure);
    return powers;
}

template <class T, class Estimate>
void measure(Block<const T> sig, const DenoiseOptions& options, Block<double> profile,
             const Estimate& estimate) {
    if (sig.samples() == 0)
        detail::fail("noise_profile: there are no samples; there must be some to measure noise in");
    for (Index c = 0; c < sig.channels(); ++c) {
        const std::vector<double> powers = frame_powers<T>(sig.channels_from(c, 1), denoise_frames(options));
        const Index bins = profile.samples(), frames = std::ssize(powers) / bins;
        std::vector<double> of_bin(static_cast<std::size_t>(frames));
        for (Index k = 0; k < bins; ++k) {
            for (Index f = 0; f < frames; ++f)
                of_bin[static_cast<std::size_t>(f)] = powers[static_cast<std::size_t>(f * bins + k)];
            profile(k, c) = frames > 0 ? estimate(of_bin) : 0;
        }
    }
}

template <class T>
void mean_powers(Block<const T> noise, const DenoiseOptions& options, Block<double> profile) {
    measure(noise, options, profile, [](const std::vector<double>& powers) {
        double sum = 0;
        for (const double power : powers) sum += power;
        return sum / static_cast<double>(powers.size());
    });
}

template <class T>
void quantiles(Block<const T> sig, const DenoiseOptions& options, Block<double> profile) {
    // The powers of noise have an exponential distribution.
    const double to_mean = -1 / std::log1p(-options.quantile);
    measure(sig, options, profile, [&](std::vector<double>& powers) {
        const auto place =
            static_cast<std::ptrdiff_t>(options.quantile * static_cast<double>(powers.size() - 1));
        std::nth_element(powers.begin(), powers.begin() + place, powers.end());
        return to_mean * powers[static_cast<std::size_t>(place)];
    });
    const Index bins = profile.samples();
    std::vector<double> before(static_cast<std::size_t>(bins));
    for (Index c = 0; c < profile.channels(); ++c) {
        std::copy_n(profile.channel(c).data(), bins, before.data());
        for (Index k = 0; k < bins; ++k) {
            double sum = 0;
            for (Index near = k - 2; near <= k + 2; ++near)
                sum += before[static_cast<std::size_t>(std::clamp<Index>(near, 0, bins - 1))];
            profile(k, c) = sum / 5;
        }
    }
}

} // namespace

void noise_profile_into(Block<const float> noise, const DenoiseOptions& options, Block<double> profile) {
    mean_powers(noise, options, profile);
}
void noise_profile_into(Block<const double> noise, const DenoiseOptions& options, Block<double> profile) {
    mean_powers(noise, options, profile);
}
void learnt_noise_into(Block<const float> sig, const DenoiseOptions& options, Block<double> profile) {
    quantiles(sig, options, profile);
}
void learnt_noise_into(Block<const double> sig, const DenoiseOptions& options, Block<double> profile) {
    quantiles(sig, options, profile);
}

} // namespace pya::dsp::impl
