// SPDX-License-Identifier: MIT
/// @file
/// Effects on a recording: a chain of those that the library has, and some that are made by hand: echoes, a
/// room, tremolo, distortion, softer attacks, another speed and pitch, a synthesiser that speaks, less noise,
/// a circle around the listener, and a filter that opens and closes, which is also put on everything that a
/// score plays. Each result is saved under its name.
///
///     effects [FILE] [FOLDER]
#include <pya/dsp/leaf.hpp>
#include <pya/pya.hpp>

#include "places.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

using namespace pya;
namespace fs = std::filesystem;

namespace {

/// A low-pass whose cutoff swings between 200 and 3200 Hz, once every two seconds. It goes on from block to
/// block.
class Sweep {
public:
    Sweep(double sr, Index channels)
        : sr_(static_cast<float>(sr)),
          filters_(static_cast<std::size_t>(channels), dsp::leaf::Svf<float>(sr_)) {}

    /// Filters samples x channels in place. It neither allocates nor waits.
    void process(SigMap block) {
        for (Index i = 0; i < block.rows(); ++i) {
            const float cutoff = 800 * std::exp2(2 * std::sin(6.2831853f * swing_.next()));
            for (Index c = 0; c < block.cols(); ++c) {
                dsp::leaf::Svf<float>& filter = filters_[static_cast<std::size_t>(c)];
                filter.set(cutoff, 3);
                block(i, c) = filter(block(i, c)).low;
            }
        }
    }

private:
    float sr_;
    std::vector<dsp::leaf::Svf<float>> filters_; // one for each channel
    dsp::leaf::Phase<float> swing_{0.5f, sr_};
};

Asig studio(const Asig& sig) {
    const int sr = sig.sr();
    const Index n = sig.channels();
    const dsp::Chain chain{
        dsp::Equaliser(sr, n, {{.type = dsp::EqType::high_pass, .freq = 80}, {.freq = 3000, .gain = 3_dB}}),
        dsp::Compressor(sr, n, {.threshold = -24_dB, .ratio = 3, .lookahead = 5_ms}),
        dsp::Reverb(sr, n, {.t60 = 1.5, .mix = 0.2})};
    return sig.through(chain, 1.5_s); // 1.5 s more, in which the room dies away
}

Asig echoes(const Asig& sig) {
    Asig out = sig.pad(2 * sig.sr()); // room for the last echo: two seconds
    for (int i = 1; i <= 4; ++i) out.add(sig, {.onset = 0.4 * i, .amp = std::pow(0.5, i)});
    return out;
}

Asig room(const Asig& sig) {
    // Noise that dies away by 60 dB in 1.5 s sounds like a hall; a recording of a hall will do, too.
    const Asig noise = Ugen::noise({.dur = 1.5, .sr = sig.sr(), .channels = sig.channels(), .seed = 4});
    const Eigen::ArrayXf decay = (-4.6 * noise.get_times()).exp().cast<float>();
    const Asig hall(noise.sig().colwise() * decay, {.sr = sig.sr()});
    return (0.7 * sig).x() + 0.3 * sig.convolve(hall);
}

Asig tremolo(const Asig& sig) {
    const Asig wave = Ugen::sine(
        {.freq = 6, .amp = 0.4, .n_rows = sig.samples(), .sr = sig.sr(), .channels = sig.channels()});
    return sig * (0.6 + wave);
}

Asig distortion(const Asig& sig) {
    // Bending makes high harmonics. At four times the rate most of them fit below half the rate, and on the
    // way back the filter takes out those that the signal's own rate can't hold.
    return sig.resample(4 * sig.sr(), {.kind = Interp::sinc_best})
        .apply([](float x) { return dsp::leaf::clip_tanh(6 * x); })
        .resample(sig.sr(), {.kind = Interp::sinc_best});
}

Asig softened(const Asig& sig) {
    auto [tones, attacks] = sig.hpss();
    return tones + 0.2 * attacks;
}

Asig vocoder(const Asig& sig) {
    const Asig voice = sig.mono();
    const Asig synthesiser = Ugen::sawtooth({.freq = 110, .n_rows = voice.samples(), .sr = voice.sr()});
    Asig out = 0 * synthesiser;
    for (double low = 100; low < 0.35 * voice.sr(); low *= 1.25) {
        const Asig level = voice.iirfilter({low, 1.25 * low}).apply([](float x) { return std::abs(x); });
        out += level.iirfilter(40, {.btype = Btype::lowpass}) * synthesiser.iirfilter({low, 1.25 * low});
    }
    return out;
}

Asig denoised(const Asig& sig) {
    const Asig hiss = Ugen::noise(
        {.amp = 0.01, .n_rows = sig.samples(), .sr = sig.sr(), .channels = sig.channels(), .seed = 3});
    return (sig + hiss).denoise();
}

Asig around(const Asig& sig) {
    const Acurve circle({{0_s, 0}, {3_s, 360}});
    return sig.mono().pan(dsp::speaker_ring(8), {.azimuth = circle});
}

Asig sweep(Asig sig) {
    Sweep(sig.sr(), sig.channels()).process(sig.write());
    return sig;
}

void write(const Asig& sig, const fs::path& folder, const char* name) {
    sig.norm(-1_dB).save((folder / (std::string(name) + ".wav")).string());
    std::printf("%-11s %5.2f s\n", name, sig.dur());
}

} // namespace

int main(int argc, char** argv) try {
    const std::string file = argc > 1 ? argv[1] : PYA_EXAMPLES_DATA "/sentence.flac";
    const fs::path out = argc > 2 ? argv[2] : PYA_EXAMPLES_OUTPUT;
    fs::create_directories(out);
    const Asig word(file);

    write(studio(word), out, "studio");
    write(echoes(word), out, "echoes");
    write(room(word), out, "room");
    write(tremolo(word), out, "tremolo");
    write(distortion(word), out, "distortion");
    write(softened(word), out, "softened");
    write(word.time_stretch(1.5), out, "slow");
    write(word.pitch_shift(-5), out, "deep");
    write(word.pitch_shift(5, {.keep_formants = true}), out, "same_person");
    write(word.time_stretch({{0_s, 1}, {2_s, 3}}), out, "slowing");
    write(vocoder(word), out, "vocoder");
    write(denoised(word), out, "denoised");
    write(around(word), out, "around");
    write(sweep(word), out, "sweep");

    // The same sweep on everything that is played: a score here, a server with s.set_insert(insert).
    Sweep filter(word.sr(), 2);
    const Insert insert = [&](SigMap block) { filter.process(block); };
    const Ascore score{{.sig = word}, {.sig = word, .onset = onset_frame(1.5, word.sr()), .rate = 1.5}};
    write(render(score, {.sr = word.sr(), .channels = 2, .insert = insert}), out, "score");

    // An effect of the library is an insert as it is, and its knobs can be turned from any thread.
    dsp::Chain flanger{dsp::Chorus(word.sr(), 2, dsp::flanger)};
    flanger.at<0>().feedback.set(0.8);
    write(render(score, {.sr = word.sr(), .channels = 2, .insert = flanger}), out, "flanger");

    // Or the insert of one voice, which goes on for half a second after its signal.
    const dsp::Delay echo(word.sr(), word.channels(), {.time = 150_ms, .feedback = 0.5});
    const Ascore duet{{.sig = word}, {.sig = word, .rate = 1.5, .insert = echo, .tail = word.sr() / 2}};
    write(render(duet, {.sr = word.sr(), .channels = 2}), out, "duet");
} catch (const std::exception& error) {
    std::fprintf(stderr, "effects: %s\n", error.what());
    return 1;
}
