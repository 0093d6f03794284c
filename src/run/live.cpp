// SPDX-License-Identifier: MIT
#include "run/live.hpp"

#include <pya/backend/portaudio.hpp>
#include <pya/error.hpp>

#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <utility>

namespace pya::detail::live {
namespace {

void print(const std::string& text) { std::fprintf(stderr, "%s\n", text.c_str()); }

// The first error of a compiler that has a line, or else the first of all.
Line first_error(std::string messages) {
    Line first;
    for (const std::string& text : take_lines(messages, true)) {
        Line line = parse_line(text);
        if (first.text.empty()) first = {"error", "", text};
        if (line.kind != "error") continue;
        if (line.place.find(':') != std::string::npos) return line;
        if (first.kind != "error" || first.place.empty()) first = line;
    }
    return first;
}

std::string ending(int status) {
    return WIFSIGNALED(status) ? std::string("It has crashed: ") + ::strsignal(WTERMSIG(status)) + "."
                               : "It has ended with status " + std::to_string(WEXITSTATUS(status)) + ".";
}

} // namespace

Live::Live(const LiveOptions& options)
    : options_(options), folder_(options.script.substr(0, options.script.rfind('/') + 1)),
      name_(options.script.substr(folder_.size())), page_(options.page) {
    watch_.set({options_.script});
    compile();
}

Live::~Live() { stream_.reset(); }

void Live::turn() {
    if (watch_.changed()) compile();
    if (compilation_ && compilation_->is_over()) compiled();
    if (next_) follow_next();
    if (current_) follow_current();
    see_off();
}

void Live::compile() {
    saved_ = std::chrono::steady_clock::now();
    compilation_.reset(); // of a version that nobody wants any more
    compilation_.emplace(options_.pya_run, options_.script);
    report("compiling");
}

void Live::compiled() {
    const std::string messages = compilation_->messages();
    std::fputs(messages.c_str(), stderr);
    if (compilation_->program().empty()) {
        print("pya-run: " + name_ + " does not compile" + (current_ ? "; the version before goes on" : ""));
        report("broken", first_error(messages), messages);
    } else {
        std::vector<std::string> files = compilation_->files();
        files.push_back(options_.script);
        watch_.set(files);
        start(compilation_->program());
    }
    compilation_.reset();
}

void Live::start(const std::string& program) {
    if (next_) dismiss(next_);
    things_.clear();
    error_ = {};
    std::vector<std::string> words{program};
    words.insert(words.end(), options_.arguments.begin(), options_.arguments.end());
    next_ = std::make_unique<Version>(words, page_.is_there(),
                                      [this](const SliderShape& shape) { return sliders_.left(shape); });
}

// Lines are shown as they come, things when the version takes over.
void Live::follow_next() {
    std::vector<Thing> shown = next_->take_things();
    things_.insert(things_.end(), std::make_move_iterator(shown.begin()),
                   std::make_move_iterator(shown.end()));
    say(*next_);
    if (const Strip* const strip = next_->strip()) {
        if (strip->state() == Strip::State::playing) return take_over();
    } else if (const std::optional<Format> format = next_->format()) {
        if (!has_stream(*format)) return;
        if (Strip* const free = desk_.take())
            next_->play_on(*free, Strip::ahead + static_cast<Index>(stream_->latency() * format->rate));
    }
    const std::optional<int> status = next_->status();
    if (!status) return;
    if (*status == 0) return take_over();
    if (error_.text.empty()) error_.text = ending(*status);
    print("pya-run: " + name_ + " ends before it plays" + (current_ ? "; the version before goes on" : ""));
    report("broken", error_);
    dismiss(next_);
}

void Live::follow_current() {
    for (Thing& thing : current_->take_things()) page_.put(std::move(thing));
    sliders_.follow(*current_);
    say(*current_);
    const std::optional<int> status = has_ended_ ? std::nullopt : current_->status();
    if (!status) return;
    has_ended_ = true;
    if (*status != 0 && error_.text.empty()) error_.text = ending(*status);
    if (!compilation_ && !next_) report(*status == 0 ? "over" : "broken", *status == 0 ? Line{} : error_);
}

void Live::take_over() {
    if (current_) dismiss(current_);
    current_ = std::move(next_);
    has_ended_ = false;
    page_.clear();
    sliders_.begin(*current_);
    for (Thing& thing : things_) page_.put(std::move(thing));
    things_.clear();
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - saved_;
    std::fprintf(stderr, "pya-run: %s is there after %.2f s\n", name_.c_str(), passed.count());
    if (!compilation_) report("playing");
}

// A version goes when its sound has faded out.
void Live::dismiss(std::unique_ptr<Version>& version) {
    if (Strip* const strip = version->strip()) desk_.leave(*strip);
    leaving_.push_back(std::move(version));
}

void Live::see_off() {
    const bool runs = stream_ && stream_->is_active();
    std::erase_if(leaving_, [&](std::unique_ptr<Version>& version) {
        Strip* const strip = version->strip();
        if (strip != nullptr && runs && strip->state() != Strip::State::done) return false;
        version.reset();
        if (strip != nullptr) desk_.give_back(*strip);
        return true;
    });
}

// A stream of that format; where it is another one than before it opens when all that plays has faded out.
bool Live::has_stream(const Format& format) {
    if (stream_ && stream_->is_active() && format_ == format) return true;
    if (current_) dismiss(current_);
    see_off();
    if (!leaving_.empty()) return false;
    stream_.reset();
    desk_.set_format(static_cast<int>(format.rate), format.channels);
    format_ = format;
    const bool may_wait = std::dynamic_pointer_cast<PortAudioBackend>(options_.backend) == nullptr;
    StreamOptions wanted{
        .rate = static_cast<int>(format.rate), .channels = format.channels, .output_flag = true};
    wanted.frames_per_buffer = options_.backend->bs();
    wanted.stream_callback = [this, may_wait](const StreamBlock& block) { desk_.play(block, may_wait); };
    try {
        wanted.device = options_.backend->get_default_output_device_info().index;
        stream_ = options_.backend->open(wanted);
    } catch (const Error& error) {
        print(std::string("pya-run: ") + error.what());
        report("broken", {"error", "", error.what()});
        dismiss(next_);
        return false;
    }
    return true;
}

void Live::say(Version& version) {
    std::vector<Line> lines = version.take_lines();
    if (lines.size() > most_lines) {
        const std::string rest = std::to_string(lines.size() - most_lines);
        lines.resize(most_lines);
        lines.push_back({"output", "", "… and " + rest + " more lines"});
    }
    for (const Line& line : lines) {
        if (line.kind == "error") error_ = line;
        page_.say({line.kind, place(line.place), line.text});
    }
}

// As people say it: without the folder that the script is in.
std::string Live::place(const std::string& place) const {
    return place.compare(0, folder_.size(), folder_) == 0 ? place.substr(folder_.size()) : place;
}

void Live::report(const std::string& state, const Line& error, const std::string& details) {
    page_.report({.name = name_,
                  .state = state,
                  .text = error.text,
                  .place = place(error.place),
                  .source = line_at(error.place),
                  .details = details,
                  .goes_on = current_ && !has_ended_});
}

} // namespace pya::detail::live
