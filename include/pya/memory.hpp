// SPDX-License-Identifier: MIT
/// @file
/// Everything that the library throws is a pya::Error, also when there is not enough memory.
#ifndef PYA_MEMORY_HPP
#define PYA_MEMORY_HPP

#include <pya/error.hpp>

#include <new>
#include <stdexcept>

namespace pya::detail {

/// Returns what f returns. Memory that there isn't, and sizes that no container can have, are a MemoryError
/// that names the function.
template <class F>
decltype(auto) within_memory(const char* function, F&& f) {
    try {
        return f();
    } catch (const std::bad_alloc&) {
        fail<MemoryError>(function, ": there is not enough memory");
    } catch (const std::length_error&) {
        fail<MemoryError>(function, ": there is not enough memory");
    }
}

} // namespace pya::detail

#endif
