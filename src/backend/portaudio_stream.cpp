// SPDX-License-Identifier: MIT
#include "backend/portaudio_stream.hpp"

#include "backend/pcm.hpp"

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <future>
#include <thread>
#include <utility>

namespace pya {
namespace {

constexpr Index scratch_frames = 1024;
constexpr double longest_silence = 3;                   // in seconds; after that a stream counts as dead
constexpr auto longest_close = std::chrono::seconds(3); // after that the call counts as hanging

// Runs a call that may hang. Returns false when it took too long; it then goes on in the background.
template <class F>
bool finishes(F&& f) {
    auto done = std::make_shared<std::promise<void>>();
    std::future<void> finished = done->get_future();
    std::thread([done, f = std::forward<F>(f)] {
        f();
        done->set_value();
    }).detach();
    return finished.wait_for(longest_close) == std::future_status::ready;
}

} // namespace

PortAudioStream::PortAudioStream(std::shared_ptr<PortAudioBackend::Library> library,
                                 const StreamOptions& options, bool is_int16)
    : library_(std::move(library)), line_(new Line{.callback = options.stream_callback,
                                                   .channels = options.channels,
                                                   .is_int16 = is_int16,
                                                   .scratch = std::vector<float>(static_cast<std::size_t>(
                                                       is_int16 ? scratch_frames * options.channels : 0))}),
      channels_(options.channels), is_jack_(library_->is_jack(options.device)) {
    try {
        start(options);
    } catch (...) {
        if (!PortAudioBackend::Library::abandoned()) delete line_;
        throw;
    }
    seen_at_ = std::chrono::steady_clock::now();
}

void PortAudioStream::start(const StreamOptions& options) {
    constexpr auto function = "PortAudioBackend::open";
    const auto lock = PortAudioBackend::Library::exclusive(function);
    const DeviceInfo device = library_->device(options.device);
    const double blocks = 2 * static_cast<double>(options.frames_per_buffer) / options.rate;
    const double low = options.input_flag ? device.defaultLowInputLatency : device.defaultLowOutputLatency;
    const PaStreamParameters side{.device = options.device,
                                  .channelCount = static_cast<int>(options.channels),
                                  .sampleFormat = line_->is_int16 ? paInt16 : paFloat32,
                                  .suggestedLatency = std::max(low, blocks),
                                  .hostApiSpecificStreamInfo = nullptr};
    // If JACK is given a block size, there is one more block of delay.
    const auto block =
        is_jack_ ? paFramesPerBufferUnspecified : static_cast<unsigned long>(options.frames_per_buffer);
    check_portaudio(function, Pa_OpenStream(&stream_, options.input_flag ? &side : nullptr,
                                            options.output_flag ? &side : nullptr, options.rate, block,
                                            paDitherOff, &PortAudioStream::run, line_));
    if (const PaError result = Pa_StartStream(stream_); result != paNoError) {
        // If JACK doesn't start a stream, its server has gone, and the stream can't be closed either.
        if (is_jack_)
            PortAudioBackend::Library::abandon();
        else
            Pa_CloseStream(stream_);
        check_portaudio(function, result);
    }
    if (const PaStreamInfo* info = Pa_GetStreamInfo(stream_)) {
        const double told = options.input_flag ? info->inputLatency : info->outputLatency;
        latency_ = std::isfinite(told) ? std::clamp(told, 0.0, 2.0) : 0;
    }
}

PortAudioStream::~PortAudioStream() {
    const bool lost = !is_active();
    if ((lost && is_jack_) || PortAudioBackend::Library::abandoned()) {
        PortAudioBackend::Library::abandon();
        return;
    }
    const bool closed = finishes([stream = stream_, line = line_] {
        try {
            const auto lock = PortAudioBackend::Library::exclusive("PortAudioBackend");
            Pa_AbortStream(stream);
            Pa_CloseStream(stream);
            delete line;
        } catch (const DeviceError&) {
            // Another stream has abandoned PortAudio, so this one is left open, too.
        }
    });
    if (!closed) PortAudioBackend::Library::abandon();
}

bool PortAudioStream::is_active() const {
    const std::lock_guard lock(watching_);
    if (!dead_)
        dead_ = PortAudioBackend::Library::abandoned() || Pa_IsStreamActive(stream_) != 1 || stalled();
    return !dead_;
}

// Some drivers don't tell when their device is lost. Time only counts while this is called again and again,
// so that a process that was stopped for a while does not take its own pause for that of the device.
bool PortAudioStream::stalled() const {
    const auto now = std::chrono::steady_clock::now();
    const std::uint64_t calls = line_->calls.load(std::memory_order_relaxed);
    const double passed = std::chrono::duration<double>(now - std::exchange(seen_at_, now)).count();
    silence_ = calls == std::exchange(seen_calls_, calls) ? silence_ + std::min(passed, 0.1) : 0;
    return silence_ > longest_silence;
}

int PortAudioStream::run(const void* input, void* output, unsigned long frames,
                         const PaStreamCallbackTimeInfo*, PaStreamCallbackFlags flags, void* user) {
    Line& line = *static_cast<Line*>(user);
    line.calls.fetch_add(1, std::memory_order_relaxed);
    constexpr PaStreamCallbackFlags trouble =
        paInputUnderflow | paInputOverflow | paOutputUnderflow | paOutputOverflow;
    const bool xrun = (flags & trouble) != 0;
    if (line.is_int16)
        run_int16(line, input, output, static_cast<Index>(frames), xrun);
    else
        line.callback({.input = static_cast<const float*>(input),
                       .output = static_cast<float*>(output),
                       .frames = static_cast<Index>(frames),
                       .xrun = xrun});
    return paContinue;
}

void PortAudioStream::run_int16(Line& line, const void* input, void* output, Index frames, bool xrun) {
    const auto* in = static_cast<const std::int16_t*>(input);
    auto* out = static_cast<std::int16_t*>(output);
    for (Index done = 0; done < frames;) {
        const Index n = std::min(scratch_frames, frames - done);
        const auto samples = static_cast<std::size_t>(n * line.channels);
        const Index at = done * line.channels;
        if (in != nullptr) to_float({in + at, samples}, line.scratch.data());
        line.callback({.input = in != nullptr ? line.scratch.data() : nullptr,
                       .output = out != nullptr ? line.scratch.data() : nullptr,
                       .frames = n,
                       .xrun = xrun && done == 0});
        if (out != nullptr) to_int16({line.scratch.data(), samples}, out + at);
        done += n;
    }
}

} // namespace pya
