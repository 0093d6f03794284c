// SPDX-License-Identifier: MIT
// The blocks that have been given back, by size.
#ifndef PYA_SRC_STORAGE_IDLE_BLOCKS_HPP
#define PYA_SRC_STORAGE_IDLE_BLOCKS_HPP

#include "storage/size_class.hpp"

#include <array>
#include <cstddef>
#include <new>

namespace pya::storage {

/// A stack of blocks for each size. The links are in the blocks themselves, so nothing here allocates.
class IdleBlocks {
public:
    struct Block {
        Block* next;
        std::size_t bytes;
    };

    void add(void* block, SizeClass size) {
        Stack& stack = stacks_[size.index];
        stack.top = new (block) Block{stack.top, size.bytes};
        ++stack.count;
        bytes_ += size.bytes;
    }

    /// A block of that size, or null. `request` is the number of the request, which grows.
    void* take(SizeClass size, std::size_t request) {
        Stack& stack = stacks_[size.index];
        stack.latest = request;
        return stack.top != nullptr ? pop(stack) : nullptr;
    }

    /// A block of the size for which the latest request is the oldest. There must be one.
    Block* remove_stalest() {
        Stack* stalest = nullptr;
        for (Stack& stack : stacks_)
            if (stack.count > 0 && (stalest == nullptr || stack.latest < stalest->latest)) stalest = &stack;
        return pop(*stalest);
    }

    /// Calls leave(block) with as many blocks of each size as nobody has needed since the last call, or with
    /// all blocks.
    template <class F>
    void remove_unused(bool all, F&& leave) {
        for (Stack& stack : stacks_) {
            for (std::size_t n = all ? stack.count : stack.fewest; n > 0; --n) leave(pop(stack));
            stack.fewest = stack.count;
        }
    }

    std::size_t bytes() const { return bytes_; }

private:
    struct Stack {
        Block* top = nullptr;
        std::size_t count = 0;
        std::size_t fewest = 0; // blocks since the last call of remove_unused()
        std::size_t latest = 0; // request
    };

    Block* pop(Stack& stack) {
        Block* const block = stack.top;
        stack.top = block->next;
        if (--stack.count < stack.fewest) stack.fewest = stack.count;
        bytes_ -= block->bytes;
        return block;
    }

    std::array<Stack, size_classes> stacks_;
    std::size_t bytes_ = 0;
};

} // namespace pya::storage

#endif
