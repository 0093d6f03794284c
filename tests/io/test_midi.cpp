// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/midi.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace pya;

namespace {

using Bytes = std::vector<int>;

std::string text(const Bytes& bytes) {
    std::string made;
    for (const int byte : bytes) made += static_cast<char>(byte);
    return made;
}

/// A number of so many bytes, the highest first.
std::string number(std::uint32_t value, int bytes) {
    std::string made;
    while (bytes-- > 0) made += static_cast<char>(value >> 8 * bytes & 255);
    return made;
}

std::string chunk(const std::string& type, const std::string& content) {
    return type + number(static_cast<std::uint32_t>(content.size()), 4) + content;
}

std::string midi(std::uint32_t format, std::uint32_t division, const std::vector<std::string>& tracks) {
    std::string file =
        chunk("MThd",
              number(format, 2) + number(static_cast<std::uint32_t>(tracks.size()), 2) + number(division, 2));
    for (const std::string& track : tracks) file += chunk("MTrk", track);
    return file;
}

io::MidiFile load(const std::string& bytes) {
    const Folder folder;
    std::ofstream(folder / "x.mid", std::ios::binary) << bytes;
    return io::load_midi(folder / "x.mid");
}

std::vector<Anote> notes(const Bytes& track) { return load(midi(0, 4, {text(track)})).notes; }

/// What is wrong with a file, or nothing.
std::string trouble(const std::string& bytes) {
    try {
        load(bytes);
    } catch (const IoError& error) {
        return error.what();
    }
    return {};
}

const std::string end = text({0, 0xff, 0x2f, 0});

} // namespace

TEST_CASE("a note lasts from its note-on to its note-off, or to a note-on of velocity 0", "[midi]") {
    // 4 ticks are a quarter note, half a second
    const auto found = notes({0, 0x93, 60, 127, 4, 0x83, 60, 64, 4, 0x95, 72, 1, 2, 0x95, 72, 0});
    REQUIRE(found.size() == 2);
    CHECK(found[0].onset.value == 0);
    CHECK(found[0].dur.value == 0.5);
    CHECK(found[0].pitch == 60);
    CHECK(found[0].velocity == 1);
    CHECK(found[0].channel == 3);
    CHECK(found[0].track == 0);
    CHECK(found[1].onset.value == 1);
    CHECK(found[1].dur.value == 0.25);
    CHECK(found[1].velocity == Approx(1 / 127.));
    CHECK(found[1].channel == 5);
}

TEST_CASE("the status may be left out where it is that of the event before", "[midi]") {
    const auto found = notes({0, 0x90, 60, 9, 1, 62, 9, 1, 60, 0, 1, 62, 0});
    REQUIRE(found.size() == 2);
    CHECK(found[0].dur.value == 0.25);
    CHECK(found[1].onset.value == 0.125);
    CHECK(found[1].dur.value == 0.25);
    // controllers, bends, programs and pressures between them, and texts and system exclusive, which some
    // programs write without giving the status again
    CHECK(notes({0,    0xb0, 64, 127,  0,   7, 100,  0,  0xe0, 0,    64,   0,  0xc0, 5,
                 0,    6,    0,  0xd0, 9,   0, 0xa0, 60, 1,    0,    0x90, 60, 9,    0,
                 0xff, 1,    2,  'h',  'i', 0, 0xf0, 2,  1,    0xf7, 4,    60, 0})[0]
              .dur.value == 0.5);
}

TEST_CASE("of notes of one key the oldest one ends first, each in its channel and track", "[midi]") {
    const Bytes track{0, 0x90, 60, 1, 4, 60, 2, 0, 0x91, 60, 3, 4, 0x80, 60, 0, 4, 60, 0, 4, 0x81, 60, 0};
    for (const bool twice : {false, true}) {
        const auto found = load(midi(1, 4, std::vector<std::string>(twice ? 2 : 1, text(track) + end))).notes;
        REQUIRE(found.size() == (twice ? 6 : 3));
        const std::size_t step =
            twice ? 2 : 1; // the notes of the second track come behind those of the first
        CHECK(found[0].dur.value == 1);
        CHECK(found[step].velocity == Approx(2 / 127.));
        CHECK(found[step].dur.value == 1);
        CHECK(found[2].track == 0);
        CHECK(found[twice ? 3 : 2].channel == 1);
        CHECK(found[twice ? 3 : 2].dur.value == 1.5);
        if (twice) CHECK(found[1].track == 1);
    }
    CHECK(notes({0, 0x80, 60, 0, 4, 0x90, 60, 0}).empty()); // ends of nothing
}

TEST_CASE("what is down at the end of the track ends there", "[midi]") {
    CHECK(notes({0, 0x90, 60, 9, 8, 0xff, 0x2f, 0})[0].dur.value == 1);
    CHECK(notes({0, 0x90, 60, 9, 8, 62, 9})[0].dur.value == 1); // which may be where the bytes end
    CHECK(notes({0, 0x90, 60, 9, 8, 0xff, 0x2f, 0, 8, 0x90, 62, 9}).size() == 1);
}

TEST_CASE("changes of tempo and bars in any track hold for all of them", "[midi]") {
    const std::string piano = text({0,    0xff, 3, 5,  'p', 'i', 'a', 'n',  'o', 0x81, 0x40,
                                    0x90, 60,   9, 96, 60,  0,   0,   0xff, 3,   1,    'x'}),
                      tempi = text({96, 0xff, 0x51, 3, 0x0f, 0x42, 0x40, 0, 0xff, 0x58, 4, 3, 3, 24, 8}),
                      early = text({0, 0xff, 0x51, 3, 0x03, 0xd0, 0x90});
    const io::MidiFile file = load(midi(1, 96, {tempi + end, piano + end, early + end}));
    REQUIRE(file.notes.size() == 1);
    CHECK(file.notes[0].onset.value == 1.25); // a quarter note of 0.25 s, then one of 1 s
    CHECK(file.notes[0].dur.value == 1);
    CHECK(file.tempo.bpm() == 240);
    CHECK(file.tempo.bpm(1) == 60);
    CHECK(file.tempo.bars().beats == 4);
    CHECK(file.tempo.bars(1).beats == 3);
    CHECK(file.tempo.bars(1).unit == 8);
    CHECK(file.tempo.at(2, 3).value == 1.25);
    CHECK(file.tracks == std::vector<std::string>{"", "piano", ""});
}

TEST_CASE("time may be counted in frames, then no tempo changes it", "[midi]") {
    const std::string track = text({0, 0xff, 0x51, 3, 1, 1, 1, 100, 0x90, 60, 9, 50, 60, 0});
    for (const auto& [frames, rate] :
         std::vector<std::pair<int, double>>{{24, 24}, {25, 25}, {29, 30000 / 1001.}, {30, 30}}) {
        const auto division = static_cast<std::uint32_t>(256 - frames) << 8 | 40;
        const io::MidiFile file = load(midi(0, division, {track}));
        CHECK(file.notes[0].onset.value == Approx(100 / (40 * rate)));
        CHECK(file.notes[0].dur.value == Approx(50 / (40 * rate)));
        CHECK(file.tempo.bpm() == 120);
    }
}

TEST_CASE("chunks that are no tracks and a longer header are passed over", "[midi]") {
    const std::string track = chunk("MTrk", text({0, 0x90, 60, 9, 4, 60, 0})),
                      header = number(0, 2) + number(1, 2);
    CHECK(load(chunk("MThd", header + number(4, 2) + "more") + chunk("abcd", "xyz") + track + "rest")
              .notes.size() == 1);
    CHECK(load(midi(0, 4, {end})).notes.empty());
    CHECK(load(midi(1, 4, {})).tracks.empty());
}

TEST_CASE("damaged files are an IoError that says what is wrong", "[midi]") {
    const Folder folder;
    CHECK_THROWS_AS(io::load_midi(folder / "missing.mid"), IoError);
    const auto contains = [](const std::string& part) { return Catch::Contains(part); };
    CHECK_THAT(trouble(""), contains("no MIDI file"));
    CHECK_THAT(trouble("RIFF...."), contains("no MIDI file"));
    CHECK_THAT(trouble("MThd"), contains("cut short"));
    CHECK_THAT(trouble(chunk("MThd", "xx")), contains("cut short"));
    CHECK_THAT(trouble("MThd\xff\xff\xff\xff"), contains("cut short"));
    CHECK_THAT(trouble(midi(2, 4, {end})), contains("format 2"));
    CHECK_THAT(trouble(midi(0, 0, {end})), contains("division"));
    CHECK_THAT(trouble(midi(0, 0xe200, {end})), contains("division"));
    CHECK_THAT(trouble(midi(0, 0x8004, {end})), contains("division"));
    std::string fewer = midi(1, 4, {end, end});
    fewer[11] = 3; // tracks
    CHECK_THAT(trouble(fewer), contains("cut short"));
    const std::vector<std::pair<Bytes, std::string>> tracks{
        {{0x80, 0x80, 0x80, 0x80, 0, 0x90, 60, 9}, "four bytes"},
        {{0, 60, 9}, "no file"},
        {{0, 0xf1, 0}, "no file"},
        {{0, 0x90, 0x90, 9}, "cut short by"},
        {{0, 0x90, 60}, "cut short or"},
        {{0}, "cut short or"},
        {{0, 0xff, 1, 5, 'h', 'i'}, "cut short or"},
        {{0, 0xf0, 0xff, 0xff, 0xff, 0x7f}, "cut short or"},
        {{0, 0xff, 0x51, 2, 1, 1}, "cut short or"},
        {{0, 0xff, 0x51, 3, 0, 0, 0}, "tempo"},
        {{0, 0xff, 0x58, 4, 0, 2, 24, 8}, "time signature"},
        {{0, 0xff, 0x58, 4, 4, 40, 24, 8}, "time signature"}};
    for (const auto& [track, why] : tracks) CHECK_THAT(trouble(midi(0, 4, {text(track)})), contains(why));
}

TEST_CASE("a MIDI file that is cut or changed anywhere gives notes or an IoError", "[midi]") {
    const std::string song = midi(
        1, 96,
        {text({0, 0xff, 0x51, 3, 0x07, 0xa1, 0x20, 0, 0xff, 0x58, 4, 3, 2, 24, 8, 0, 0xff, 3, 2, 'a', 'b'}) +
             end,
         text({0, 0xc0, 5, 0x81, 0, 0x90, 60, 100,  96, 60, 0, 0,    64, 90,
               0, 0xf0, 3, 1,    2, 0xf7, 96, 0x80, 64, 0,  0, 0xe0, 0,  64}) +
             end});
    REQUIRE(load(song).notes.size() == 2);
    for (std::size_t size = 0; size < song.size(); ++size) CHECK(trouble(song.substr(0, size)) != "");
    std::mt19937 random(5); // its output is the same everywhere
    int read = 0, refused = 0;
    for (int run = 0; run < 5000; ++run) {
        std::string bytes = song;
        for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        ++(trouble(bytes).empty() ? read : refused);
    }
    CHECK(read > 500);
    CHECK(refused > 500);
}

TEST_CASE("many notes that never end are read in a time that grows with the file", "[midi]") {
    std::string track;
    for (int i = 0; i < 200000; ++i) track += text({0, 0x90, i % 128, 1, 0, 0x80, (i + 64) % 2 + 126, 0});
    const auto found = load(midi(0, 4, {track})).notes;
    CHECK(found.size() == 200000);
}
