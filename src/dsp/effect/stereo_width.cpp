// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/stereo_width.hpp>

namespace pya::dsp {

StereoWidth::StereoWidth(double sr, double amount)
    : Effect("StereoWidth", sr, 2), width("StereoWidth: width", amount, 0, 4), width_(amount, sr) {}

void StereoWidth::reset() { width_.reset(width.get()); }

void StereoWidth::run(Block<double> block) {
    width_.to(width.get());
    for (Index i = 0; i < block.samples(); ++i) {
        const double moved = (width_.next() - 1) * (block(i, 0) - block(i, 1)) / 2;
        block(i, 0) += moved;
        block(i, 1) -= moved;
    }
}

} // namespace pya::dsp
