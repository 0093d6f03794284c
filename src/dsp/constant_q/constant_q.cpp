// SPDX-License-Identifier: MIT
#include <pya/dsp/constant_q/constant_q.hpp>

#include <pya/dsp/feature/piptrack.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <pya/dsp/segment/segmenter.hpp>

#include "dsp/constant_q/filters.hpp"
#include "dsp/feature/lanes.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace pya::dsp {

namespace impl {
namespace {

using Bins = std::vector<std::complex<double>>;

struct Octave {
    Index first; // bin of the transform
    Index stride;
    OctaveFilters filters;
};

/// The octaves from the highest down, each at half the rate of the one before where the stride can be halved.
struct ConstantQPlan {
    ConstantQPlan(const ConstantQBins& bins, double sr, const ConstantQOptions& options) {
        const Index size = std::ssize(bins.freqs), each = options.bins_per_octave;
        const Index count = (size + each - 1) / each;
        Index stride = options.stride;
        for (Index twos = stride; twos % 2 == 0; twos /= 2) ++early;
        const double room = std::ceil(std::log2(sr / 2 / bins.cutoff())) - 2;
        early = std::clamp(static_cast<Index>(std::min(room, 60.)), Index{0},
                           std::max<Index>(early - count + 1, 0));
        stride >>= early;
        const double top = std::ldexp(sr, -static_cast<int>(early));
        double rate = top;
        for (Index last = size; last > 0; last -= each) {
            const Index first = std::max<Index>(last - each, 0);
            octaves.push_back({first, stride,
                               OctaveFilters(bins, static_cast<std::size_t>(first),
                                             static_cast<std::size_t>(last), rate, top, options)});
            if (stride % 2 == 0) stride /= 2, rate /= 2;
        }
        // Without a scale the power that went with the samples comes back.
        early_gain = options.scale ? 1 : std::sqrt(sr / top);
    }

    Index early = 0; // how often the signal is halved before the highest octave
    double early_gain = 1;
    std::vector<Octave> octaves = {};
};

/// The low-pass before half of the samples are left out: a sinc under a Kaiser window, full up to 91.3 % of
/// the band that remains and 120 dB down from its end on.
const std::vector<double>& half_band() {
    static const std::vector<double> taps = [] {
        constexpr int reach = 182;
        constexpr double edge = (0.913 + 1) / 4; // of the present band
        const AlignedVector<double> window = window_samples(Window("kaiser", 12.3), 2 * reach + 1, false);
        std::vector<double> h;
        double sum = 0;
        for (int i = -reach; i <= reach; ++i) {
            const double x = std::numbers::pi * edge * i;
            h.push_back(window[static_cast<std::size_t>(i + reach)] * (i == 0 ? 1 : std::sin(x) / x));
            sum += h.back();
        }
        for (double& tap : h) tap *= std::sqrt(2) / sum; // so that the power stays
        return h;
    }();
    return taps;
}

/// Half as many samples, rounded up.
void halve(std::vector<double>& x) {
    const std::vector<double>& taps = half_band();
    const Index reach = std::ssize(taps) / 2;
    std::vector<double> padded(x.size() + taps.size(), 0.);
    std::copy(x.begin(), x.end(), padded.begin() + reach);
    x.resize((x.size() + 1) / 2);
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = simd::run<lane_dot>(taps.data(), padded.data() + 2 * i, std::ssize(taps));
}

/// The bins of an octave, frame by frame.
Bins filtered(const std::vector<double>& x, const Octave& octave, Boundary boundary) {
    const Index nfft = octave.filters.nfft();
    const RealFft<double> fft(nfft);
    Bins spectrum(static_cast<std::size_t>(fft.bins())), out;
    Segmenter<double> segments(nfft, nfft - octave.stride, boundary, false);
    const auto take = [&](Block<const double> segment) {
        fft.forward(segment.data(), spectrum.data());
        for (Index k = 0; k < octave.filters.count(); ++k)
            out.push_back(octave.filters.dot(k, spectrum.data()));
    };
    segments.process(Block<const double>(x), take);
    segments.finish(take);
    return out;
}

template <class T>
ConstantQ transformed(Block<const T> sig, double sr, ConstantQOptions options) {
    if (!options.tuning)
        options.tuning = estimate_tuning(sig, sr, {}, {.bins_per_octave = options.bins_per_octave});
    const ConstantQBins bins(sr, options);
    const ConstantQPlan plan(bins, sr, options);
    ConstantQ result{bins.freqs};
    const Index size = std::ssize(bins.freqs);
    for (Index c = 0; c < sig.channels(); ++c) {
        std::vector<double> x(sig.channel(c).begin(), sig.channel(c).end());
        for (double& sample : x) sample *= plan.early_gain;
        for (Index i = 0; i < plan.early; ++i) halve(x);
        std::vector<Bins> octaves;
        Index frames = std::numeric_limits<Index>::max(), stride = plan.octaves.front().stride;
        for (const Octave& octave : plan.octaves) {
            if (octave.stride != stride) halve(x);
            stride = octave.stride;
            octaves.push_back(filtered(x, octave, options.boundary));
            frames = std::min(frames, std::ssize(octaves.back()) / octave.filters.count());
        }
        result.frames = frames;
        result.bins.resize(static_cast<std::size_t>((c + 1) * frames * size));
        for (std::size_t i = 0; i < octaves.size(); ++i)
            for (Index t = 0; t < frames; ++t)
                std::copy_n(octaves[i].begin() + t * plan.octaves[i].filters.count(),
                            plan.octaves[i].filters.count(),
                            result.bins.begin() + (c * frames + t) * size + plan.octaves[i].first);
    }
    return result;
}

} // namespace
} // namespace impl

ConstantQ constant_q(Block<const float> sig, double sr, const ConstantQOptions& options) {
    return impl::transformed(sig, sr, options);
}

ConstantQ constant_q(Block<const double> sig, double sr, const ConstantQOptions& options) {
    return impl::transformed(sig, sr, options);
}

} // namespace pya::dsp
