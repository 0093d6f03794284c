// SPDX-License-Identifier: MIT
#include "io/container.hpp"

#include <pya/error.hpp>

#include "file_name.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace pya::io {
namespace {

struct Container {
    const char* name;
    int format;
    SampleFormat dtype; ///< the default for samples
    bool short_sizes;   ///< its header has 32 bits for the size
};

constexpr std::array containers{
    Container{"wav", SF_FORMAT_WAV, SampleFormat::float32, true},
    Container{"wave", SF_FORMAT_WAV, SampleFormat::float32, true},
    Container{"aiff", SF_FORMAT_AIFF, SampleFormat::float32, true},
    Container{"aif", SF_FORMAT_AIFF, SampleFormat::float32, true},
    Container{"aifc", SF_FORMAT_AIFF, SampleFormat::float32, true},
    Container{"au", SF_FORMAT_AU, SampleFormat::float32, true},
    Container{"snd", SF_FORMAT_AU, SampleFormat::float32, true},
    Container{"caf", SF_FORMAT_CAF, SampleFormat::float32, false},
    Container{"rf64", SF_FORMAT_RF64, SampleFormat::float32, false},
    Container{"w64", SF_FORMAT_W64, SampleFormat::float32, false},
    Container{"flac", SF_FORMAT_FLAC, SampleFormat::int24, false},
    Container{"ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, SampleFormat::encoded, false},
    Container{"oga", SF_FORMAT_OGG | SF_FORMAT_VORBIS, SampleFormat::encoded, false},
    Container{"opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, SampleFormat::encoded, false},
    Container{"mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, SampleFormat::encoded, false},
};

struct Encoding {
    SampleFormat dtype;
    int format;
};

constexpr std::array encodings{
    Encoding{SampleFormat::uint8, SF_FORMAT_PCM_U8},  Encoding{SampleFormat::int8, SF_FORMAT_PCM_S8},
    Encoding{SampleFormat::int16, SF_FORMAT_PCM_16},  Encoding{SampleFormat::int24, SF_FORMAT_PCM_24},
    Encoding{SampleFormat::int32, SF_FORMAT_PCM_32},  Encoding{SampleFormat::float32, SF_FORMAT_FLOAT},
    Encoding{SampleFormat::float64, SF_FORMAT_DOUBLE}};

// 4 GiB without the headers and the chunks at the end.
constexpr std::uint64_t short_limit = (std::uint64_t{1} << 32) - (std::uint64_t{1} << 16);

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string extension(const std::string& path) {
    const auto dot = path.find_last_of("./");
    return dot == std::string::npos || path[dot] == '/' ? std::string() : path.substr(dot + 1);
}

const Container& find_container(const char* fn, const std::string& path, const SaveOptions& options) {
    const std::string name = lower(options.format.empty() ? extension(path) : options.format);
    for (const auto& container : containers)
        if (name == container.name) return container;
    std::string known;
    for (const auto& container : containers) known.append(" ").append(container.name);
    if (!options.format.empty())
        detail::fail(fn, ": format is '", options.format, "'; it must be one of", known);
    detail::fail(fn, ": the file name '", path, "' has ",
                 name.empty() ? "no extension" : "the extension '" + name + "'",
                 "; without the option format it must be one of", known);
}

void check_sr(const char* fn, const char* name, int sr, std::initializer_list<int> rates) {
    if (std::find(rates.begin(), rates.end(), sr) != rates.end()) return;
    std::string known;
    for (const int rate : rates) known.append(" ").append(std::to_string(rate));
    detail::fail(fn, ": sr is ", sr, "; ", name, " must have one of", known, " (resample first)");
}

std::uint64_t sample_bytes(SampleFormat dtype) {
    switch (dtype) {
    case SampleFormat::uint8:
    case SampleFormat::int8: return 1;
    case SampleFormat::int16: return 2;
    case SampleFormat::int24: return 3;
    case SampleFormat::float64: return 8;
    default: return 4;
    }
}

} // namespace

Target choose_target(const char* fn, const std::string& path, int sr, int channels,
                     const SaveOptions& options) {
    detail::check_file_name(path);
    const Container& container = find_container(fn, path, options);
    if (sr <= 0) detail::fail(fn, ": sr is ", sr, "; it must be at least 1");
    if (channels <= 0) detail::fail(fn, ": the signal has ", channels, " channels; it must have at least 1");
    if (options.quality && !(*options.quality >= 0 && *options.quality <= 1))
        detail::fail(fn, ": quality is ", *options.quality, "; it must be within [0, 1]");
    if (options.expected_frames < 0)
        detail::fail(fn, ": expected_frames is ", options.expected_frames, "; it must be at least 0");
    if (container.format == (SF_FORMAT_OGG | SF_FORMAT_OPUS))
        check_sr(fn, "opus", sr, {8000, 12000, 16000, 24000, 48000});
    if (container.format == (SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III))
        check_sr(fn, "mp3", sr, {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000});

    Target target{{}, options.dtype.value_or(container.dtype), container.short_sizes ? short_limit : 0};
    int format = container.format;
    const bool codec = container.dtype == SampleFormat::encoded;
    if (codec != (target.dtype == SampleFormat::encoded))
        detail::fail(fn, ": dtype is ", sample_format_name(target.dtype), "; ", container.name, " takes ",
                     codec ? "none, its samples are always encoded" : "numbers only");
    for (const auto& encoding : encodings)
        if (encoding.dtype == target.dtype) format |= encoding.format;

    const auto bytes = sample_bytes(target.dtype) * static_cast<std::uint64_t>(channels) *
                       static_cast<std::uint64_t>(options.expected_frames);
    if (container.format == SF_FORMAT_WAV && bytes > short_limit) {
        format = SF_FORMAT_RF64 | (format & SF_FORMAT_SUBMASK);
        target.max_bytes = 0;
    }
    target.info.format = format;
    target.info.channels = channels;
    target.info.samplerate = sr;
    if (sf_format_check(&target.info) == 0)
        detail::fail(fn, ": ", container.name, " can't hold ", channels,
                     channels == 1 ? " channel" : " channels", codec ? "" : " of ",
                     codec ? "" : sample_format_name(target.dtype), " at ", sr,
                     " Hz; choose another number of channels, ", codec ? "" : "dtype, ", "sr or format");
    return target;
}

std::string container_name(int format) {
    const int major = format & SF_FORMAT_TYPEMASK;
    if (format == (SF_FORMAT_OGG | SF_FORMAT_OPUS)) return "opus";
    if (major == SF_FORMAT_WAVEX) return "wav";
    for (const auto& container : containers)
        if ((container.format & SF_FORMAT_TYPEMASK) == major) return container.name;
    SF_FORMAT_INFO found{major, nullptr, nullptr};
    sf_command(nullptr, SFC_GET_FORMAT_INFO, &found, sizeof found);
    return found.extension != nullptr ? found.extension : "unknown";
}

std::string encoding_name(int format) {
    SF_FORMAT_INFO found{format & SF_FORMAT_SUBMASK, nullptr, nullptr};
    sf_command(nullptr, SFC_GET_FORMAT_INFO, &found, sizeof found);
    return found.name != nullptr ? found.name : "unknown";
}

SampleFormat dtype_of(int format) {
    for (const auto& encoding : encodings)
        if (encoding.format == (format & SF_FORMAT_SUBMASK)) return encoding.dtype;
    return SampleFormat::encoded;
}

} // namespace pya::io
