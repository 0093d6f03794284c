// SPDX-License-Identifier: MIT
// Rows 35 of docs/performance.md: sounds from all sides, and many of them.
#include "signal.hpp"

#include <pya/dsp/spatial.hpp>

#include <algorithm>

namespace bench {
namespace {

using namespace pya;

[[maybe_unused]] const bool rows = [] {
    row("35a", [] {
        return [a = noise(ten_seconds)] {
            return a.pan(dsp::speaker_ring(8), {.azimuth = Acurve({{0_s, 0}, {10_s, 360}})});
        };
    });
    row("35b", [] {
        return [a = noise(ten_seconds)] {
            return a.encode_ambisonics(3, {.azimuth = 30}).decode_ambisonics(dsp::speaker_ring(8));
        };
    });
    row("35c", [] {
        std::vector<MixPart> parts;
        for (int i = 0; i < 100; ++i)
            parts.push_back({.sig = noise(ten_seconds)(slice(0, sr)), .onset = 0.1 * i, .gain = 0.1});
        return [parts] { return Asig::mix(parts); };
    });
    row("35d", [] {
        Eigen::ArrayXXf sound = Eigen::ArrayXXf::Zero(ten_seconds, 8);
        sound.col(0) = white(ten_seconds).col(0);
        return [sound, panner = dsp::Panner(sr, dsp::speaker_ring(8), {.azimuth = 30})]() mutable {
            Eigen::ArrayXXf out(sound.rows(), 8);
            for (Index at = 0, count = 0; at < sound.rows(); at += count) {
                count = std::min<Index>(256, sound.rows() - at);
                panner.process(sound.middleRows(at, count), out.middleRows(at, count));
            }
            return out;
        };
    });
    return true;
}();

} // namespace
} // namespace bench
