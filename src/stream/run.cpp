// SPDX-License-Identifier: MIT
// Where the samples of a stream go.
#include <pya/astream.hpp>

#include <pya/io/audio_writer.hpp>
#include <pya/memory.hpp>

#include "stream/ahead.hpp"
#include "stream/pipe.hpp"
#include "stream/waiting.hpp"

#include <algorithm>

namespace pya {
namespace {

using detail::fail;

/// One run of a node, with a thread that works ahead.
class Running {
public:
    Running(std::shared_ptr<const detail::StreamNode> node, const RunOptions& options)
        : node_(std::move(node)), run_(options, node_->passes() + 1),
          flow_(detail::ahead(node_->open(run_, 0), run_)) {}

    const detail::StreamNode& node() const { return *node_; }

    /// The next samples; false at the end.
    bool next(storage::Samples& block) {
        if (!flow_->next(block)) return false;
        samples_ += block.rows();
        run_.report(samples_, node_->length());
        return true;
    }

private:
    std::shared_ptr<const detail::StreamNode> node_;
    detail::StreamRun run_;
    detail::FlowPtr flow_; // after the run, which it uses
    Index samples_ = 0;
};

} // namespace

const Astream& Astream::save(const std::string& path, const SaveOptions& options,
                             const RunOptions& run) const {
    return save_all({{path, options}}, run);
}

const Astream& Astream::save_all(const std::vector<Target>& targets, const RunOptions& options) const {
    detail::within_memory("Astream::save", [&] {
        std::vector<AudioWriter> writers;
        for (const Target& target : targets) {
            SaveOptions known = target.options;
            if (known.expected_frames == 0) known.expected_frames = samples().value_or(0);
            writers.emplace_back(target.path, sr(), static_cast<int>(channels()), known);
        }
        const auto commit = [&] {
            for (AudioWriter& writer : writers) writer.commit();
        };
        Running running(node_, options);
        for (;;) {
            storage::Samples block;
            try {
                if (!running.next(block)) break;
            } catch (const Error&) {
                if (options.keep_partial) commit();
                throw;
            }
            if (block.rows() > 0)
                for (AudioWriter& writer : writers) writer.write(block.view());
        }
        commit();
    });
    return *this;
}

const Astream& Astream::to_pipe(int descriptor, const PipeOptions& options, const RunOptions& run) const {
    detail::within_memory("Astream::to_pipe", [&] {
        detail::PipeWriter writer(descriptor, *node_, options);
        Running running(node_, run);
        for (storage::Samples block; running.next(block); block = storage::Samples()) writer.write(block);
    });
    return *this;
}

void Astream::each(const std::function<void(const Asig&)>& f, const RunOptions& options) const {
    detail::within_memory("Astream::each", [&] {
        Running running(node_, options);
        for (storage::Samples block; running.next(block); block = storage::Samples())
            if (block.rows() > 0) f(node_->signal(std::move(block)));
    });
}

Asig Astream::to_asig(const RunOptions& options) const {
    detail::check_ends("to_asig", *node_);
    detail::within_memory("Astream::to_asig", [this] {
        // What does not fit into memory is refused now, and not after hours of work.
        (void)storage::Samples::uninitialised(samples().value_or(0), channels());
    });
    Asig whole = head();
    each([&whole](const Asig& block) { whole.x(slice(whole.samples(), none)) = block; }, options);
    return whole;
}

struct StreamBlocks::State {
    State(std::shared_ptr<const detail::StreamNode> from, Index samples, Index apart, const RunOptions& run)
        : node(std::move(from)), length(samples), hop(apart), options(run), waiting(node->head().channels()) {
    }

    std::shared_ptr<const detail::StreamNode> node;
    Index length, hop;
    RunOptions options;
    std::unique_ptr<Running> running = {};
    detail::Waiting waiting;
    Asig block = {};
    bool ended = false; // the stream
    bool done = false;  // the blocks

    /// Reads until so many samples wait, or there are no more.
    void fill(Index count) {
        while (!ended && waiting.count() < count) {
            storage::Samples more;
            if (!running->next(more))
                ended = true;
            else if (more.rows() > 0)
                waiting.add(std::move(more));
        }
    }

    /// Makes the next block, which begins with the first sample that waits, of which `old` are known already.
    void make(Index old) {
        fill(length);
        const Index count = std::min(length, waiting.count());
        done = count <= old;
        if (!done) block = node->signal(waiting.first(count));
    }

    void advance() {
        detail::within_memory("Astream::blocks", [&] {
            for (Index left = hop; left > 0;) {
                fill(1);
                const Index count = std::min(left, waiting.count());
                if (count == 0) break;
                waiting.drop(count);
                left -= count;
            }
            make(std::max<Index>(length - hop, 0));
        });
    }
};

StreamBlocks Astream::blocks(Seconds length, const BlocksOptions& options) const {
    const Index count = to_samples(length, sr()), hop = to_samples(options.hop.value_or(length), sr());
    if (count < 1)
        fail("Astream::blocks: argument length is ", length.value, " s; it must be at least a sample");
    if (hop < 1)
        fail("Astream::blocks: option hop is ", options.hop->value, " s; it must be at least a sample");
    return StreamBlocks(std::make_unique<StreamBlocks::State>(node_, count, hop, options.run));
}

StreamBlocks::StreamBlocks(std::unique_ptr<State> state) : state_(std::move(state)) {}
StreamBlocks::StreamBlocks(StreamBlocks&&) noexcept = default;
StreamBlocks& StreamBlocks::operator=(StreamBlocks&&) noexcept = default;
StreamBlocks::~StreamBlocks() = default;

StreamBlocks::Iterator StreamBlocks::begin() {
    if (!state_ || state_->running)
        fail("StreamBlocks::begin: the blocks run once; ask the stream for others");
    state_->running = std::make_unique<Running>(state_->node, state_->options);
    detail::within_memory("Astream::blocks", [&] { state_->make(0); });
    return Iterator(*state_);
}

const Asig& StreamBlocks::Iterator::operator*() const { return state_->block; }

StreamBlocks::Iterator& StreamBlocks::Iterator::operator++() {
    state_->advance();
    return *this;
}

bool StreamBlocks::Iterator::operator==(std::default_sentinel_t) const { return state_->done; }

} // namespace pya
