// SPDX-License-Identifier: MIT
// Rubber Band: rows 34a and 34b of docs/performance.md.
#include "row.hpp"

#include <rubberband/RubberBandStretcher.h>

#include <algorithm>
#include <cmath>

namespace bench {
namespace {

using RubberBand::RubberBandStretcher;

Eigen::ArrayXf stretched(const Eigen::ArrayXf& sig, double factor, double ratio, int engine) {
    constexpr std::size_t block = 1024;
    RubberBandStretcher stretcher(sr, 1, engine | RubberBandStretcher::OptionProcessOffline, factor, ratio);
    const auto samples = static_cast<std::size_t>(sig.size());
    const float* const in = sig.data();
    stretcher.setExpectedInputDuration(samples);
    stretcher.setMaxProcessSize(block);
    stretcher.study(&in, samples, true);
    Eigen::ArrayXf out(std::lround(static_cast<double>(samples) * factor));
    Eigen::Index done = 0;
    for (std::size_t first = 0; first < samples; first += block) {
        const float* const part = in + first;
        stretcher.process(&part, std::min(block, samples - first), first + block >= samples);
        while (const int ready = std::min<int>(stretcher.available(), static_cast<int>(out.size() - done))) {
            if (ready < 0) break;
            float* const to = out.data() + done;
            done += static_cast<Eigen::Index>(stretcher.retrieve(&to, static_cast<std::size_t>(ready)));
        }
    }
    out.tail(out.size() - done).setZero();
    return out;
}

[[maybe_unused]] const bool rows = [] {
    constexpr int finer = RubberBandStretcher::OptionEngineFiner,
                  faster = RubberBandStretcher::OptionEngineFaster;
    row("34a@Rubber Band, finer",
        [] { return [a = white(ten_seconds).col(0).eval()] { return stretched(a, 1.5, 1, finer); }; });
    row("34a@Rubber Band, faster",
        [] { return [a = white(ten_seconds).col(0).eval()] { return stretched(a, 1.5, 1, faster); }; });
    row("34b@Rubber Band, finer", [] {
        return [a = white(ten_seconds).col(0).eval()] { return stretched(a, 1, std::exp2(0.25), finer); };
    });
    return true;
}();

} // namespace
} // namespace bench
