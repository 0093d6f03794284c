// SPDX-License-Identifier: MIT
/// @file
/// Where warnings go. The library never prints to stdout and never exits.
#ifndef PYA_LOG_HPP
#define PYA_LOG_HPP

#include <functional>
#include <string_view>

#pragma GCC visibility push(default)
namespace pya {

/// Receives one line of text without a newline. May be called from any thread but never from an audio
/// callback.
using LogHandler = std::function<void(std::string_view)>;

/// Replaces the process-wide handler and returns the one before. An empty handler silences the library.
/// The handler that a program starts with writes "pya: <text>" to std::clog.
LogHandler set_log_handler(LogHandler handler);

/// Hands a warning to the current handler.
void log_warning(std::string_view text);

} // namespace pya
#pragma GCC visibility pop

#endif
