// SPDX-License-Identifier: MIT
// What rhythm listens to: the mean of the channels.
#ifndef PYA_SRC_DSP_RHYTHM_CHANNEL_MEAN_HPP
#define PYA_SRC_DSP_RHYTHM_CHANNEL_MEAN_HPP

#include <pya/dsp/block.hpp>

#include <cmath>

namespace pya::dsp::impl {

template <class T>
T channel_mean(Block<const T> in, Index i) {
    T sum = 0;
    for (Index c = 0; c < in.channels(); ++c) sum += in(i, c);
    return sum / static_cast<T>(in.channels());
}

// The largest magnitude that is finite.
template <class T>
T peak_of_mean(Block<const T> x) {
    T peak = 0;
    for (Index i = 0; i < x.samples() && x.channels() > 0; ++i) {
        const T sample = std::abs(channel_mean(x, i));
        if (sample > peak && std::isfinite(sample)) peak = sample;
    }
    return peak;
}

} // namespace pya::dsp::impl

#endif
