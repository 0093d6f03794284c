// SPDX-License-Identifier: MIT
// Runs generators block by block.
#ifndef PYA_TESTS_AGEN_BLOCKS_HPP
#define PYA_TESTS_AGEN_BLOCKS_HPP

#include <pya/agen/player.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <random>

namespace blocks {

/// The first n samples in double, in blocks of `size`, or of 1 to -size samples by chance.
inline Eigen::ArrayXXd rendered(const pya::Agen& generator, Eigen::Index n, Eigen::Index size = 1 << 20,
                                int sr = 44100) {
    pya::gen::Player player(generator, {.sr = sr});
    Eigen::ArrayXXd out(n, generator.channels());
    std::mt19937 random(static_cast<unsigned>(n + size));
    for (Eigen::Index done = 0; done < n;) {
        const Eigen::Index wanted =
            size > 0 ? size : 1 + static_cast<Eigen::Index>(random() % static_cast<unsigned>(-size));
        const Eigen::Index count = std::min(wanted, n - done);
        player.process(pya::dsp::Block<double>(out.middleRows(done, count)));
        done += count;
    }
    return out;
}

} // namespace blocks

#endif
