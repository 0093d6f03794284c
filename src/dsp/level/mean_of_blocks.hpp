// SPDX-License-Identifier: MIT
// The mean of a channel that comes in blocks.
#ifndef PYA_SRC_DSP_LEVEL_MEAN_OF_BLOCKS_HPP
#define PYA_SRC_DSP_LEVEL_MEAN_OF_BLOCKS_HPP

#include <pya/dsp/block.hpp>

#include <span>
#include <vector>

namespace pya::dsp::impl {

/// Adds up in the order of mean(), so that its bits are the same: four quarters, each in eight running sums,
/// and then the samples that are left over. The length must be known before.
class MeanOfBlocks {
public:
    explicit MeanOfBlocks(Index samples) : samples_(samples), quarter_(samples / 64 * 16) {}

    void take(std::span<const float> block) {
        for (const float x : block) {
            if (position_ < 4 * quarter_)
                sums_[position_ / quarter_][position_ % quarter_ % 8] += static_cast<double>(x);
            else
                rest_.push_back(x);
            ++position_;
        }
    }

    double mean() const {
        double sum = 0;
        for (int lane = 0; lane < 8; ++lane)
            sum += (sums_[0][lane] + sums_[1][lane]) + (sums_[2][lane] + sums_[3][lane]);
        for (const float x : rest_) sum += static_cast<double>(x);
        return sum / static_cast<double>(samples_);
    }

private:
    Index samples_;
    Index quarter_;
    Index position_ = 0;
    double sums_[4][8] = {};
    std::vector<float> rest_; // fewer than 64
};

} // namespace pya::dsp::impl

#endif
