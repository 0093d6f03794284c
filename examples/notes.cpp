// SPDX-License-Identifier: MIT
/// @file
/// Notes: a MIDI file is played by generators, and a tune that is written down here by a sample.
///
///     notes [FILE.mid [FOLDER]]
#include <pya/pya.hpp>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

using namespace pya;

namespace {

constexpr Seconds release = 0.3;

/// A string that is plucked for low notes, and bowed for the others.
Agen strings(const Anote& note) {
    const double freq = midicps(note.pitch), place = 0.4 * (note.track % 3 - 1);
    const Agen key = note.velocity * gen::adsr({.att = 60_ms, .sus = 0.8, .rel = release});
    if (note.pitch < "E3"_midi) return gen::pan2(0.5 * key * gen::pluck(freq, {.seed = 1}), place);
    const Agen saw = gen::saw(freq * (1 + 0.003 * gen::sine(5)), {.band_limited = true});
    return gen::pan2(0.15 * key * gen::lowpass(saw, 5 * freq), place);
}

/// Three bars at 90 quarter notes a minute and one at 60.
std::vector<Anote> tune() {
    Atempo tempo(90, {3, 4});
    tempo.set_bpm(60, tempo.quarters(4));
    std::vector<Anote> notes;
    const char* const names[] = {"G4", "A4", "B4", "C5", "B4", "A4", "D5", "F#4", "A4", "G4"};
    for (int i = 0; i < 10; ++i)
        notes.push_back({.onset = tempo.at(1 + i / 3, 1 + i % 3),
                         .dur = i % 3 == 2 ? 0.4 : 0.6,
                         .pitch = dsp::note_to_midi(names[i])});
    return notes;
}

} // namespace

int main(int argc, char** argv) try {
    const std::string folder = argc > 2 ? argv[2] : ".";
    std::filesystem::create_directories(folder);

    const io::MidiFile song = io::load_midi(argc > 1 ? argv[1] : PYA_EXAMPLES_DATA "/canon.mid");
    const Asig played = render(to_score(song.notes, strings, {.release = release})).norm(-3_dB);
    played.save(folder + "/song.wav");
    std::printf("%td notes in %td tracks, %.0f to %.0f quarter notes a minute, %.1f s\n",
                std::ssize(song.notes), std::ssize(song.tracks), song.tempo.bpm(), song.tempo.bpm(1e6),
                played.dur());

    const Asig bell = (gen::fm("C5"_Hz, {.ratio = 3.5, .index = gen::exponential(3, 0.1, 1_s)}) *
                       gen::exponential(1, 0.001, 2_s))
                          .render(2_s);
    const Ascore score = to_score(tune(), bell, {.release = release, .pitch = "C5"_midi});
    render(score, {.channels = 1}).norm(-3_dB).save(folder + "/tune.wav");

    Aserver s({.backend = std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call})});
    s.boot(); // Aserver s; takes the sound card
    s.play(score);
    s.wait();
} catch (const std::exception& error) {
    std::fprintf(stderr, "notes: %s\n", error.what());
    return 1;
}
