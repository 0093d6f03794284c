// SPDX-License-Identifier: MIT
// A stream of PortAudio that survives the death of its audio server.
#ifndef PYA_SRC_BACKEND_PORTAUDIO_STREAM_HPP
#define PYA_SRC_BACKEND_PORTAUDIO_STREAM_HPP

#include "backend/portaudio_library.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace pya {

class PortAudioStream : public Stream {
public:
    PortAudioStream(std::shared_ptr<PortAudioBackend::Library> library, const StreamOptions& options,
                    bool is_int16);
    ~PortAudioStream() override;

    bool is_active() const override;
    Index channels() const override { return channels_; }
    double latency() const override { return latency_; }

private:
    // What the callback uses. If a stream can't be closed, it stays in memory with the stream.
    struct Line {
        StreamCallback callback;
        Index channels = 0;
        bool is_int16 = false;
        std::vector<float> scratch; // for a block of int16 samples
        std::atomic<std::uint64_t> calls = 0;
    };

    static int run(const void* input, void* output, unsigned long frames, const PaStreamCallbackTimeInfo*,
                   PaStreamCallbackFlags flags, void* line);
    static void run_int16(Line& line, const void* input, void* output, Index frames, bool xrun);
    bool stalled() const;
    void start(const StreamOptions& options);

    std::shared_ptr<PortAudioBackend::Library> library_;
    Line* line_;
    PaStream* stream_ = nullptr;
    Index channels_;
    bool is_jack_;
    double latency_ = 0;

    mutable std::mutex watching_; // protects what follows
    mutable bool dead_ = false;
    mutable std::uint64_t seen_calls_ = 0;
    mutable std::chrono::steady_clock::time_point seen_at_;
    mutable double silence_ = 0; // seconds without a callback
};

} // namespace pya

#endif
