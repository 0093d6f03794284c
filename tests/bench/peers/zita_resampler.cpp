// SPDX-License-Identifier: MIT
// zita-resampler: row 14 of docs/performance.md.
#include "row.hpp"

#include <zita-resampler/resampler.h>

#include <stdexcept>

namespace bench {
namespace {

Eigen::ArrayXf resampled(Eigen::ArrayXf& sig) {
    constexpr unsigned half_length = 96; // the longest
    Resampler resampler;
    if (resampler.setup(44100, 48000, 1, half_length) != 0) throw std::runtime_error("zita-resampler");
    Eigen::ArrayXf out(sig.size() * 160 / 147);
    resampler.out_data = out.data();
    resampler.out_count = static_cast<unsigned>(out.size());
    resampler.inp_count = half_length - 1; // so that the first output is the first input
    resampler.inp_data = nullptr;
    resampler.process();
    resampler.inp_count = static_cast<unsigned>(sig.size());
    resampler.inp_data = sig.data();
    resampler.process();
    resampler.inp_count = half_length;
    resampler.inp_data = nullptr;
    resampler.process();
    return out;
}

[[maybe_unused]] const bool rows = [] {
    row("14@zita-resampler", [] { return [a = chord()]() mutable { return resampled(a); }; });
    return true;
}();

} // namespace
} // namespace bench
