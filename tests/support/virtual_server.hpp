// SPDX-License-Identifier: MIT
// A server whose time passes only when it is asked to.
#ifndef PYA_TESTS_SUPPORT_VIRTUAL_SERVER_HPP
#define PYA_TESTS_SUPPORT_VIRTUAL_SERVER_HPP

#include <pya/aserver.hpp>
#include <pya/backend/dummy.hpp>

#include <memory>

namespace virtual_server {

inline pya::Asig ramp(pya::Index n, pya::Index channels = 1, int sr = 1000) {
    Eigen::ArrayXXf x(n, channels);
    for (pya::Index c = 0; c < channels; ++c) x.col(c) = Eigen::ArrayXf::LinSpaced(n, 0.1f, 0.2f);
    return pya::Asig(x, {.sr = sr});
}

inline std::shared_ptr<pya::DummyBackend> virtual_time(pya::DummyFaults faults = {}) {
    return std::make_shared<pya::DummyBackend>(
        pya::DummyOptions{.pacing = pya::Pacing::on_call, .faults = faults});
}

inline pya::AserverOptions on(const std::shared_ptr<pya::Backend>& backend) {
    return {.sr = 1000, .bs = 64, .channels = 2, .backend = backend};
}

} // namespace virtual_server

#endif
