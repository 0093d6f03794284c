// SPDX-License-Identifier: MIT
#include <pya/dsp/source/chirp.hpp>
#include <pya/dsp/source/gaussian.hpp>
#include <pya/dsp/source/impulses.hpp>
#include <pya/dsp/source/noise.hpp>
#include <pya/dsp/source/oscillator.hpp>
#include <pya/ugen.hpp>

#include "asig/sizes.hpp"

#include <algorithm>
#include <random>

namespace pya {
namespace {

template <class Options>
Index length(const Options& options) {
    if (options.dur && options.n_rows) detail::fail("Ugen: dur and n_rows are both given; use one of them");
    if (options.sr < 1) detail::fail("Ugen: sr is ", options.sr, "; it must be at least 1 Hz");
    const Index rows =
        options.dur ? to_samples(*options.dur, options.sr) : options.n_rows.value_or(options.sr);
    if (options.channels < 1 || options.channels > detail::most_channels)
        detail::fail("Ugen: channels is ", options.channels, "; it must be between 1 and ",
                     detail::most_channels);
    if (rows < 0 || rows > detail::most_samples / options.channels)
        detail::fail("Ugen: the length is ", rows, " samples; it must be between 0 and ",
                     detail::most_samples / options.channels);
    return rows;
}

template <class Options>
Asig finished(storage::Samples samples, const Options& options) {
    return Asig(std::move(samples), {.sr = options.sr, .label = options.label, .cn = options.cn});
}

template <class Options>
dsp::Tone tone(const Options& options) {
    return {options.freq, options.amp, static_cast<double>(options.sr)};
}

template <class Wave, class Options>
Asig periodic(const Options& options, Wave wave) {
    storage::Samples samples = storage::Samples::uninitialised(length(options), options.channels);
    wave.process(dsp::Block<float>(samples.write()));
    return finished(std::move(samples), options);
}

} // namespace

Asig Ugen::sine(const SineOptions& options) {
    return periodic(options, dsp::Sine(tone(options), options.phase));
}

Asig Ugen::cos(const CosOptions& options) {
    return periodic(options, dsp::Cosine(tone(options), options.phase));
}

Asig Ugen::square(const SquareOptions& options) {
    return periodic(options, dsp::Square(tone(options), options.duty, options.sample_shift, options.phase));
}

Asig Ugen::sawtooth(const SawtoothOptions& options) {
    return periodic(options, dsp::Sawtooth(tone(options), options.width, options.phase));
}

Asig Ugen::impulse(const ImpulseOptions& options) {
    return periodic(options, dsp::Impulses(tone(options), options.phase));
}

Asig Ugen::chirp(const ChirpOptions& options) {
    const Index rows = length(options);
    const double whole = static_cast<double>(std::max<Index>(rows, 1)) / options.sr;
    return periodic(options, dsp::Chirp({.f0 = options.f0,
                                         .f1 = options.f1,
                                         .t1 = options.t1 ? options.t1->value : whole,
                                         .method = options.method,
                                         .vertex_zero = options.vertex_zero},
                                        options.sr, options.amp, options.phase));
}

Asig Ugen::noise(const NoiseOptions& options) {
    const std::uint32_t seed = options.seed ? *options.seed : std::random_device()();
    storage::Samples samples = storage::Samples::uninitialised(length(options), options.channels);
    const dsp::Block<float> out = samples.write();
    switch (options.type) {
    case Noise::white: dsp::white_noise(out, seed, options.amp); break;
    case Noise::pink: dsp::pink_noise(out, seed, options.amp); break;
    case Noise::gaussian: dsp::gaussian_noise(out, seed, options.amp); break;
    case Noise::brown: dsp::brown_noise(out, seed, options.amp); break;
    }
    return finished(std::move(samples), options);
}

} // namespace pya
