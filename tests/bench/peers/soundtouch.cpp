// SPDX-License-Identifier: MIT
// SoundTouch: rows 34a and 34b of docs/performance.md.
#include "row.hpp"

#include <soundtouch/SoundTouch.h>

#include <cmath>

namespace bench {
namespace {

Eigen::ArrayXf stretched(const Eigen::ArrayXf& sig, double factor, double semitones) {
    soundtouch::SoundTouch stretcher;
    stretcher.setSampleRate(sr);
    stretcher.setChannels(1);
    stretcher.setTempo(1 / factor);
    stretcher.setPitchSemiTones(semitones);
    stretcher.putSamples(sig.data(), static_cast<unsigned>(sig.size()));
    stretcher.flush();
    Eigen::ArrayXf out = Eigen::ArrayXf::Zero(std::lround(static_cast<double>(sig.size()) * factor));
    stretcher.receiveSamples(out.data(), static_cast<unsigned>(out.size()));
    return out;
}

[[maybe_unused]] const bool rows = [] {
    row("34a@SoundTouch",
        [] { return [a = white(ten_seconds).col(0).eval()] { return stretched(a, 1.5, 0); }; });
    row("34b@SoundTouch",
        [] { return [a = white(ten_seconds).col(0).eval()] { return stretched(a, 1, 3); }; });
    return true;
}();

} // namespace
} // namespace bench
