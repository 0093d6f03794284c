// SPDX-License-Identifier: MIT
#include "backend/pcm.hpp"

#include <algorithm>
#include <cmath>

namespace pya {

void to_int16(std::span<const float> in, std::int16_t* out) {
    std::transform(in.begin(), in.end(), out, [](float x) {
        const float scaled = std::nearbyint(32767 * std::clamp(x, -1.0f, 1.0f));
        return std::isnan(x) ? std::int16_t{0} : static_cast<std::int16_t>(scaled);
    });
}

void to_float(std::span<const std::int16_t> in, float* out) {
    std::transform(in.begin(), in.end(), out, [](std::int16_t x) { return static_cast<float>(x) / 32767; });
}

} // namespace pya
