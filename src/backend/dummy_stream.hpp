// SPDX-License-Identifier: MIT
// A stream of the dummy backend, and what all streams share.
#ifndef PYA_SRC_BACKEND_DUMMY_STREAM_HPP
#define PYA_SRC_BACKEND_DUMMY_STREAM_HPP

#include "process.hpp"

#include <pya/backend/dummy.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace pya {

class DummyStream;

struct DummyBackend::Rig {
    const detail::Process process; // in another one the locks must not be touched
    DummyOptions options;
    std::mutex time; // held while callbacks run with Pacing::on_call
    std::vector<DummyStream*> streams;
    mutable std::mutex output;
    std::vector<float> captured; // interleaved
    Index captured_channels = 1;
    int captured_rate = 44100;

    /// Runs all streams for that many frames at a rate (0: the rate of the first stream).
    void advance(Index frames, int rate);
};

class DummyStream : public Stream {
public:
    DummyStream(std::shared_ptr<DummyBackend::Rig> rig, const Backend& backend, StreamOptions options);
    ~DummyStream() override;

    bool is_active() const override { return active_.load(); }
    Index channels() const override { return options_.channels; }
    void sleep(double seconds) override;

    int rate() const { return options_.rate; }
    void owe(Index frames) { owed_ += frames; }
    /// Runs one of the blocks that are due; returns false if none was.
    bool run_owed();
    void lose() { active_.store(false); }

private:
    void run(Index frames, bool late);
    void keep_time();
    void fill_input(Index frames);
    void capture(Index frames);

    std::shared_ptr<DummyBackend::Rig> rig_;
    bool is_int16_;
    StreamOptions options_;
    std::atomic<bool> active_ = true;
    std::vector<float> buffer_;
    Index position_ = 0;
    Index blocks_ = 0;
    Index owed_ = 0;
    std::mutex mutex_;
    std::condition_variable closing_;
    bool closed_ = false;
    std::thread thread_;
};

} // namespace pya

#endif
