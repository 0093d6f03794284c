// SPDX-License-Identifier: MIT
// libebur128: rows 28 of docs/performance.md.
#include "row.hpp"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>
#include <vector>

namespace bench {
namespace {

using State = std::unique_ptr<ebur128_state, void (*)(ebur128_state*)>;

State measured(const Eigen::ArrayXXf& interleaved, int mode) {
    State state(ebur128_init(2, sr, mode), [](ebur128_state* s) { ebur128_destroy(&s); });
    if (state == nullptr) throw std::bad_alloc();
    ebur128_add_frames_float(state.get(), interleaved.data(), static_cast<std::size_t>(interleaved.cols()));
    return state;
}

Eigen::ArrayXXf interleaved(Eigen::Index samples) { return white(samples, 2).transpose(); }

[[maybe_unused]] const bool rows = [] {
    row("28a@libebur128", [] {
        return [x = interleaved(ten_minutes)] {
            const State state = measured(x, EBUR128_MODE_I | EBUR128_MODE_LRA);
            std::vector<double> loud(2);
            ebur128_loudness_global(state.get(), &loud[0]);
            ebur128_loudness_range(state.get(), &loud[1]);
            return loud;
        };
    });
    row("28b@libebur128", [] {
        return [x = interleaved(ten_minutes)] {
            const State state = measured(x, EBUR128_MODE_TRUE_PEAK);
            double left = 0, right = 0;
            ebur128_true_peak(state.get(), 0, &left);
            ebur128_true_peak(state.get(), 1, &right);
            return 20 * std::log10(std::max(left, right));
        };
    });
    return true;
}();

} // namespace
} // namespace bench
