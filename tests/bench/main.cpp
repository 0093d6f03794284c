// SPDX-License-Identifier: MIT
#include "row.hpp"

#include <map>
#include <utility>

namespace bench {

const pya::Asig& noise(pya::Index samples, pya::Index channels) {
    static std::map<std::pair<pya::Index, pya::Index>, pya::Asig> made;
    const auto [entry, fresh] = made.try_emplace({samples, channels});
    if (fresh) {
        Eigen::ArrayXXf sig(samples, channels);
        for (pya::Index c = 0; c < channels; ++c)
            sig.col(c) =
                pya::Ugen::noise({.n_rows = samples, .seed = static_cast<std::uint32_t>(7 + c)}).sig();
        entry->second = pya::Asig(sig);
    }
    return entry->second;
}

} // namespace bench

BENCHMARK_MAIN();
