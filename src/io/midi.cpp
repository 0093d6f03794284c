// SPDX-License-Identifier: MIT
// The format is that of "Standard MIDI Files 1.0" (RP-001), MIDI Manufacturers Association, 1996.
#include <pya/error.hpp>
#include <pya/io/midi.hpp>
#include <pya/memory.hpp>

#include "io/text_file.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <queue>
#include <string_view>

namespace pya::io {
namespace {

constexpr std::uint64_t longest_track = std::uint64_t{1} << 48; // ticks

/// What is left of a file or of one of its chunks.
class MidiBytes {
public:
    MidiBytes(std::string_view bytes, const std::string& path) : bytes_(bytes), path_(path) {}

    bool at_end() const { return bytes_.empty(); }
    std::size_t size() const { return bytes_.size(); }
    bool begins_with_status() const { return !at_end() && (bytes_.front() & 0x80) != 0; }

    [[noreturn]] void refuse(std::string_view why) const {
        detail::fail<IoError>("can't read '", path_, "': ", why);
    }
    std::string_view take(std::size_t n) {
        if (n > bytes_.size()) refuse("it is cut short or damaged");
        const std::string_view taken = bytes_.substr(0, n);
        bytes_.remove_prefix(n);
        return taken;
    }
    MidiBytes chunk(std::size_t n) { return {take(n), path_}; }
    /// A whole number of so many bytes, the highest first.
    std::uint32_t number(std::size_t bytes) {
        std::uint32_t value = 0;
        for (const char byte : take(bytes)) value = value << 8 | static_cast<unsigned char>(byte);
        return value;
    }
    /// A whole number in bytes of 7 bits, at most four, of which the last has no eighth one.
    std::uint32_t variable() {
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i) {
            const std::uint32_t byte = number(1);
            value = value << 7 | (byte & 0x7f);
            if (byte < 0x80) return value;
        }
        refuse("it has a number of more than four bytes, so it is damaged");
    }
    std::uint32_t data() {
        const std::uint32_t byte = number(1);
        if (byte >= 0x80) refuse("an event is cut short by another one, so it is damaged");
        return byte;
    }

private:
    std::string_view bytes_;
    const std::string& path_;
};

/// A note in ticks.
struct MidiNote {
    std::uint64_t begin, end;
    std::uint32_t key, velocity, channel;
    int track;
};

struct TempoEvent {
    std::uint64_t tick;
    double bpm;
};

struct SignatureEvent {
    std::uint64_t tick;
    Atempo::Bars bars;
};

/// All tracks, still in ticks.
struct MidiEvents {
    std::vector<MidiNote> notes;
    std::vector<TempoEvent> tempi;
    std::vector<SignatureEvent> signatures;
    std::vector<std::string> names;
};

void add_meta(MidiBytes& in, std::uint32_t type, std::uint64_t tick, MidiEvents& events) {
    MidiBytes content = in.chunk(in.variable());
    if (type == 0x03 && events.names.back().empty()) {
        events.names.back() = content.take(content.size());
    } else if (type == 0x51) {
        const std::uint32_t microseconds = content.number(3); // of a quarter note
        if (microseconds == 0) in.refuse("it has a tempo of 0, so it is damaged");
        events.tempi.push_back({tick, 6e7 / microseconds});
    } else if (type == 0x58) {
        const std::uint32_t beats = content.number(1), power = content.number(1);
        if (beats == 0 || power > 10) in.refuse("it has a time signature that is none, so it is damaged");
        events.signatures.push_back({tick, {static_cast<int>(beats), 1 << power}});
    }
}

void add_track(MidiBytes in, MidiEvents& events) {
    const int track = static_cast<int>(events.names.size());
    events.names.emplace_back();
    std::uint64_t tick = 0;
    std::uint32_t running = 0;                                  // the status of the last channel's event
    std::map<std::uint32_t, std::queue<std::size_t>> keys_down; // which notes sound, the oldest first
    while (!in.at_end()) {
        tick += in.variable();
        if (tick > longest_track) in.refuse("a track has more than 2^48 ticks, so it is damaged");
        const std::uint32_t status = in.at_end() || in.begins_with_status() ? in.number(1) : running;
        if (status == 0xff) {
            const std::uint32_t type = in.data();
            if (type == 0x2f) break; // the end of the track
            add_meta(in, type, tick, events);
        } else if (status == 0xf0 || status == 0xf7) {
            in.take(in.variable()); // system exclusive
        } else if (status < 0x80 || status > 0xef) {
            in.refuse("it has an event that belongs in no file, so it is damaged");
        } else {
            // The format says that other events end the running status. Where a file relies on it
            // nevertheless, there is only one thing that it can mean.
            running = status;
            const std::uint32_t kind = status & 0xf0, channel = status & 0x0f, key = in.data();
            const std::uint32_t value = kind == 0xc0 || kind == 0xd0 ? 0 : in.data();
            if (kind != 0x80 && kind != 0x90) continue;
            std::queue<std::size_t>& down = keys_down[channel << 8 | key];
            if (kind == 0x90 && value > 0) {
                down.push(events.notes.size());
                events.notes.push_back({tick, tick, key, value, channel, track});
            } else if (!down.empty()) {
                events.notes[down.front()].end = tick;
                down.pop();
            }
        }
    }
    for (auto& [key, down] : keys_down)
        for (; !down.empty(); down.pop()) events.notes[down.front()].end = tick;
}

/// What a tick is, and the tempo that it depends on.
class MidiClock {
public:
    /// Throws IoError for a division that is none.
    MidiClock(MidiBytes& in, std::uint32_t division) {
        if (division < 0x8000) {
            per_quarter_ = division;
        } else {
            const int frames = 256 - static_cast<int>(division >> 8); // a second
            const bool known = frames == 24 || frames == 25 || frames == 29 || frames == 30;
            per_second_ = known ? (frames == 29 ? 30000 / 1001. : frames) * (division & 0xff) : 0;
        }
        if (per_quarter_ == 0 && per_second_ == 0)
            in.refuse("its division of time is none, so it is damaged");
    }

    void follow(MidiEvents& events) {
        if (per_quarter_ == 0) return;
        const auto by_tick = [](const auto& a, const auto& b) { return a.tick < b.tick; };
        std::ranges::stable_sort(events.tempi, by_tick);
        std::ranges::stable_sort(events.signatures, by_tick);
        for (const auto& [tick, bpm] : events.tempi) tempo_.set_bpm(bpm, quarters(tick));
        for (const auto& [tick, bars] : events.signatures) tempo_.set_bars(bars, quarters(tick));
    }
    double time(std::uint64_t tick) const {
        return per_quarter_ == 0 ? static_cast<double>(tick) / per_second_
                                 : tempo_.time(quarters(tick)).value;
    }
    const Atempo& tempo() const { return tempo_; }

private:
    double quarters(std::uint64_t tick) const { return static_cast<double>(tick) / per_quarter_; }

    double per_quarter_ = 0, per_second_ = 0; // one of them is 0
    Atempo tempo_;
};

} // namespace

MidiFile load_midi(const std::string& path) {
    return detail::within_memory("load_midi", [&] {
        const std::string content = read_file(path);
        MidiBytes in(content, path);
        if (!content.starts_with("MThd")) in.refuse("it is no MIDI file");
        in.take(4);
        MidiBytes header = in.chunk(in.number(4));
        const std::uint32_t format = header.number(2), tracks = header.number(2);
        MidiClock clock(in, header.number(2));
        if (format > 1)
            in.refuse("it is of format " + std::to_string(format) + "; formats 0 and 1 can be read");
        MidiEvents events;
        while (events.names.size() < tracks) {
            const std::string_view type = in.take(4);
            const MidiBytes chunk = in.chunk(in.number(4));
            if (type == "MTrk") add_track(chunk, events); // programs may add chunks of their own
        }

        clock.follow(events);
        MidiFile file{{}, clock.tempo(), std::move(events.names)};
        std::ranges::stable_sort(events.notes, {}, &MidiNote::begin);
        file.notes.reserve(events.notes.size());
        for (const MidiNote& note : events.notes) {
            const double onset = clock.time(note.begin);
            file.notes.push_back({onset, clock.time(note.end) - onset, static_cast<double>(note.key),
                                  note.velocity / 127., static_cast<int>(note.channel), note.track});
        }
        return file;
    });
}

} // namespace pya::io
