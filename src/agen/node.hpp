// SPDX-License-Identifier: MIT
// What a generator is made of: nodes, which never change, and the units that compute them.
#ifndef PYA_SRC_AGEN_NODE_HPP
#define PYA_SRC_AGEN_NODE_HPP

#include <pya/agen/generator.hpp>
#include <pya/error.hpp>

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace pya::gen::impl {

inline constexpr Index block = 64; // most samples that a unit computes at once
inline constexpr Index endless = std::numeric_limits<Index>::max();
inline constexpr double infinite = std::numeric_limits<double>::infinity();

/// Where a unit reads and writes.
struct Io {
    const double* const* in; // each input has n values, or for units that outlive their inputs counts[k]
    const Index* counts;
    double* out;
    Index n;         // at least 1, at most `block`
    double* scratch; // as many buffers of `block` values as Unit::ready() says
};

/// The state of one channel of a node. No function of it allocates, locks, throws or waits.
class Unit {
public:
    virtual ~Unit() = default;
    /// Computes the next n values. Fewer are its end.
    virtual Index process(const Io& io) noexcept = 0;
    virtual void reset() noexcept = 0;
    /// Called once, when all units of its graph are made. Returns how many buffers process() needs.
    virtual Index ready() { return 0; }
    /// How many values it has until its end, if its inputs have at least and at most that many.
    virtual Index frames(Index least, [[maybe_unused]] Index most) const { return least; }
    /// True if it goes on after an input has ended.
    virtual bool outlives() const { return false; }
};

struct Node;

/// The clock of the graph that a unit belongs to.
struct Setup {
    int sr;
    Index frames = endless; // how long the graph is asked to sound
    /// What the units of the channels of a node have in common in that graph.
    std::unordered_map<const Node*, std::shared_ptr<void>>* common = nullptr;
};

using NodePtr = std::shared_ptr<const Node>;

struct Node {
    using Make = std::function<std::unique_ptr<Unit>(Index channel, const Setup& setup)>;

    std::vector<NodePtr> inputs = {};
    Make make = {};
    Index channels = 1;
    double duration = infinite; // in seconds
    int sr = 0;                 // of the signals in it; 0 if there is none
    int depth = 0;              // how many graphs with a clock of their own are nested in it
    std::optional<double> constant = {};
    std::optional<Index> channel = {}; // of its inputs, if it isn't its own
    NodePtr first = {}, next = {};     // if it is a sequence
    Node* dead = nullptr;              // while it waits to be deleted
};

/// Deletes a node and those that only it refers to, without recursion.
void bury(Node* node) noexcept;

/// A node with these inputs, of their channels and rate, that ends when the first of them does. Throws
/// ArgumentError if they disagree.
std::shared_ptr<Node> joined(const char* function, const std::vector<Agen>& inputs);

/// A node of one generator that has a clock of its own.
std::shared_ptr<Node> nested(const char* function, const Agen& inner);

/// Throws ArgumentError unless lo <= value <= hi, for constants.
void check_range(const char* function, const char* name, const Agen& parameter, double lo, double hi);

/// The same at the time when the rate is known: a constant frequency lies below half of it.
void check_below_nyquist(const char* function, const Node& frequency, int sr);

} // namespace pya::gen::impl

#endif
