// SPDX-License-Identifier: MIT
// libsndfile: rows 22 and 23 of docs/performance.md.
#include "row.hpp"

#include <sndfile.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <vector>

namespace bench {
namespace {

using Eigen::ArrayXXf;

struct Close {
    void operator()(SNDFILE* file) const { sf_close(file); }
};
using File = std::unique_ptr<SNDFILE, Close>;

File open(const std::string& name, int mode, SF_INFO& info) {
    File file(sf_open(name.c_str(), mode, &info));
    if (file == nullptr) throw std::runtime_error(sf_strerror(nullptr));
    return file;
}

void save(const std::string& name, const ArrayXXf& frames, int format) {
    SF_INFO info{};
    info.samplerate = sr;
    info.channels = static_cast<int>(frames.rows());
    info.format = format;
    const File file = open(name, SFM_WRITE, info);
    sf_writef_float(file.get(), frames.data(), frames.cols());
}

// Converts to samples x channels, as the library returns them.
ArrayXXf load(const std::string& name) {
    SF_INFO info{};
    const File file = open(name, SFM_READ, info);
    ArrayXXf frames(info.channels, info.frames);
    sf_readf_float(file.get(), frames.data(), info.frames);
    return frames.transpose();
}

void read_row(const std::string& name, const std::string& file, Eigen::Index samples, int format) {
    row(name, [=] {
        const std::string there = path(file);
        if (!std::filesystem::exists(there)) save(there, white(samples, 2).transpose() / 4, format);
        return [there] { return load(there); };
    });
}

void write_row(const std::string& name, int format) {
    row(name, [format] {
        return [format, a = white(ten_minutes, 2), there = path("libsndfile.wav")] {
            save(there, a.transpose(), format);
            return true;
        };
    });
}

[[maybe_unused]] const bool rows = [] {
    read_row("22a/10s@libsndfile", "10s.wav", ten_seconds, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    read_row("22a/10min@libsndfile", "10min.wav", ten_minutes, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    read_row("22b@libsndfile", "float.wav", ten_minutes, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    write_row("22c/f32@libsndfile", SF_FORMAT_WAV | SF_FORMAT_FLOAT);
    write_row("22c/int16@libsndfile", SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    read_row("23@libsndfile", "3min.mp3", 180 * sr, SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III);
    return true;
}();

} // namespace
} // namespace bench
