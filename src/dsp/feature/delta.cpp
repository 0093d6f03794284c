// SPDX-License-Identifier: MIT
#include <pya/dsp/feature/delta.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <vector>

namespace pya::dsp {

namespace {

/// Weights of the frames -half ... half. The derivative of a fitted polynomial of the same order is a
/// constant: `order` factorial times the share of the monic polynomial of that order that is orthogonal to
/// all lower ones, which a recurrence makes.
std::vector<double> weights_of(Index width, int order) {
    const Index half = width / 2;
    const std::size_t n = static_cast<std::size_t>(width);
    std::vector<double> before(n), now(n, 1.);
    double norm_before = 0, norm = static_cast<double>(width), factorial = 1;
    for (int k = 1; k <= order; ++k) {
        const double back = k > 1 ? norm / norm_before : 0;
        norm_before = norm;
        norm = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double next = static_cast<double>(static_cast<Index>(i) - half) * now[i] - back * before[i];
            before[i] = now[i];
            now[i] = next;
            norm += next * next;
        }
        factorial *= k;
    }
    for (double& w : now) w *= factorial / norm;
    return now;
}

/// The frame that stands for frame t of n, or -1 for the constant.
Index source(Index t, Index n, DeltaMode mode) {
    if (t >= 0 && t < n) return t;
    switch (mode) {
    case DeltaMode::mirror: {
        if (n == 1) return 0;
        const Index period = 2 * (n - 1), at = (t % period + period) % period;
        return std::min(at, period - at);
    }
    case DeltaMode::wrap: return (t % n + n) % n;
    case DeltaMode::constant: return -1;
    default: return t < 0 ? 0 : n - 1;
    }
}

} // namespace

void impl::delta_into(const Eigen::Ref<const FrameArray<double>>& x, const DeltaOptions& options,
                      Eigen::Ref<FrameArray<double>> out) {
    using detail::fail;
    const Index width = options.width, half = width / 2, n = x.rows();
    if (width < 3 || width % 2 == 0 || width >= 1 << 16)
        fail("delta: option width is ", width, "; it must be odd and lie between 3 and ", (1 << 16) - 1);
    if (options.order < 1 || options.order >= width)
        fail("delta: option order is ", options.order, "; it must lie between 1 and width - 1 = ", width - 1);
    const bool interp = options.mode == DeltaMode::interp;
    if (interp && n < width && n > 0)
        fail("delta: there are ", n, " frames; with width ", width, " and DeltaMode::interp there must be ",
             width, " or more, or none");
    const std::vector<double> weights = weights_of(width, options.order);
    for (Index t = 0; t < n; ++t) {
        const Index centre = interp ? std::clamp(t, half, n - 1 - half) : t;
        out.row(t).setZero();
        for (Index i = 0; i < width; ++i) {
            const Index from = source(centre + i - half, n, options.mode);
            const double weight = weights[static_cast<std::size_t>(i)];
            if (from < 0)
                out.row(t) += weight * options.cval;
            else
                out.row(t) += weight * x.row(from);
        }
    }
}

} // namespace pya::dsp
