// SPDX-License-Identifier: MIT
/// @file
/// What is in many sound files: a table of any features, with a line for each file. It is a Corpus, so that
/// it takes folders, goes on after an interruption, and runs on many machines. `features --help` says how. It
/// is also installed, as pya-features.
#include <pya/pya.hpp>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace pya;

namespace {

constexpr const char* help =
    R"( [OPTION]... INPUT...
Measures sound files and writes a table with a line for each, as CSV to stdout or into a folder.

  --features LIST    names between commas (centroid,flatness,rms,peak)
  --stat LIST        what is said of a feature's frames: mean, median, std, min, max (mean,std)
  --nperseg N        samples of a frame (2048)
  --stride N         samples from frame to frame (512)
  --frames csv|npy   writes the frames themselves as well, into archives in the folder of --out: NUMBER.csv, and
                     NUMBER.pitch.csv and so on for pitch, pyin, yin, cqt, chroma_cqt and onset_strength, which have
                     frames of their own. NUMBER.json says of which file. tar -xf FOLDER/files/000000.tar unpacks one.

By frames: centroid, bandwidth, rolloff, flatness, contrast, flux, rms, zero_crossing_rate, mel, mfcc, chroma,
pitch, pyin, yin, cqt, chroma_cqt, onset_strength. They are of the mean of the channels.
By files: loudness (LUFS) and peak (dB) of all channels, tempo (BPM) and onsets (how many) of their mean.

)";

constexpr const char* examples = R"(
Examples:
  how loud and how bright      --features loudness,peak,centroid *.flac >table.csv
  for a classifier             --features mfcc,chroma --stat mean,std,median --format parquet --out table recordings/
  the melody of each minute    --features pyin --frames npy --piece 60 --out melodies voice/
  on eight machines            --out table --shard 1/8 recordings/      on the first one, 2/8 on the second ...
)";

/// What the command line asks for.
struct Task {
    std::vector<std::string> names{"centroid", "flatness", "rms", "peak"};
    std::vector<std::string> statistics{"mean", "std"};
    std::string frame_files; // csv, npy or none
    FrameOptions frames;
    std::vector<std::string> corpus; // what is for the Corpus
    bool has_folder = false;
    std::string parameters; // all that the numbers depend on
};

/// A wrong argument.
struct Misuse {
    std::string what;
};

const std::map<std::string, double (*)(const Asig&)> by_file{
    {"loudness", [](const Asig& a) { return a.loudness().integrated; }},
    {"onsets", [](const Asig& a) { return static_cast<double>(a.onsets().size()); }},
    {"peak", [](const Asig& a) { return ampdb(a.peak()); }},
    {"tempo", [](const Asig& a) { return a.tempo(); }}};

/// Features whose frames are not those of the others.
const std::map<std::string, Afeature (*)(const Asig&, const FrameOptions&)> own_frames{
    {"chroma_cqt", [](const Asig& a, const FrameOptions&) { return a.to_chroma_cqt(); }},
    {"cqt", [](const Asig& a, const FrameOptions&) { return a.to_cqt(); }},
    {"onset_strength", [](const Asig& a, const FrameOptions& f) { return a.onset_strength({.frames = f}); }},
    {"pitch", [](const Asig& a, const FrameOptions&) { return a.pitch(); }},
    {"pyin", [](const Asig& a, const FrameOptions&) { return a.pyin(); }},
    {"yin", [](const Asig& a, const FrameOptions&) { return a.yin(); }}};

using StatisticValues = Eigen::ArrayXd (*)(const Afeature&);
const std::map<std::string, StatisticValues> statistics{
    {"max", [](const Afeature& f) { return f.max(); }},
    {"mean", [](const Afeature& f) { return f.mean(); }},
    {"median", [](const Afeature& f) { return f.median(); }},
    {"min", [](const Afeature& f) { return f.min(); }},
    {"std", [](const Afeature& f) { return f.std(); }}};

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts(1);
    for (const char c : list)
        if (c == ',')
            parts.emplace_back();
        else
            parts.back() += c;
    return parts;
}

Index count(const std::string& option, const std::string& text) {
    char* end = nullptr;
    const long value = std::strtol(text.c_str(), &end, 10);
    if (*end != '\0' || value < 1) throw Misuse{option + " is '" + text + "'; it must be 1 or more"};
    return value;
}

/// A feature's names: those of one transform, or one with frames of its own.
std::vector<std::vector<std::string>> tables_of(const Task& task) {
    std::vector<std::vector<std::string>> tables(1);
    for (const std::string& name : task.names) {
        if (by_file.count(name) != 0) continue;
        if (own_frames.count(name) != 0)
            tables.push_back({name});
        else
            tables.front().push_back(name);
    }
    if (tables.front().empty()) tables.erase(tables.begin());
    return tables;
}

Afeature measure(const Asig& mono, const std::vector<std::string>& names, const FrameOptions& frames) {
    const auto own = own_frames.find(names.front());
    return own == own_frames.end() ? mono.features(names, frames) : own->second(mono, frames);
}

void check(const Task& task) {
    for (const std::string& statistic : task.statistics)
        if (statistics.count(statistic) == 0) throw Misuse{"there is no statistic '" + statistic + "'"};
    try {
        for (const auto& names : tables_of(task)) measure(Asig(0), names, task.frames);
    } catch (const ArgumentError& error) {
        throw Misuse{error.what()};
    }
    if (!task.frame_files.empty() && task.frame_files != "csv" && task.frame_files != "npy")
        throw Misuse{"--frames is '" + task.frame_files + "'; it must be csv or npy"};
    if (!task.frame_files.empty() && !task.has_folder)
        throw Misuse{"--frames needs --out, the folder that they go to"};
}

/// Nothing if only the help is wanted.
std::optional<Task> parsed(int argc, char** argv) {
    Task task;
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        const auto value = [&] {
            if (i + 1 == argc) throw Misuse{option + " needs a value"};
            return std::string(argv[++i]);
        };
        if (option == "--help") return std::nullopt;
        if (option == "--features")
            task.names = split(value());
        else if (option == "--stat")
            task.statistics = split(value());
        else if (option == "--frames")
            task.frame_files = value();
        else if (option == "--nperseg")
            task.frames.nperseg = count(option, value());
        else if (option == "--stride")
            task.frames.stride = count(option, value());
        else {
            task.has_folder = task.has_folder || option == "--out";
            task.corpus.push_back(option);
            continue;
        }
        task.parameters += option + '=' + argv[i] + '\n';
    }
    check(task);
    if (!task.has_folder) task.corpus.insert(task.corpus.begin(), {"--out", "-"});
    return task;
}

/// "pitch.f0" of the feature that has frames of its own, so that it isn't the f0 of another one.
std::string column_name(const std::string& feature, const std::string& column) {
    const bool plain = own_frames.count(feature) == 0 || column.starts_with(feature);
    return plain ? column : feature + '.' + column;
}

Row measured(const Task& task, const Asig& sig) {
    if (sig.samples() == 0) throw ArgumentError("it has no samples");
    if (!sig.sig().allFinite()) throw ArgumentError("it has samples that are NaN or infinite");
    Row row{{"sr", sig.sr()}, {"channels", sig.channels()}, {"dur", sig.dur()}};
    const Asig mono = sig.mono();
    for (const auto& names : tables_of(task)) {
        const Afeature table = measure(mono, names, task.frames);
        std::vector<Eigen::ArrayXd> values;
        for (const std::string& statistic : task.statistics)
            values.push_back(statistics.at(statistic)(table));
        for (Index column = 0; column < table.columns(); ++column)
            for (std::size_t s = 0; s < values.size(); ++s)
                row.add({column_name(names.front(), table.cn()[static_cast<std::size_t>(column)]) + '_' +
                             task.statistics[s],
                         values[s](column)});
        const bool own = own_frames.count(names.front()) != 0;
        if (!task.frame_files.empty()) row.attach((own ? names.front() + '.' : "") + task.frame_files, table);
    }
    for (const std::string& name : task.names)
        if (const auto value = by_file.find(name); value != by_file.end())
            row.add({name, value->second(name == "loudness" || name == "peak" ? sig : mono)});
    return row;
}

} // namespace

int main(int argc, char** argv) {
    const std::string program = argc > 0 ? std::filesystem::path(argv[0]).filename().string() : "features";
    const std::string usage = "usage: " + program;
    try {
        const std::optional<Task> task = parsed(argc, argv);
        if (task)
            return Corpus(task->corpus)
                .run([&](const Asig& sig) { return measured(*task, sig); }, task->parameters);
        std::cout << usage << help << Corpus::options_help() << examples;
        return 0;
    } catch (const Misuse& misuse) {
        std::cerr << program << ": " << misuse.what << '\n'
                  << usage << " [OPTION]... INPUT...; --help says what there is\n";
        return 2;
    } catch (const std::exception& error) {
        std::cerr << program << ": " << error.what() << '\n';
        return 2;
    }
}
