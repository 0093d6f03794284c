// SPDX-License-Identifier: MIT
// A recorder that hears a signal, and whose time passes only when it is asked to.
#ifndef PYA_TESTS_SUPPORT_VIRTUAL_RECORDER_HPP
#define PYA_TESTS_SUPPORT_VIRTUAL_RECORDER_HPP

#include <pya/arecorder.hpp>
#include <pya/backend/dummy.hpp>

#include <memory>

namespace virtual_recorder {

// Sample f of channel c is f + 1000 c.
inline pya::Asig numbers(pya::Index n, pya::Index channels) {
    Eigen::ArrayXXf x(n, channels);
    for (pya::Index c = 0; c < channels; ++c)
        x.col(c) = Eigen::ArrayXf::LinSpaced(n, 0, static_cast<float>(n - 1)) + 1000 * static_cast<float>(c);
    return pya::Asig(x, {.sr = 1000});
}

inline std::shared_ptr<pya::DummyBackend> hearing(const pya::Asig& input, pya::DummyFaults faults = {}) {
    return std::make_shared<pya::DummyBackend>(
        pya::DummyOptions{.pacing = pya::Pacing::on_call, .input = input, .faults = faults});
}

inline pya::ArecorderOptions on(const std::shared_ptr<pya::Backend>& backend, pya::Index channels = 3) {
    return {.sr = 1000, .bs = 16, .channels = channels, .backend = backend};
}

} // namespace virtual_recorder

#endif
