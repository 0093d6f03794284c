// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/waveshaper.hpp>

#include "dsp/effect/oversampler.hpp"
#include "dsp/effect/segment_means.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace pya::dsp {
namespace {

constexpr std::size_t at_once = 32; // samples that are bent in one go, so that all of it stays in the cache

double factor_of(double decibels) { return std::pow(10, decibels / 20); }

// Bends `count` samples in place, at most `at_once`.
template <class Set, ShaperCurve curve>
PYA_INLINE void bend_channel(impl::ShaperStages* stages, double* x, std::size_t count) {
    constexpr std::size_t two = 2 * at_once, four = 4 * at_once, eight = 8 * at_once, sixteen = 16 * at_once;
    double slow[eight], fast[1 + sixteen], bent[sixteen];
    impl::double_rate<Set, at_once>(stages->twofold, x, count, bent);
    impl::double_rate<Set, two>(stages->fourfold, bent, 2 * count, fast);
    impl::double_rate<Set, four>(stages->eightfold, fast, 4 * count, slow);
    fast[0] = stages->last;
    impl::double_rate<Set, eight>(stages->up, slow, 8 * count, fast + 1);
    stages->last = fast[16 * count];
    if constexpr (curve == ShaperCurve::tanh) impl::tanh_means<sixteen>(fast + 1, 16 * count, bent);
    if constexpr (curve == ShaperCurve::algebraic) impl::algebraic_means<sixteen>(fast + 1, 16 * count, bent);
    if constexpr (curve == ShaperCurve::cubic) impl::cubic_means(fast + 1, 16 * count, bent);
    impl::halve_rate<Set, eight>(stages->down, bent, 8 * count, slow);
    impl::halve_rate<Set, four>(stages->eightfold, slow, 4 * count, slow);
    impl::halve_rate<Set, two>(stages->fourfold, slow, 2 * count, slow);
    impl::halve_rate<Set, at_once>(stages->twofold, slow, count, x);
}

template <ShaperCurve curve>
void bend_anywhere(impl::ShaperStages* stages, double* x, std::size_t count) {
    using simd::Avx2, simd::Avx512, simd::Baseline;
    simd::run<bend_channel<Baseline, curve>, bend_channel<Avx2, curve>, bend_channel<Avx512, curve>>(
        stages, x, count);
}

// Writes what a factor in decibels is at the next samples.
void write_factors(impl::Glide& glide, double decibels, double* factors, std::size_t count) {
    glide.to(decibels);
    const double resting = factor_of(decibels);
    for (std::size_t i = 0; i < count; ++i) factors[i] = glide.resting() ? resting : factor_of(glide.next());
}

} // namespace

Waveshaper::Waveshaper(double sr, Index channels, const WaveshaperOptions& options)
    : Effect("Waveshaper", sr, channels),
      drive("Waveshaper: drive", options.drive, Decibels(-24), Decibels(36)),
      gain("Waveshaper: gain", options.gain, Decibels(-60), Decibels(24)),
      mix("Waveshaper: mix", options.mix, 0, 1), curve_(options.curve),
      channels_(static_cast<std::size_t>(channels)), drive_(options.drive.value, sr),
      gain_(options.gain.value, sr), mix_(options.mix, sr) {}

void Waveshaper::reset() {
    for (Channel& channel : channels_) {
        channel.stages.reset();
        channel.dry.reset();
    }
    drive_.reset(drive.get().value);
    gain_.reset(gain.get().value);
    mix_.reset(mix.get());
}

void Waveshaper::run(Block<double> block) {
    const double drive_now = drive.get().value, gain_now = gain.get().value;
    mix_.to(mix.get());
    double before[at_once], behind[at_once], wet[at_once], bent[at_once];
    for (Index first = 0, n = 0; first < block.samples(); first += n) {
        n = std::min(static_cast<Index>(at_once), block.samples() - first);
        const auto count = static_cast<std::size_t>(n);
        write_factors(drive_, drive_now, before, count);
        write_factors(gain_, gain_now, behind, count);
        for (std::size_t i = 0; i < count; ++i) wet[i] = mix_.next();
        for (Index c = 0; c < block.channels(); ++c) {
            Channel& channel = channels_[static_cast<std::size_t>(c)];
            double* const x = &block(first, c);
            for (std::size_t i = 0; i < count; ++i) bent[i] = before[i] * x[i];
            switch (curve_) {
            case ShaperCurve::tanh: bend_anywhere<ShaperCurve::tanh>(&channel.stages, bent, count); break;
            case ShaperCurve::algebraic:
                bend_anywhere<ShaperCurve::algebraic>(&channel.stages, bent, count);
                break;
            case ShaperCurve::cubic: bend_anywhere<ShaperCurve::cubic>(&channel.stages, bent, count); break;
            }
            for (std::size_t i = 0; i < count; ++i) {
                channel.dry.push(x[i]);
                x[i] = (1 - wet[i]) * channel.dry[delay] + wet[i] * behind[i] * bent[i];
            }
        }
    }
}

} // namespace pya::dsp
