// SPDX-License-Identifier: MIT
/// @file
/// Clicks that are exact to the frame. It renders them offline into a file, plays them live on the server of
/// this machine, and shows that a server gives the same samples as the file.
///
///     metronome [BPM] [BEATS] [FILE]
#include <pya/aserver.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/io/audio_file.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>

using namespace pya;

namespace {

Asig click(double freq, int sr) {
    const Index n = sr / 20;
    const Eigen::ArrayXf t =
        Eigen::ArrayXf::LinSpaced(n, 0, static_cast<float>(n - 1)) / static_cast<float>(sr);
    const auto omega = static_cast<float>(2 * 3.14159265358979 * freq);
    return Asig((0.8f * (omega * t).sin() * (-60.0f * t).exp()).eval(), {.sr = sr});
}

} // namespace

int main(int argc, char** argv) try {
    const double bpm = argc > 1 ? std::atof(argv[1]) : 120;
    const int beats = argc > 2 ? std::atoi(argv[2]) : 8;
    const std::string file = argc > 3 ? argv[3] : "metronome.wav";
    constexpr int sr = 48000;
    if (!(bpm >= 1) || beats < 1)
        detail::fail("metronome: ", bpm, " beats a minute, ", beats, " beats; both must be 1 or more");

    const Asig accent = click(1760, sr);
    const Asig beat = click(880, sr);
    Ascore score;
    for (int i = 0; i < beats; ++i)
        score.push_back({.sig = i % 4 == 0 ? accent : beat, .onset = onset_frame(i * 60 / bpm, sr)});

    const Asig offline = render(score, {.sr = sr});
    save_audio(file, offline.storage().view(), sr);
    std::printf("%s: %d beats at %g bpm\n", file.c_str(), beats, bpm);

    Aserver live({.sr = sr, .bs = 256, .channels = 2});
    live.boot();
    live.play(score);
    live.wait();
    live.quit();

    const auto studio = std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call});
    Aserver s({.sr = sr, .bs = 100, .channels = 2, .backend = studio});
    s.boot();
    s.play(score);
    s.wait();
    const bool same = studio->samples_out()(slice(0, offline.samples())) == offline;
    std::printf("the server %s the file\n", same ? "plays exactly" : "does not play");
    return same ? 0 : 1;
} catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
