// SPDX-License-Identifier: MIT
// The page on which warnings stand beside what the log handler makes of them.
#ifndef PYA_SRC_LOG_PAGE_HPP
#define PYA_SRC_LOG_PAGE_HPP

#include <pya/export.hpp>
#include <pya/log.hpp>

namespace pya::detail {

/// Replaces the page; none if it is empty.
PYA_DSP_EXPORT void set_log_page(LogHandler page);

} // namespace pya::detail

#endif
