// SPDX-License-Identifier: MIT
// soxr: row 14 of docs/performance.md.
#include "row.hpp"

#include <soxr.h>

#include <stdexcept>

namespace bench {
namespace {

Eigen::ArrayXf resampled(const Eigen::ArrayXf& sig, unsigned long quality) {
    Eigen::ArrayXf out(sig.size() * 160 / 147);
    std::size_t done = 0;
    const soxr_quality_spec_t spec = soxr_quality_spec(quality, 0);
    if (const soxr_error_t error =
            soxr_oneshot(44100, 48000, 1, sig.data(), static_cast<std::size_t>(sig.size()), nullptr,
                         out.data(), static_cast<std::size_t>(out.size()), &done, nullptr, &spec, nullptr))
        throw std::runtime_error(error);
    return out;
}

[[maybe_unused]] const bool rows = [] {
    row("14@soxr, very high quality", [] { return [a = chord()] { return resampled(a, SOXR_VHQ); }; });
    row("14@soxr, high quality", [] { return [a = chord()] { return resampled(a, SOXR_HQ); }; });
    return true;
}();

} // namespace
} // namespace bench
