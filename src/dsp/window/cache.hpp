// SPDX-License-Identifier: MIT
// Keeps the windows that were used last, for programs that need the same one again and again, as for a
// thousand grains.
#ifndef PYA_SRC_DSP_WINDOW_CACHE_HPP
#define PYA_SRC_DSP_WINDOW_CACHE_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/window/window.hpp>

#include <memory>

namespace pya::dsp::impl {

/// get_window(window, n), which is kept for the whole process while it is among the latest few. Any thread
/// may call it. It is exported because pya::pya uses it, too.
PYA_DSP_EXPORT std::shared_ptr<const AlignedVector<double>> shared_window(const Window& window, Index n);

} // namespace pya::dsp::impl

#endif
