// SPDX-License-Identifier: MIT
// The server that plays where none is named.
#ifndef PYA_SRC_SERVER_PLAYER_HPP
#define PYA_SRC_SERVER_PLAYER_HPP

#include <pya/aserver.hpp>

#include <memory>

namespace pya::detail {

/// The server that is named, or the default one. Throws DeviceError if there is none.
std::shared_ptr<Aserver> player(const char* function, Aserver* named);

} // namespace pya::detail

#endif
