// SPDX-License-Identifier: MIT
#include <pya/agen/oscillators.hpp>
#include <pya/dsp/source/chirp.hpp>
#include <pya/dsp/source/gaussian.hpp>
#include <pya/dsp/source/impulses.hpp>
#include <pya/dsp/source/noise.hpp>
#include <pya/dsp/source/oscillator.hpp>
#include <pya/ugen.hpp>

#include "agen/node.hpp"
#include "agen/rendered.hpp"
#include "asig/sizes.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace pya {
namespace {

// `unsaid` is the length where the options have none.
template <class Options>
Index length(const Options& options, Index unsaid) {
    if (options.dur && options.n_rows) detail::fail("Ugen: dur and n_rows are both given; use one of them");
    if (options.sr < 1) detail::fail("Ugen: sr is ", options.sr, "; it must be at least 1 Hz");
    const Index rows = options.dur ? to_samples(*options.dur, options.sr) : options.n_rows.value_or(unsaid);
    if (options.channels < 1 || options.channels > detail::most_channels)
        detail::fail("Ugen: channels is ", options.channels, "; it must be between 1 and ",
                     detail::most_channels);
    if (rows < 0 || rows > detail::most_samples / options.channels)
        detail::fail("Ugen: the length is ", rows, " samples; it must be between 0 and ",
                     detail::most_samples / options.channels);
    return rows;
}

template <class Options>
Index length(const Options& options) {
    return length(options, options.sr);
}

template <class Options>
Asig finished(storage::Samples samples, const Options& options) {
    return Asig(std::move(samples), {.sr = options.sr, .label = options.label, .cn = options.cn});
}

bool moves(const Agen& parameter) { return !parameter.node()->constant; }
double number(const Agen& parameter) { return parameter.node()->constant.value(); }
double number(double parameter) { return parameter; }

template <class Options>
bool moves(const Options& options) {
    return moves(options.freq) || moves(options.amp) || moves(options.phase);
}

template <class Options>
dsp::Tone tone(const Options& options) {
    return {number(options.freq), number(options.amp), static_cast<double>(options.sr)};
}

template <class Wave, class Options>
Asig periodic(const Options& options, Wave wave) {
    storage::Samples samples = storage::Samples::uninitialised(length(options), options.channels);
    wave.process(dsp::Block<float>(samples.write()));
    return finished(std::move(samples), options);
}

// A wave whose parameters move, with as many channels as they have.
template <class Options>
Asig moving(const char* function, const Options& options, const Agen& wave) {
    const Agen sound = options.amp * wave;
    if (sound.channels() != 1 && sound.channels() != options.channels)
        detail::fail(function, ": the parameters have ", sound.channels(), " channels and the signal ",
                     options.channels, "; they must have one, or as many");
    const double end = std::min(sound.duration(), 1e9);
    const Index rows = length(
        options, std::isinf(sound.duration()) || options.sr < 1 ? options.sr : to_samples(end, options.sr));
    storage::Samples samples = gen::impl::rendered(function, sound, rows, options.sr);
    if (samples.cols() == options.channels) return finished(std::move(samples), options);
    storage::Samples copies = storage::Samples::uninitialised(rows, options.channels);
    copies.write().colwise() = samples.view().col(0);
    return finished(std::move(copies), options);
}

} // namespace

Asig Ugen::sine(const SineOptions& options) {
    if (moves(options))
        return moving("Ugen::sine", options, gen::sine(options.freq, {.phase = options.phase}));
    return periodic(options, dsp::Sine(tone(options), number(options.phase)));
}

Asig Ugen::cos(const CosOptions& options) {
    if (moves(options))
        return moving("Ugen::cos", options, gen::sine(options.freq, {.phase = options.phase + 0.25}));
    return periodic(options, dsp::Cosine(tone(options), number(options.phase)));
}

Asig Ugen::square(const SquareOptions& options) {
    if (moves(options) || moves(options.duty) || options.band_limited) {
        const Agen early = options.freq * (options.sample_shift / std::max(options.sr, 1));
        return moving("Ugen::square", options,
                      gen::pulse(options.freq, options.duty,
                                 {.phase = options.phase + early, .band_limited = options.band_limited}));
    }
    return periodic(options, dsp::Square(tone(options), number(options.duty), options.sample_shift,
                                         number(options.phase)));
}

Asig Ugen::sawtooth(const SawtoothOptions& options) {
    if (moves(options) || moves(options.width) || options.band_limited) {
        gen::impl::check_range("Ugen::sawtooth", "width", options.width, 0, 1);
        return moving("Ugen::sawtooth", options,
                      gen::saw(options.freq, options.width,
                               {.phase = options.phase, .band_limited = options.band_limited}));
    }
    return periodic(options, dsp::Sawtooth(tone(options), number(options.width), number(options.phase)));
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
