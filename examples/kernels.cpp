// SPDX-License-Identifier: MIT
/// @file
/// The kernels alone, for a program that has signals and devices of its own: it links pya::dsp and nothing
/// else. A tone goes block by block through a filter and an envelope, and is analysed by a short-time
/// transform. Blocks of any size give the same bits.
#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/level/envelope.hpp>
#include <pya/dsp/run_whole.hpp>
#include <pya/dsp/source/oscillator.hpp>
#include <pya/dsp/spectral/stft_stream.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>
#include <vector>

using namespace pya;

namespace {

constexpr int sr = 48000;

/// What a voice of a synthesiser keeps between two callbacks.
struct Note {
    dsp::Sawtooth wave{{.freq = 110, .amp = 0.5, .sr = sr}};
    dsp::SosFilter lowpass{
        dsp::iirfilter(std::array{900.}, {.btype = dsp::Btype::lowpass, .order = 4, .fs = sr}).sos()};
    dsp::Envelope envelope{dsp::Adsr{.att = 0.01, .dec = 0.2, .sus = 0.5, .rel = 0.5}, sr, sr};

    /// The next samples; neither allocates nor waits.
    void process(Eigen::Ref<Eigen::ArrayXXf> block) {
        wave.process(block);
        lowpass.process(block, block);
        envelope.process(block, block);
    }
};

Eigen::ArrayXXf render(Eigen::Index samples, Eigen::Index block) {
    Note note;
    Eigen::ArrayXXf out(samples, 1);
    for (Eigen::Index i = 0; i < samples; i += block)
        note.process(out.middleRows(i, std::min(block, samples - i)));
    return out;
}

} // namespace

int main() {
    const Eigen::ArrayXXf out = render(sr, 256);
    const bool same = (out == render(sr, 1000)).all() && (out == render(sr, 1)).all();
    std::printf("blocks of 256, 1000 and 1: %s\n", same ? "the same bits" : "different");

    const std::vector<float> echo{1, 0, 0, 0.5f};
    dsp::Convolver<float> room(echo, 1);
    Eigen::ArrayXXf wet(out.rows() + room.tail(), 1);
    dsp::run_whole<float>(room, out, wet);
    std::printf("%td samples with the room's tail\n", wet.rows());

    dsp::StftAnalyser<float> analyser({.nperseg = 2048});
    Eigen::ArrayXf loudest = Eigen::ArrayXf::Zero(analyser.bins());
    analyser.process(out, [&](dsp::Block<const std::complex<float>> frame) {
        loudest = loudest.max(Eigen::Map<const Eigen::ArrayXcf>(frame.data(), frame.samples()).abs());
    });
    Eigen::Index bin = 0;
    loudest.maxCoeff(&bin);
    std::printf("loudest around %.0f Hz\n", static_cast<double>(bin) * sr / 2048);
    return same ? 0 : 1;
}
