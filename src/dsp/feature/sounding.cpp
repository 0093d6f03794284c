// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/sounding.hpp>

#include <pya/dsp/feature/decibels.hpp>
#include <pya/dsp/segment/segmenter.hpp>
#include <pya/dsp/spectral/stft_options.hpp>
#include <pya/error.hpp>

#include "dsp/feature/floor.hpp"
#include "dsp/feature/lanes.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {

namespace {

using detail::fail;

/// The rms of the loudest channel in each frame.
template <class T>
std::vector<double> levels_of(Block<const T> sig, const SoundingOptions& options) {
    const Index n = options.nperseg;
    Segmenter<T> segments(n, n - options.stride, Boundary::zeros, false, sig.channels());
    std::vector<double> levels, samples(static_cast<std::size_t>(n));
    const auto measure = [&](Block<const T> segment) {
        double most = 0;
        for (Index c = 0; c < segment.channels(); ++c) {
            const auto x = segment.channel(c);
            std::copy(x.begin(), x.end(), samples.begin());
            const double power = impl::lane_dot(samples.data(), samples.data(), n) / static_cast<double>(n);
            if (!(power <= most)) most = power;
        }
        levels.push_back(std::sqrt(most));
    };
    segments.process(sig, measure);
    segments.finish(measure);
    return levels;
}

template <class T>
std::vector<Event> sounding_of(Block<const T> sig, const SoundingOptions& options) {
    impl::check_top_db("sounding", options.top_db);
    if (options.nperseg < 1 || options.nperseg > longest_frame)
        fail("sounding: option nperseg is ", options.nperseg, "; it must lie between 1 and ", longest_frame);
    if (options.stride < 1 || options.stride >= Index{1} << 48)
        fail("sounding: option stride is ", options.stride, "; it must be 1 or more, and below 2^48");
    if (sig.empty()) return {};
    std::vector<double> levels = levels_of(sig, options);
    const double loudest = *std::max_element(levels.begin(), levels.end());
    amplitude_to_db(levels, levels, {.ref = options.ref.value_or(loudest), .top_db = {}});
    std::vector<Event> stretches;
    for (Index frame = 0; frame < std::ssize(levels); ++frame) {
        if (!(levels[static_cast<std::size_t>(frame)] > -options.top_db)) continue;
        const Index begin = frame * options.stride, end = std::min(begin + options.stride, sig.samples());
        if (!stretches.empty() && stretches.back().end == begin)
            stretches.back().end = end;
        else if (begin < end)
            stretches.push_back({begin, end});
    }
    return stretches;
}

} // namespace

std::vector<Event> sounding(Block<const float> sig, const SoundingOptions& options) {
    return sounding_of(sig, options);
}
std::vector<Event> sounding(Block<const double> sig, const SoundingOptions& options) {
    return sounding_of(sig, options);
}

} // namespace pya::dsp
