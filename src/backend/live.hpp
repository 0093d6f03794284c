// SPDX-License-Identifier: MIT
// What plays and shows the scripts of pya-run --live and --watch; defined in the room live.
#ifndef PYA_SRC_BACKEND_LIVE_HPP
#define PYA_SRC_BACKEND_LIVE_HPP

#include <pya/backend/backend.hpp>

#include <memory>

namespace pya::detail::live {

/// Where this program plays, or nullptr if it is no such script.
std::shared_ptr<Backend> backend();

} // namespace pya::detail::live

#endif
