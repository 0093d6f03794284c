// SPDX-License-Identifier: MIT
#ifndef PYA_TESTS_STREAM_SUPPORT_HPP
#define PYA_TESTS_STREAM_SUPPORT_HPP

#include <pya/asig.hpp>
#include <pya/astream.hpp>

#include "support/catch.hpp"

#include <random>
#include <string>
#include <vector>

namespace streams {

inline pya::Asig noise(pya::Index samples, pya::Index channels = 2, int sr = 44100) {
    std::mt19937 random(static_cast<unsigned>(samples * 7 + channels));
    std::normal_distribution<float> normal(0.01f, 0.2f);
    return pya::Asig(Eigen::ArrayXXf::NullaryExpr(samples, channels, [&] { return normal(random); }),
                     {.sr = sr, .label = "noise"});
}

// The same signal as a stream whose blocks have random lengths.
inline pya::Astream in_pieces(const pya::Asig& sig) {
    std::mt19937 random(static_cast<unsigned>(sig.samples()));
    pya::Astream stream(sig(pya::slice(0, 0)));
    for (pya::Index first = 0; first < sig.samples();) {
        const auto longest = pya::Index{1} << std::uniform_int_distribution<>(0, 14)(random);
        const auto last = first + std::uniform_int_distribution<pya::Index>(0, longest)(random);
        stream = stream.append(pya::Astream(sig(pya::slice(first, last))));
        first = last;
    }
    return stream;
}

// Has the bits of another signal, and its rate, shape and names.
inline void check_same(const pya::Asig& streamed, const pya::Asig& whole) {
    REQUIRE(streamed.samples() == whole.samples());
    REQUIRE(streamed.channels() == whole.channels());
    CHECK(streamed.sr() == whole.sr());
    CHECK(streamed.cn() == whole.cn());
    pya::Index different = 0;
    for (pya::Index c = 0; c < whole.channels(); ++c)
        for (pya::Index i = 0; i < whole.samples(); ++i) {
            const float a = streamed.channel(c)[static_cast<std::size_t>(i)];
            const float b = whole.channel(c)[static_cast<std::size_t>(i)];
            different += !(a == b || (a != a && b != b));
        }
    CHECK(different == 0);
}

} // namespace streams

#endif
