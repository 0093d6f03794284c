// SPDX-License-Identifier: MIT
// Sees when files are saved, in place or by another one that takes their place.
#ifndef PYA_SRC_RUN_WATCH_HPP
#define PYA_SRC_RUN_WATCH_HPP

#include <string>
#include <vector>

namespace pya::detail::live {

class Watch {
public:
    /// These files, as they are now or were when they have been looked at before.
    void set(const std::vector<std::string>& files);
    /// Whether one has changed since the last call, and is there.
    bool changed();

private:
    struct State {
        std::string file;
        std::string now; ///< what stat says: empty where it is not there
    };
    std::vector<State> states_;
};

} // namespace pya::detail::live

#endif
