// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/notes.hpp>

#include <pya/error.hpp>
#include <pya/mapping.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace pya::dsp {
namespace {

using detail::fail;

// Names stand on the line of fifths: ... Bb -2, F -1, C 0, G 1, D 2, ..., B 5, F# 6, ...
constexpr std::string_view letters = "FCGDAEB";

constexpr int floor_div(int a, int b) { return (a - ((a % b) + b) % b) / b; }
constexpr int pitch_class(int fifths) { return ((7 * fifths) % 12 + 12) % 12; }

std::string fifth_name(int fifths, bool unicode) {
    const int accidentals = floor_div(fifths + 1, 7);
    std::string name(1, letters[static_cast<std::size_t>(fifths + 1 - 7 * accidentals)]);
    for (int i = 0; i < std::abs(accidentals); ++i)
        name += accidentals > 0 ? (unicode ? "♯" : "#") : (unicode ? "♭" : "b");
    return name;
}

constexpr std::array<std::pair<std::string_view, int>, 9> accidental_signs{
    {{"#", 1}, {"♯", 1}, {"𝄪", 2}, {"b", -1}, {"!", -1}, {"♭", -1}, {"𝄫", -2}, {"n", 0}, {"♮", 0}}};

/// Takes a letter and accidentals from the front of a text: their place on the line of fifths.
std::optional<int> take_name(std::string_view& text) {
    if (text.empty()) return std::nullopt;
    const char letter = text.front() >= 'a' ? static_cast<char>(text.front() - 'a' + 'A') : text.front();
    const std::size_t place = letters.find(letter);
    if (place == std::string_view::npos) return std::nullopt;
    text.remove_prefix(1);
    int fifths = static_cast<int>(place) - 1;
    for (bool more = true; more;) {
        more = false;
        for (const auto& [sign, shift] : accidental_signs)
            if (text.substr(0, sign.size()) == sign) {
                text.remove_prefix(sign.size());
                fifths += 7 * shift;
                more = true;
            }
    }
    return fifths;
}

/// Takes a whole number with an optional sign from the front of a text.
std::optional<int> take_number(std::string_view& text) {
    std::string_view digits = text;
    if (!digits.empty() && digits.front() == '+') digits.remove_prefix(1);
    if (digits != text && (digits.empty() || digits.front() == '-')) return std::nullopt;
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || value < -1000000 || value > 1000000) return std::nullopt;
    text = digits.substr(static_cast<std::size_t>(end - digits.data()));
    return value;
}

/// The MIDI number of a note, if it is one.
std::optional<double> parsed(std::string_view note) {
    const std::optional<int> fifths = take_name(note);
    if (!fifths) return std::nullopt;
    const std::optional<int> octave = note.empty() ? 0 : take_number(note);
    const bool deviates = octave && !note.empty();
    if (deviates && note.front() != '+' && note.front() != '-') return std::nullopt;
    const std::optional<int> cents = deviates ? take_number(note) : 0;
    if (!octave || !cents || !note.empty()) return std::nullopt;
    const int accidentals = floor_div(*fifths + 1, 7), letter = *fifths - 7 * accidentals;
    return 12. * (*octave + 1) + pitch_class(letter) + accidentals + *cents / 100.;
}

/// Where the twelve names begin that a key uses: those next to its scale on the line of fifths, at least as
/// many sharps as C# to A#, or flats as Db to Bb.
int first_fifth(const std::string& key) {
    std::string_view rest = key;
    const std::optional<int> tonic = take_name(rest);
    const bool major = rest == ":maj" || rest == ":major", minor = rest == ":min" || rest == ":minor";
    if (!tonic || !(major || minor) || std::abs(*tonic) > 100)
        fail("midi_to_note: option key is '", key, "'; it must be a tonic and a scale, as C:maj or Eb:min");
    const int sharps = major ? *tonic : *tonic - 3;
    return sharps >= 0 ? -1 + std::max(0, sharps - 5) : -6 - std::max(0, -sharps - 5);
}

} // namespace

std::string midi_to_note(double midi, const NoteOptions& options) {
    if (!(std::abs(midi) <= 1e6))
        fail("midi_to_note: argument midi is ", midi, "; it must lie between -10^6 and 10^6");
    if (options.cents && !options.octave)
        fail("midi_to_note: option cents is set without octave; a note with cents needs its octave");
    const int number = static_cast<int>(std::nearbyint(midi));
    const int octave = floor_div(number, 12);
    int fifths = first_fifth(options.key);
    while (pitch_class(fifths) != number - 12 * octave) ++fifths;
    std::string note = fifth_name(fifths, options.unicode);
    if (options.octave) note += std::to_string(octave - 1);
    if (options.cents) {
        const auto cents = static_cast<int>(100 * (std::nearbyint(100 * (midi - number)) / 100));
        if (cents >= 0) note += '+';
        note += std::to_string(cents);
    }
    return note;
}

std::string hz_to_note(double hz, const NoteOptions& options) {
    if (!(hz > 0 && std::isfinite(hz)))
        fail("hz_to_note: argument hz is ", hz, "; it must be finite and above 0");
    return midi_to_note(cpsmidi(hz), options);
}

double note_to_midi(std::string_view note, bool round) {
    const std::optional<double> midi = parsed(note);
    if (!midi)
        fail("note_to_midi: argument note is '", note, "'; it must be a note as C, F#4, Bb-1 or A4+25");
    return round ? std::nearbyint(*midi) : *midi;
}

double note_to_hz(std::string_view note, bool round) { return midicps(note_to_midi(note, round)); }

} // namespace pya::dsp
