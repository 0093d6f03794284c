// SPDX-License-Identifier: MIT
#include "corpus/listing.hpp"

#include <pya/error.hpp>
#include <pya/io/audio_reader.hpp>

#include "file_name.hpp"
#include "io/text_file.hpp"
#include "json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <unordered_set>

#include <glob.h>

namespace pya::detail {
namespace {

namespace fs = std::filesystem;

std::string extension(const fs::path& path) {
    std::string name = path.extension().string();
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

bool is_sound(const fs::path& path) {
    static constexpr std::array<std::string_view, 17> known = {
        ".wav", ".wave", ".aif", ".aiff", ".aifc", ".flac", ".ogg", ".oga", ".opus",
        ".mp3", ".caf",  ".au",  ".snd",  ".w64",  ".rf64", ".m4a", ".wma"};
    return std::ranges::find(known, extension(path)) != known.end();
}

std::vector<std::string> in_folder(const fs::path& folder) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && is_sound(entry.path())) found.push_back(entry.path().string());
    std::ranges::sort(found);
    return found;
}

std::vector<std::string> matching(const std::string& pattern) {
    std::vector<std::string> found;
    glob_t matches{};
    if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &matches) == 0)
        found.assign(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
    ::globfree(&matches);
    if (found.empty()) fail<IoError>("no file is called '", pattern, "', and none matches it as a pattern");
    std::ranges::sort(found);
    return found;
}

std::vector<CorpusFile> whole_files(std::vector<std::string> paths) {
    std::vector<CorpusFile> files;
    for (std::string& path : paths) files.push_back({std::move(path)});
    return files;
}

std::vector<CorpusFile> in_lines(std::string_view text) {
    std::vector<CorpusFile> found;
    while (const auto line = io::next_line(text))
        if (!line->empty()) found.push_back({std::string(*line)});
    return found;
}

double seconds(const std::string& manifest, const std::string& column, const std::string& field) {
    const auto value = io::number(field);
    if (!value || !(*value >= 0 && *value < 1e9))
        fail<IoError>("the manifest '", manifest, "' has '", field, "' as a ", column,
                      "; it must be a number of seconds");
    return *value;
}

std::vector<CorpusFile> in_table(const std::string& manifest, std::string_view text) {
    bool last = false;
    std::vector<std::string> names;
    while (!text.empty() && !last) names.push_back(next_csv_field(text, last));
    if (std::ranges::find(names, "path") == names.end())
        fail<IoError>("the manifest '", manifest, "' has no column \"path\" in its first line");
    std::vector<CorpusFile> found;
    while (!text.empty()) {
        CorpusFile file;
        last = false;
        for (std::size_t i = 0; !last; ++i) {
            const std::string field = next_csv_field(text, last);
            if (i >= names.size() || field.empty()) continue;
            if (names[i] == "path") file.path = field;
            if (names[i] == "start") file.start = seconds(manifest, "start", field);
            if (names[i] == "dur") file.dur = seconds(manifest, "dur", field);
        }
        if (!file.path.empty()) found.push_back(std::move(file));
    }
    return found;
}

std::vector<CorpusFile> in_manifest(const fs::path& manifest) {
    const std::string text = io::read_file(manifest.string());
    std::vector<CorpusFile> found =
        extension(manifest) == ".csv" ? in_table(manifest.string(), text) : in_lines(text);
    for (CorpusFile& file : found) file.path = (manifest.parent_path() / file.path).string();
    return found;
}

std::vector<CorpusFile> listed(const std::string& input) {
    check_file_name(input);
    if (fs::is_directory(input)) return whole_files(in_folder(input));
    if (!fs::exists(input)) return whole_files(matching(input));
    if (extension(input) == ".txt" || extension(input) == ".csv") return in_manifest(input);
    return whole_files({input});
}

/// There is a piece wherever the one before has not come to the end. A file that can't be read is one, whose
/// error comes up when it is its turn.
void append_pieces(std::vector<CorpusFile>& files, const CorpusFile& file, const Pieces& pieces) {
    double dur = 0;
    try {
        const AudioReader reader(file.path);
        dur = static_cast<double>(reader.frames()) / reader.sr();
    } catch (const IoError&) {
        files.push_back(file);
        return;
    }
    for (double i = 0; i == 0 || ((i - 1) * pieces.hop + pieces.length < dur && i * pieces.hop < dur); ++i)
        files.push_back({file.path, false, i * pieces.hop, pieces.length});
}

/// A file or a piece in a form that no other one has.
std::string name_of(const CorpusFile& file) {
    if (file.whole()) return file.path;
    return file.path + '\0' + json_number(file.start) + '+' + (file.dur ? json_number(*file.dur) : "");
}

} // namespace

CorpusListing corpus_listing(const std::vector<std::string>& inputs, const std::optional<Pieces>& pieces) {
    CorpusListing listing;
    try {
        for (const std::string& input : inputs)
            for (CorpusFile& file : listed(input)) {
                listing.pieces = listing.pieces || pieces || !file.whole();
                if (pieces && file.whole())
                    append_pieces(listing.files, file, *pieces);
                else
                    listing.files.push_back(std::move(file));
            }
    } catch (const fs::filesystem_error& error) {
        fail<IoError>(error.what());
    }
    std::unordered_set<std::string> known;
    for (CorpusFile& file : listing.files) file.again = !known.insert(name_of(file)).second;
    return listing;
}

std::string corpus_hash(const CorpusListing& listing, std::size_t per_shard, std::string_view parameters) {
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a
    const auto add = [&hash](std::string_view bytes) {
        for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
        hash = (hash ^ 0x100) * 0x100000001b3; // ends a text
    };
    add(listing.pieces ? "1 in pieces" : "1"); // the format of the shards
    add(parameters);
    add(std::to_string(per_shard));
    for (const CorpusFile& file : listing.files) {
        std::error_code none;
        add(name_of(file));
        add(std::to_string(fs::file_size(file.path, none)));
    }
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[hash >> shift & 15];
    return digits;
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string field = "\"";
    for (const char c : text) field += c == '"' ? std::string("\"\"") : std::string(1, c);
    return field + '"';
}

std::string next_csv_field(std::string_view& text, bool& last) {
    std::string field;
    std::size_t i = 0;
    if (text.starts_with('"')) {
        for (i = 1; i < text.size(); ++i) {
            if (text[i] != '"') {
                field += text[i];
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                field += text[i++];
            } else {
                ++i;
                break;
            }
        }
    }
    for (; i < text.size() && text[i] != ',' && text[i] != '\n'; ++i)
        if (text[i] != '\r') field += text[i];
    last = i >= text.size() || text[i] == '\n';
    text.remove_prefix(std::min(i + 1, text.size()));
    return field;
}

std::size_t csv_lines(std::string_view text) {
    std::size_t lines = 0;
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        lines += c == '\n' && !quoted;
    }
    return lines;
}

} // namespace pya::detail
