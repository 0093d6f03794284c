// SPDX-License-Identifier: MIT
// A stream whose callback can be let in and cut off.
#ifndef PYA_SRC_SERVER_CONNECTION_HPP
#define PYA_SRC_SERVER_CONNECTION_HPP

#include "server/gate.hpp"

#include <pya/backend/backend.hpp>

#include <memory>

namespace pya {

class Connection {
public:
    /// Opens a stream whose callback is not let in yet. Throws DeviceError, also where the device opens with
    /// another number of channels than asked for.
    Connection(Backend& backend, StreamOptions options);
    ~Connection() { cut(); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void let_in() { gate_->open(); }
    /// Afterwards the callback is not running and won't be called again, even if the stream still goes on.
    void cut() { gate_->close(); }
    Stream& stream() const { return *stream_; }

private:
    std::shared_ptr<Gate> gate_; // shared with the callback, which a dead device may keep for ever
    std::unique_ptr<Stream> stream_;
};

} // namespace pya

#endif
