// SPDX-License-Identifier: MIT
// soxr: rows 14, 14r and 14d of docs/performance.md.
#include "row.hpp"

#include <soxr.h>

#include <stdexcept>

namespace bench {
namespace {

Eigen::ArrayXf resampled(const Eigen::ArrayXf& sig, double from, double to, unsigned long quality) {
    Eigen::ArrayXf out(static_cast<Eigen::Index>(static_cast<double>(sig.size()) * to / from));
    std::size_t done = 0;
    const soxr_quality_spec_t spec = soxr_quality_spec(quality, 0);
    if (const soxr_error_t error =
            soxr_oneshot(from, to, 1, sig.data(), static_cast<std::size_t>(sig.size()), nullptr, out.data(),
                         static_cast<std::size_t>(out.size()), &done, nullptr, &spec, nullptr))
        throw std::runtime_error(error);
    return out;
}

[[maybe_unused]] const bool rows = [] {
    for (const auto& [name, quality] :
         {std::pair("soxr, very high quality", SOXR_VHQ), std::pair("soxr, high quality", SOXR_HQ)}) {
        const std::string peer = name;
        const unsigned long q = quality;
        row("14@" + peer, [q] { return [q, a = chord()] { return resampled(a, sr, 48000, q); }; });
        row("14r@" + peer, [q] { return [q, a = chord()] { return resampled(a, sr * semitone, sr, q); }; });
        row("14d@" + peer, [q] { return [q, a = chord(96000)] { return resampled(a, 96000, sr, q); }; });
    }
    return true;
}();

} // namespace
} // namespace bench
