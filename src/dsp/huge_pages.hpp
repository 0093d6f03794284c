// SPDX-License-Identifier: MIT
// Huge pages for large results.
#ifndef PYA_SRC_DSP_HUGE_PAGES_HPP
#define PYA_SRC_DSP_HUGE_PAGES_HPP

#include "storage/huge_pages.hpp"

#include <pya/dsp/block.hpp>

namespace pya::dsp::impl {

/// Asks for huge pages for the samples of all channels, which are about to be written.
template <class T>
void ask_for_huge_pages(Block<T> block) {
    if (block.samples() == 0 || block.channels() == 0) return;
    const Index samples = (block.channels() - 1) * block.stride() + block.samples();
    storage::ask_for_huge_pages(block.data(), static_cast<std::size_t>(samples) * sizeof(T));
}

} // namespace pya::dsp::impl

#endif
