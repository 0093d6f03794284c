// SPDX-License-Identifier: MIT
// What a stream is made of: nodes that describe it, and the flows of one run.
#ifndef PYA_SRC_STREAM_NODE_HPP
#define PYA_SRC_STREAM_NODE_HPP

#include <pya/asig.hpp>
#include <pya/stream/options.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace pya::detail {

/// How many samples a channel a source hands out at a time: few enough for the caches, and fewer where there
/// are many channels.
inline Index block_samples(Index channels) {
    return std::max<Index>(1024, (Index{1} << 15) / std::max<Index>(channels, 1));
}

/// The blocks of one run, one after the other.
class Flow {
public:
    Flow() = default;
    Flow(const Flow&) = delete;
    Flow& operator=(const Flow&) = delete;
    virtual ~Flow() = default;
    /// The next samples, of which there may be none; false after the last ones.
    virtual bool next(storage::Samples& block) = 0;
};
using FlowPtr = std::unique_ptr<Flow>;

class StreamNode;

/// What a node has found out about all that flows into it.
struct Measurement {
    std::vector<double> values = {};
    std::vector<storage::Samples> kept = {}; // all blocks, if they are few
    bool complete = false;                   // they are
};

/// One run of a stream, which may go through its source several times.
class StreamRun {
public:
    StreamRun(RunOptions options, int passes) : options_(std::move(options)), passes_(passes) {}

    bool threads() const { return options_.threads; }
    /// Calls the caller's function, and throws StreamStopped if that says so.
    void report(Index samples, std::optional<Index> total) const;
    /// What `measure` finds in a pass of its own, the first time that a node asks for it.
    template <class Measure>
    const Measurement& measured(const StreamNode* node, Measure measure) {
        const auto known = measured_.find(node);
        if (known != measured_.end()) return known->second;
        Measurement found = measure(); // nodes before this one measure first
        ++pass_;
        return measured_[node] = std::move(found);
    }

private:
    RunOptions options_;
    int passes_;
    int pass_ = 1;
    std::map<const StreamNode*, Measurement> measured_;
};

/// A source, or one step with all that is before it. Nodes never change.
class StreamNode {
public:
    /// `head` is a signal without samples, which has the rate, the names and the label of what flows.
    StreamNode(Asig head, std::optional<Index> length, bool once, bool endless = false)
        : head_(std::move(head)), length_(length), once_(once), endless_(endless) {}
    StreamNode(const StreamNode&) = delete;
    StreamNode& operator=(const StreamNode&) = delete;
    virtual ~StreamNode() = default;

    const Asig& head() const { return head_; }
    std::optional<Index> length() const { return length_; } ///< if it is known before the end
    bool once() const { return once_; }                     ///< it can't be opened again
    bool endless() const { return endless_; }               ///< it never ends, as some generators
    /// The samples from `first` on.
    virtual FlowPtr open(StreamRun& run, Index first) const = 0;
    /// How many times a run goes through what is before this node.
    virtual int passes() const = 0;

    /// A signal of samples that flow out of this node.
    Asig signal(storage::Samples samples) const {
        return Asig(std::move(samples), {.sr = head_.sr(), .label = head_.label(), .cn = head_.cn()});
    }

private:
    Asig head_;
    std::optional<Index> length_;
    bool once_;
    bool endless_;
};
using NodePtr = std::shared_ptr<const StreamNode>;

/// Throws ArgumentError for an endless stream, where a method needs all of it.
void check_ends(const char* method, const StreamNode& node);

/// What is left of a flow after `first` samples.
FlowPtr skipped(FlowPtr flow, Index first);

} // namespace pya::detail

#endif
