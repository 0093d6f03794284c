// SPDX-License-Identifier: MIT
/// @file
/// The blocks of a stream, to go through with a loop.
#ifndef PYA_STREAM_BLOCKS_HPP
#define PYA_STREAM_BLOCKS_HPP

#include <pya/asig/signal.hpp>
#include <pya/export.hpp>
#include <pya/stream/options.hpp>

#include <cstddef>
#include <iterator>
#include <memory>

namespace pya {

/// What Astream::blocks() returns. It runs once, while it is gone through:
///
///     for (const Asig& block : stream.blocks(10_s, {.hop = 5_s})) std::cout << block.rms() << '\n';
///
/// A block is shorter only at the end of the stream. There is none that has nothing but samples of the one
/// before.
class PYA_EXPORT StreamBlocks {
public:
    struct State; ///< of the run

    /// Is at one block. Reading on makes the next one.
    class PYA_EXPORT Iterator {
    public:
        using iterator_concept = std::input_iterator_tag; ///< it goes through once
        using value_type = Asig;                          ///< a block
        using difference_type = std::ptrdiff_t;           ///< of no use

        /// Made by begin().
        explicit Iterator(State& state) : state_(&state) {}
        const Asig& operator*() const;                     ///< the block
        const Asig* operator->() const { return &**this; } ///< the block
        Iterator& operator++();                            ///< on to the next block
        void operator++(int) { ++*this; }                  ///< on to the next block
        bool operator==(std::default_sentinel_t) const;    ///< true behind the last block

    private:
        State* state_;
    };

    /// Made by Astream::blocks().
    explicit StreamBlocks(std::unique_ptr<State> state);
    StreamBlocks(StreamBlocks&&) noexcept;            ///< moves
    StreamBlocks& operator=(StreamBlocks&&) noexcept; ///< moves
    ~StreamBlocks();

    /// Starts the run. ArgumentError the second time.
    Iterator begin();
    std::default_sentinel_t end() const { return {}; } ///< where it ends

private:
    std::unique_ptr<State> state_;
};

} // namespace pya

#endif
