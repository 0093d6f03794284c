// SPDX-License-Identifier: MIT
#include <pya/corpus.hpp>
#include <pya/error.hpp>
#include <pya/io/audio_file.hpp>

#include "afeature_file.hpp"

#include <algorithm>
#include <utility>

namespace pya {

Row::Row(std::initializer_list<Value> values) {
    for (const Value& value : values) add(value);
}

Row& Row::add(Value value) {
    if (value.name.empty() || value.name.find_first_of(",\"\r\n") != std::string::npos)
        detail::fail("Row: a column is called '", value.name,
                     "'; a name must not be empty or have commas, quotes or line breaks");
    if (value.name == "path") detail::fail("Row: a column is called 'path', as that of the files' paths is");
    if (std::ranges::any_of(values_, [&](const Value& other) { return other.name == value.name; }))
        detail::fail("Row: there are two columns called '", value.name, "'");
    values_.push_back(std::move(value));
    return *this;
}

Row& Row::attach(std::string ending, std::string bytes) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.';
    };
    if (ending.empty() || ending.size() > 64 || ending.front() == '.' || !std::ranges::all_of(ending, plain))
        detail::fail("Row::attach: argument ending is '", ending,
                     "'; it must be like flac or mel.npy, of letters, digits, dots, - and _");
    if (ending == "json" ||
        std::ranges::any_of(files_, [&](const File& file) { return file.ending == ending; }))
        detail::fail("Row::attach: argument ending is '", ending, "', and there is such a file already");
    files_.push_back({std::move(ending), std::move(bytes)});
    return *this;
}

Row& Row::attach(std::string ending, const Asig& sig, const SaveOptions& options) {
    SaveOptions known = options;
    if (known.format.empty()) known.format = ending.substr(ending.rfind('.') + 1);
    const std::vector<std::byte> bytes = encode_audio(sig.sig(), sig.sr(), known);
    return attach(std::move(ending), std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

Row& Row::attach(std::string ending, const Afeature& feature) {
    std::string bytes = detail::feature_file("Row::attach: argument ending", ending, feature);
    return attach(std::move(ending), std::move(bytes));
}

} // namespace pya
