// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/notes.hpp>
#include <pya/error.hpp>
#include <pya/mapping.hpp>

#include "support/catch.hpp"

#include <limits>

using namespace pya::dsp;

namespace {

// The twelve names of a key from C on, in ASCII.
std::string names(const std::string& key) {
    std::string all;
    for (int k = 0; k < 12; ++k) {
        if (k > 0) all += ' ';
        all += midi_to_note(k, {.octave = false, .key = key, .unicode = false});
    }
    return all;
}

} // namespace

TEST_CASE("notes are named after the nearest semitone", "[feature]") {
    CHECK(midi_to_note(69) == "A4");
    CHECK(midi_to_note(60.4) == "C4");
    CHECK(midi_to_note(61) == "C♯4");
    CHECK(midi_to_note(61, {.octave = false, .unicode = false}) == "C#");
    CHECK(midi_to_note(0) == "C-1");
    CHECK(midi_to_note(-1) == "B-2");
    CHECK(hz_to_note(440) == "A4");
    CHECK(hz_to_note(27.5) == "A0");
}

TEST_CASE("cents have a sign, and stand behind the octave", "[feature]") {
    CHECK(midi_to_note(69.25, {.cents = true}) == "A4+25");
    CHECK(midi_to_note(68.95, {.cents = true}) == "A4-5");
    CHECK(midi_to_note(69, {.cents = true}) == "A4+0");
    CHECK_THROWS_AS(midi_to_note(69, {.octave = false, .cents = true}), pya::ArgumentError);
}

TEST_CASE("a key spells its scale with each letter once", "[feature]") {
    CHECK(names("C:maj") == "C C# D D# E F F# G G# A A# B");
    CHECK(names("F:maj") == "C Db D Eb E F Gb G Ab A Bb B");
    CHECK(names("E:minor") == names("C:maj"));
    CHECK(names("F#:maj") == "C C# D D# E E# F# G G# A A# B");
    CHECK(names("c#:major") == "B# C# D D# E E# F# G G# A A# B");
    CHECK(names("B#:maj") == "B# C# C## D# D## E# F# F## G# G## A# A##");
    CHECK(names("Eb:min") == "C Db D Eb E F Gb G Ab A Bb Cb");
    CHECK(names("Fb:min") == "Dbb Db Ebb Eb Fb F Gb Abb Ab Bbb Bb Cb");
    CHECK(midi_to_note(70, {.key = "B♭:min"}) == "B♭4");
    for (const char* key : {"", "C", "H:maj", "C:dur", "C:maj ", "C4:maj"})
        CHECK_THROWS_AS(midi_to_note(60, {.key = key}), pya::ArgumentError);
}

TEST_CASE("notes are read with accidentals, octaves and cents", "[feature]") {
    CHECK(note_to_midi("A4") == 69);
    CHECK(note_to_midi("C") == 12);
    CHECK(note_to_midi("c#4") == 61);
    CHECK(note_to_midi("D♭4") == 61);
    CHECK(note_to_midi("D!4") == 61);
    CHECK(note_to_midi("F♯♯3") == note_to_midi("G3"));
    CHECK(note_to_midi("Cb4") == 59);
    CHECK(note_to_midi("B#-1") == 12);
    CHECK(note_to_midi("En2") == note_to_midi("E♮2"));
    CHECK(note_to_midi("A4+25") == 69);
    CHECK(note_to_midi("A4+25", false) == Approx(69.25));
    CHECK(note_to_midi("A-1-30", false) == Approx(8.7));
    CHECK(note_to_hz("A3") == Approx(220));
    CHECK(note_to_hz("A4+100", false) == Approx(466.1637615));
}

TEST_CASE("a name is read as the number that it was written for", "[feature]") {
    for (const char* key : {"C:maj", "Fb:min", "B#:maj"})
        for (int midi = 12; midi < 130; ++midi) {
            // B# and Cb belong to the octave of their letter, which is not that of their sound.
            const std::string name = midi_to_note(midi, {.key = key, .unicode = false});
            CAPTURE(name);
            CHECK((static_cast<int>(note_to_midi(name)) - midi) % 12 == 0);
            if (std::string(key) == "C:maj") CHECK(note_to_midi(name) == midi);
        }
}

TEST_CASE("names of notes are literals for frequencies and MIDI numbers", "[feature]") {
    using namespace pya::literals;
    CHECK("A4"_Hz == 440);
    CHECK("Eb3"_midi == 51);
    CHECK("A4+25"_midi == 69.25);
    CHECK("A3-50"_Hz == pya::midicps(56.5));
    CHECK_THROWS_AS("H4"_Hz, pya::ArgumentError);
    CHECK_THROWS_AS(""_midi, pya::ArgumentError);
}

TEST_CASE("what isn't a note is refused", "[feature]") {
    for (const char* note :
         {"", "H", "4", "A4x", "A4+", "A++4", "A4 ", "A+-3", "A99999999999", "A-2147483648", "A4+2+3"})
        CHECK_THROWS_AS(note_to_midi(note), pya::ArgumentError);
    CHECK_THROWS_AS(note_to_hz("nothing"), pya::ArgumentError);
    CHECK_THROWS_AS(midi_to_note(std::numeric_limits<double>::quiet_NaN()), pya::ArgumentError);
    CHECK_THROWS_AS(midi_to_note(1e300), pya::ArgumentError);
    CHECK_THROWS_AS(hz_to_note(0), pya::ArgumentError);
    CHECK_THROWS_AS(hz_to_note(-440), pya::ArgumentError);
}
