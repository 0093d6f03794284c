// SPDX-License-Identifier: MIT
// zita-convolver, in its largest blocks and in blocks of 64: row 15 of docs/performance.md.
#include "row.hpp"

#include <zita-convolver.h>

#include <algorithm>
#include <stdexcept>

namespace bench {
namespace {

using Eigen::ArrayXXf;
using Eigen::Index;

/// The convolution of whole signals, in blocks of that size, and of up to `longest` for the later taps.
ArrayXXf convolved(const ArrayXXf& sig, Eigen::ArrayXf& ir, unsigned block, unsigned longest) {
    const auto channels = static_cast<unsigned>(sig.cols());
    const auto size = static_cast<unsigned>(ir.size());
    Convproc convolver;
    if (convolver.configure(channels, channels, size, block, block, longest, 0) != 0)
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
        convolver.process(true);
        for (unsigned c = 0; c < channels; ++c)
            out.col(c).segment(i, made) = Eigen::Map<Eigen::ArrayXf>(convolver.outdata(c), made);
    }
    convolver.stop_process();
    convolver.cleanup();
    return out;
}

/// With the peak of the signal, as pya has it.
ArrayXXf normalised(const ArrayXXf& sig, Eigen::ArrayXf& ir) {
    const ArrayXXf out = convolved(sig, ir, Convproc::MAXQUANT, Convproc::MAXQUANT);
    return out * (sig.abs().maxCoeff() / out.abs().maxCoeff());
}

[[maybe_unused]] const bool rows = [] {
    row("15a@zita-convolver", [] {
        return [a = white(ten_seconds), ir = impulse_response()]() mutable { return normalised(a, ir); };
    });
    row("15b@zita-convolver", [] {
        return [a = white(ten_minutes, 2), ir = impulse_response()]() mutable { return normalised(a, ir); };
    });
    row("15c@zita-convolver", [] {
        return [a = white(ten_seconds), ir = impulse_response(10)]() mutable {
            ArrayXXf late = ArrayXXf::Zero(a.rows(), 1); // by a block, as the library is
            late.bottomRows(a.rows() - 64) = convolved(a, ir, 64, Convproc::MAXPART).topRows(a.rows() - 64);
            return late;
        };
    });
    return true;
}();

} // namespace
} // namespace bench
