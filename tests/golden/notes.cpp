// SPDX-License-Identifier: MIT
// librosa's names of notes.
#include "golden/mapping.hpp"

#include <pya/dsp/feature/notes.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

namespace dsp = pya::dsp;

Mapping names(std::string (*name)(double, const dsp::NoteOptions&)) {
    return [name](const Case& c, Checker& check) {
        dsp::NoteOptions o;
        c.read("octave", o.octave);
        c.read("cents", o.cents);
        c.read("key", o.key);
        c.read("unicode", o.unicode);
        std::vector<std::string> notes;
        for (const double x : c.in("x").list()) notes.push_back(name(x, o));
        check.expect("notes", notes);
    };
}

const Covers of_midi("notes", "midi_to_note", names(dsp::midi_to_note));
const Covers of_hz("notes", "hz_to_note", names(dsp::hz_to_note));

Mapping numbers(const char* out, double (*number)(std::string_view, bool)) {
    return [out, number](const Case& c, Checker& check) {
        bool round = true;
        c.read("round_midi", round);
        const auto notes = c.get<std::vector<std::string>>("notes");
        Eigen::ArrayXd values(std::ssize(notes));
        for (Index i = 0; i < values.size(); ++i)
            values(i) = number(notes[static_cast<std::size_t>(i)], round);
        check.out(out, array(values));
    };
}

const Covers to_midi("notes", "note_to_midi", numbers("midi", dsp::note_to_midi));
const Covers to_hz("notes", "note_to_hz", numbers("hz", dsp::note_to_hz));

} // namespace
} // namespace golden
