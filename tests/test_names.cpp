// SPDX-License-Identifier: MIT
// A program about music has these words for itself, also after `using namespace pya`.
#include <pya/pya.hpp>

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace std;
using namespace pya;

struct Note {
    int pitch = 69;
};
struct Voice {
    vector<Note> notes;
};
struct Event {
    Seconds onset;
    Note note;
};
struct Score {
    vector<Voice> voices;
};
struct Curve {};
struct Image {};
struct Window {};
struct Mark {};
struct Cue {};
struct Session {};
struct Track {};
struct Tempo {};
struct Figure {};
struct Axes {};
struct Limits {};
struct Envelope {};
struct Filter {};
struct Sample {};
struct Beat {};
struct Chord {};
struct Onset {};
struct Pitch {};
struct Tone {};
struct Signal {};
struct Frame {};
struct Feature {};
struct Spectrum {};
struct Delay {};
struct Reverb {};
struct Chain {};
struct Compressor {};
struct Gate {};
struct Chorus {};
struct Fade {};
struct Parameter {};
struct Speaker {};

int pitch() { return 1; }
int tempo() { return 2; }
int beats() { return 3; }
int onsets() { return 4; }
int delta() { return 5; }
int chroma() { return 6; }
int features() { return 7; }

const double title = 1, xlabel = 2, xlim = 3, legend = 4, grid = 5, figure = 6, subplot = 7;

TEST_CASE("a program keeps the words of music and of figures for itself", "[names]") {
    const Score score{{{{{60}, {62}}}, {{{64}}}}};
    const Event event{1.5_s, score.voices[0].notes[1]};
    CHECK(event.note.pitch == 62);
    CHECK(sizeof(Curve) + sizeof(Image) + sizeof(Window) + sizeof(Mark) + sizeof(Cue) == 5);
    CHECK(sizeof(Session) + sizeof(Track) + sizeof(Tempo) == 3);
    CHECK(sizeof(Figure) + sizeof(Axes) + sizeof(Limits) == 3);
    CHECK(sizeof(Envelope) + sizeof(Filter) + sizeof(Sample) + sizeof(Beat) + sizeof(Chord) == 5);
    CHECK(sizeof(Onset) + sizeof(Pitch) + sizeof(Tone) + sizeof(Signal) + sizeof(Frame) == 5);
    CHECK(sizeof(Feature) + sizeof(Spectrum) + sizeof(Delay) + sizeof(Reverb) + sizeof(Chain) == 5);
    CHECK(sizeof(Compressor) + sizeof(Gate) + sizeof(Chorus) + sizeof(Fade) == 4);
    CHECK(sizeof(Parameter) + sizeof(Speaker) == 2);
    CHECK(pitch() + tempo() + beats() + onsets() + delta() + chroma() + features() == 28);
    CHECK(title + xlabel + xlim + legend + grid + figure + subplot == 28);
}

namespace song {
struct Mixer {
    int tracks = 8;
};
int render(const Mixer& mixer) { return mixer.tracks; }

TEST_CASE("in a namespace of its own a program has every word", "[names]") {
    const int all = 1, none = 0;
    CHECK(render(Mixer()) == 8);
    CHECK(all > none);
}
} // namespace song

TEST_CASE("end is that of the standard library, and a signal's is slice::end", "[names]") {
    const vector<Note> notes(3);
    CHECK(end(notes) - begin(notes) == 3);
    const Asig sig({1.f, 2.f, 3.f});
    CHECK(sig(slice(1, slice::end)) == sig(slice(1, none)));
    CHECK(sig(slice(slice::end - 2, slice::end - 1)) == sig(slice(-2, -1)));
}

TEST_CASE("the library's own are an A's, nested, or a room's", "[names]") {
    const Ascore score{Acue{.sig = Asig({1.f})}};
    const Acurve curve({{0_s, 1}, {1_s, 2}});
    const Aserver::Voice voice;
    CHECK(score.size() + curve.points().size() == 3);
    CHECK_FALSE(voice.is_playing());
    CHECK(plot::Figure().axes().title().empty());
}
