// SPDX-License-Identifier: MIT
#include "input.hpp"

#include <map>
#include <numbers>
#include <random>
#include <utility>

namespace bench {

using Eigen::Index;

Eigen::ArrayXXf make_white(Index samples, Index channels) {
    Eigen::ArrayXXf sig(samples, channels);
    for (Index c = 0; c < channels; ++c) {
        std::mt19937 random(static_cast<std::uint32_t>(7 + c));
        for (float& x : sig.col(c)) {
            const double high = random() >> 5, low = random() >> 6; // numpy's 53 bits
            x = static_cast<float>(((high * 67108864 + low) / 9007199254740992 - 0.5) * 2);
        }
    }
    return sig;
}

const Eigen::ArrayXXf& white(Index samples, Index channels) {
    static std::map<std::pair<Index, Index>, Eigen::ArrayXXf> made;
    const auto [entry, fresh] = made.try_emplace({samples, channels});
    if (fresh) entry->second = make_white(samples, channels);
    return entry->second;
}

Eigen::ArrayXf impulse_response(Eigen::Index seconds) {
    const Index n = seconds * sr;
    const Eigen::ArrayXd decay = (1 - Eigen::ArrayXd::LinSpaced(n, 0, 1)).pow(8);
    return (white(n).col(0).cast<double>() * decay).cast<float>();
}

Eigen::ArrayXf burst() {
    Eigen::ArrayXf sig = Eigen::ArrayXf::Zero(ten_seconds);
    sig.head(sr / 10) = white(sr / 10);
    return sig;
}

Eigen::ArrayXf bursts() {
    Eigen::ArrayXf sig = white(60 * sr);
    for (Index second = 0; second < 60; ++second) sig.segment(second * sr + sr / 2, sr / 2) = 0;
    return sig;
}

Eigen::ArrayXf chord(int rate) {
    const Index samples = 10 * rate;
    const Eigen::ArrayXd time =
        Eigen::ArrayXd::LinSpaced(samples, 0, static_cast<double>(samples - 1)) / rate;
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(samples);
    for (const int freq : {997, 5003, 10007, 15013}) sum += 0.2 * (2 * std::numbers::pi * freq * time).sin();
    return sum.cast<float>();
}

Eigen::ArrayX<Index> onsets(Index count) {
    constexpr Index prime = 1000003;
    return Eigen::ArrayX<Index>::NullaryExpr(count, [](Index i) { return 1000 + i * 7919 % prime; });
}

} // namespace bench
