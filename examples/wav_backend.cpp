// SPDX-License-Identifier: MIT
/// @file
/// A backend of your own: an audio device that writes what is played into a sound file. It has no clock, so
/// its time passes while a server waits, as fast as the disk is.
#include <pya/aserver.hpp>
#include <pya/error.hpp>
#include <pya/io/audio_writer.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <mutex>

using namespace pya;

namespace {

class FileStream : public Stream {
public:
    FileStream(const std::string& path, const StreamOptions& options)
        : options_(options), writer_(path, options.rate, static_cast<int>(options.channels)),
          block_(static_cast<std::size_t>(options.frames_per_buffer * options.channels)) {}
    ~FileStream() override {
        try {
            if (active_) writer_.commit();
        } catch (const Error& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
    }

    bool is_active() const override { return active_; }
    Index channels() const override { return options_.channels; }

    void sleep(double seconds) override {
        const std::lock_guard lock(mutex_); // several threads may wait at the same time
        for (Index left = std::max<Index>(std::llround(seconds * options_.rate), 1); left > 0 && active_;) {
            const Index frames = std::min(left, options_.frames_per_buffer);
            options_.stream_callback({.output = block_.data(), .frames = frames, .may_wait = true});
            write(frames);
            left -= frames;
        }
    }

private:
    void write(Index frames) {
        using Interleaved = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
        const Eigen::ArrayXXf planes =
            Eigen::Map<const Interleaved>(block_.data(), frames, options_.channels);
        try {
            writer_.write(planes);
        } catch (const IoError&) {
            active_ = false; // the server reports that the device is lost
        }
    }

    StreamOptions options_;
    AudioWriter writer_;
    std::vector<float> block_;
    std::mutex mutex_;
    std::atomic<bool> active_ = true;
};

class FileBackend : public Backend {
public:
    explicit FileBackend(std::string path) : path_(std::move(path)) {}

    DeviceInfo get_device_info_by_index(int idx) override {
        if (idx != 0) detail::fail<DeviceError>("FileBackend: there is no device ", idx, "; there is only 0");
        return {.name = path_, .maxOutputChannels = 64};
    }
    std::unique_ptr<Stream> open(const StreamOptions& options) override {
        if (!options.output_flag) detail::fail<DeviceError>("FileBackend: a file does not hear");
        return std::make_unique<FileStream>(path_, options);
    }

private:
    std::string path_;
};

} // namespace

int main(int argc, char** argv) try {
    const std::string path = argc > 1 ? argv[1] : "wav_backend.wav";
    Aserver s({.sr = 44100, .channels = 2, .backend = std::make_shared<FileBackend>(path)});
    s.boot();
    const Eigen::ArrayXf t = Eigen::ArrayXf::LinSpaced(22050, 0, 0.5f);
    for (int i = 0; i < 8; ++i)
        s.play(Asig((0.3f * (6.2832f * 220.0f * static_cast<float>(i + 1) * t).sin()).eval()).fade_out(0.4),
               {.onset = 0.25 * i, .out = i % 2});
    s.wait();
    s.quit();
    std::printf("%s: %s\n", path.c_str(), "eight harmonics, left and right");
    return 0;
} catch (const Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
