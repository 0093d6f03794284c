// SPDX-License-Identifier: MIT
// A stream on a server: its blocks are voices, each of which begins on the frame after the one before.
#include <pya/astream.hpp>

#include "server/player.hpp"

#include <algorithm>
#include <vector>

namespace pya {
namespace {

/// The server has stopped the voices.
struct Stopped {};

class Player {
public:
    Player(Aserver& server, const StreamPlayOptions& options)
        : server_(server), options_(options), ahead_(to_samples(options.ahead, server.sr())),
          next_(server.now() + ahead_) {}

    /// Plays a block after the others, and returns when it is time to make the next one.
    void play(const Asig& block) {
        if (next_ < server_.now() + server_.bs()) next_ = server_.now() + ahead_; // it took too long to make
        const Index onset = next_;
        next_ += block.samples();
        voices_.push_back(
            {server_.play(block, {.frame = onset, .out = options_.out, .gain = options_.gain}), next_});
        wait(onset - ahead_);
        std::erase_if(voices_, [](const Part& part) { return !part.voice.is_playing(); });
    }

    void finish() { wait(next_); }

    void stop() {
        for (Part& part : voices_) part.voice.stop();
    }

private:
    struct Part {
        Aserver::Voice voice;
        Index end; // frame
    };

    /// Waits for a frame, or until the voices are over.
    void wait(Index frame) {
        for (;;) {
            const Index left = frame - server_.now();
            if (std::ranges::any_of(voices_, [&](const Part& part) { return was_stopped(part); }))
                throw Stopped();
            if (left <= 0 || voices_.empty() || !voices_.back().voice.is_playing()) return;
            server_.wait(static_cast<double>(left) / server_.sr());
        }
    }

    /// A voice is over a block before the clock says so.
    bool was_stopped(const Part& part) const {
        return !part.voice.is_playing() && server_.now() + server_.bs() < part.end;
    }

    Aserver& server_;
    const StreamPlayOptions& options_;
    const Index ahead_; // frames
    Index next_;        // where the next block begins
    std::vector<Part> voices_;
};

} // namespace

const Astream& Astream::play(const StreamPlayOptions& options, const RunOptions& run) const {
    if (!(options.ahead.value >= 0.05 && options.ahead.value <= 60))
        detail::fail("Astream::play: option ahead is ", options.ahead.value, " s; it must be 0.05 to 60 s");
    const std::shared_ptr<Aserver> server = detail::player("Astream::play", options.server);
    const Astream converted =
        sr() == server->sr() ? *this : resample(server->sr(), {.kind = Interp::sinc_best});
    Player player(*server, options);
    try {
        converted.each([&](const Asig& block) { player.play(block); }, run);
        player.finish();
    } catch (const Stopped&) {
        player.stop();
    } catch (...) {
        player.stop();
        throw;
    }
    return *this;
}

} // namespace pya
