// SPDX-License-Identifier: MIT
/// @file
/// Where warnings go. The library never prints to stdout and never exits.
#ifndef PYA_LOG_HPP
#define PYA_LOG_HPP

#include <pya/export.hpp>

#include <functional>
#include <string_view>

namespace pya {

/// Receives one line of text without a newline. May be called from any thread but never from an audio
/// callback.
using LogHandler = std::function<void(std::string_view)>;

/// Replaces the process-wide handler and returns the one before. An empty handler silences the library.
/// The handler that a program starts with writes "pya: <text>" to std::clog.
PYA_DSP_EXPORT LogHandler set_log_handler(LogHandler handler);

/// Hands a warning to the current handler.
PYA_DSP_EXPORT void log_warning(std::string_view text);

} // namespace pya

#endif
