// SPDX-License-Identifier: MIT
// zita-convolver, in its largest blocks: row 15 of docs/performance.md.
#include "row.hpp"

#include <zita-convolver.h>

#include <algorithm>
#include <stdexcept>

namespace bench {
namespace {

using Eigen::ArrayXXf;
using Eigen::Index;

ArrayXXf convolved(const ArrayXXf& sig, Eigen::ArrayXf& ir) {
    constexpr unsigned block = Convproc::MAXQUANT;
    const auto channels = static_cast<unsigned>(sig.cols());
    const auto size = static_cast<unsigned>(ir.size());
    Convproc convolver;
    if (convolver.configure(channels, channels, size, block, block, block, 0) != 0)
        throw std::runtime_error("zita-convolver");
    for (unsigned c = 0; c < channels; ++c)
        convolver.impdata_create(c, c, 1, ir.data(), 0, static_cast<int>(size));
    convolver.start_process(0, 0);
    ArrayXXf out(sig.rows() + ir.size() - 1, sig.cols());
    for (Index i = 0; i < out.rows(); i += block) {
        const Index in = std::clamp<Index>(sig.rows() - i, 0, block),
                    made = std::min<Index>(out.rows() - i, block);
        for (unsigned c = 0; c < channels; ++c) {
            Eigen::Map<Eigen::ArrayXf> input(convolver.inpdata(c), block);
            input.head(in) = sig.col(c).segment(i, in);
            input.tail(block - in) = 0;
        }
        convolver.process();
        for (unsigned c = 0; c < channels; ++c)
            out.col(c).segment(i, made) = Eigen::Map<Eigen::ArrayXf>(convolver.outdata(c), made);
    }
    convolver.stop_process();
    convolver.cleanup();
    return out * (sig.abs().maxCoeff() / out.abs().maxCoeff());
}

[[maybe_unused]] const bool rows = [] {
    row("15a@zita-convolver", [] {
        return [a = white(ten_seconds), ir = impulse_response()]() mutable { return convolved(a, ir); };
    });
    row("15b@zita-convolver", [] {
        return [a = white(ten_minutes, 2), ir = impulse_response()]() mutable { return convolved(a, ir); };
    });
    return true;
}();

} // namespace
} // namespace bench
