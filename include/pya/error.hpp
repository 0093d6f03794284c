// SPDX-License-Identifier: MIT
/// @file
/// What the library throws. Every message names the function, the argument, its value and what would be
/// right.
#ifndef PYA_ERROR_HPP
#define PYA_ERROR_HPP

#include <pya/export.hpp>

#include <sstream>
#include <stdexcept>

namespace pya {

/// Base of everything the library throws.
class PYA_DSP_EXPORT Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// An argument that the function does not accept. The operands are as they were before the call.
class PYA_DSP_EXPORT ArgumentError : public Error {
public:
    using Error::Error;
};

/// A file or stream that can't be read, decoded or written.
class PYA_DSP_EXPORT IoError : public Error {
public:
    using Error::Error;
};

/// An audio device or backend that refuses, is missing or has died.
class PYA_DSP_EXPORT DeviceError : public Error {
public:
    using Error::Error;
};

/// A figure that can't be drawn, shown or saved.
class PYA_DSP_EXPORT PlotError : public Error {
public:
    using Error::Error;
};

/// There is not as much memory as was asked for. The operands are as they were before the call.
class PYA_DSP_EXPORT MemoryError : public Error {
public:
    using Error::Error;
};

namespace detail {

/// Throws E with the parts joined into its message.
template <class E = ArgumentError, class... Parts>
[[noreturn]] void fail(const Parts&... parts) {
    std::ostringstream message;
    (message << ... << parts);
    throw E(message.str());
}

} // namespace detail
} // namespace pya

#endif
