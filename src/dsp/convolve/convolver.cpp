// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/convolve.hpp>

#include "dsp/convolve/cost.hpp"

#include <algorithm>
#include <cmath>
#include <pya/error.hpp>

namespace pya::dsp {

namespace {

Index checked_block(Index block) {
    if (block < 1 || block > Index{1} << 39)
        detail::fail("Convolver: option block is ", block, "; it must be from 1 to 2^39");
    return block;
}

template <class T>
Index checked_response(Block<const T> ir, Index channels) {
    if (ir.samples() < 1) detail::fail("Convolver: argument ir has no taps; it must have at least one");
    if (channels < 1) detail::fail("Convolver: argument channels is ", channels, "; it must be at least 1");
    if (ir.channels() != 1 && ir.channels() != channels)
        detail::fail("Convolver: argument ir has ", ir.channels(), " channels; it must have 1 or ", channels);
    return ir.samples();
}

/// How many blocks make a block of the later part, such that the work for a block is least; 0 if it is least
/// without a later part. A transform of the later part may take no longer than all the work for a block.
Index steps_of_late_part(Index taps, Index block) {
    const auto cost = [&](Index early_taps) {
        return 2 * impl::transform_cost(static_cast<double>(block)) +
               impl::product_cost * static_cast<double>(early_taps);
    };
    double least = cost(taps);
    Index best = 0;
    for (Index steps = 4; steps * block <= Index{1} << 17 && 2 * steps * block < taps; steps *= 2) {
        const Index late_block = steps * block, late_taps = taps - 2 * late_block;
        const double transform = impl::transform_cost(static_cast<double>(late_block));
        const double partitions = std::ceil(static_cast<double>(late_taps) / static_cast<double>(late_block));
        const double late = 2 * transform + impl::product_cost * static_cast<double>(late_block) * partitions;
        const double all = cost(2 * late_block) + late / static_cast<double>(steps);
        if (all >= least || transform > all) continue;
        least = all;
        best = steps;
    }
    return best;
}

/// All taps, or those before the later part.
template <class T>
Block<const T> early_part(Block<const T> ir, Index block) {
    const Index steps = steps_of_late_part(ir.samples(), block);
    return ir.part(0, steps > 0 ? 2 * steps * block : ir.samples());
}

} // namespace

template <class T>
Convolver<T>::Convolver(Block<const T> ir, Index channels, ConvolverOptions options)
    : block_(checked_block(options.block)), taps_(checked_response(ir, channels)),
      channels_("Convolver", channels), early_(early_part(ir, block_), channels, block_),
      sum_(static_cast<std::size_t>(early_.bins())), input_(static_cast<std::size_t>(2 * block_ * channels)),
      output_(static_cast<std::size_t>(block_ * channels)) {
    if (const Index late = early_.partitions() * block_; late < taps_)
        late_.emplace(ir.part(late, taps_ - late), channels, block_, early_.partitions() / 2);
}

template <class T>
void Convolver<T>::process(Block<const T> in, Block<T> out) {
    if (in.channels() != channels_)
        detail::fail("Convolver.process: argument in has ", in.channels(), " channels; it must have ",
                     channels_);
    if (out.samples() != in.samples() || out.channels() != in.channels())
        detail::fail("Convolver.process: argument out is ", out.samples(), " x ", out.channels(),
                     "; it must be ", in.samples(), " x ", in.channels(), " as argument in is");
    for (Index done = 0, count = 0; done < in.samples(); done += count) {
        count = std::min(in.samples() - done, block_ - filled_);
        for (Index c = 0; c < channels_; ++c) {
            std::copy_n(in.channel(c).data() + done, count, input(c) + block_ + filled_);
            std::copy_n(output(c) + filled_, count, out.channel(c).data() + done);
        }
        filled_ += count;
        if (filled_ < block_) continue;
        for (Index c = 0; c < channels_; ++c) transform_block(c);
        early_.advance();
        if (late_) late_->step();
        filled_ = 0;
    }
}

template <class T>
void Convolver<T>::transform_block(Index channel) {
    constexpr Index tile = 512; // bins whose sums stay in the first-level cache
    early_.transform(channel, input(channel));
    std::fill(sum_.begin(), sum_.end(), std::complex<T>(0));
    for (Index k = 0; k < early_.bins(); k += tile)
        for (Index p = 0; p < early_.partitions(); ++p)
            early_.add_product(channel, p, k, std::min(tile, early_.bins() - k), sum_.data());
    early_.inverse(sum_.data(), output(channel));
    if (late_) {
        late_->read(channel, input(channel) + block_);
        const T* const late = late_->output(channel);
        for (Index i = 0; i < block_; ++i) output(channel)[i] += late[i];
    }
    std::copy_n(input(channel) + block_, block_, input(channel));
}

template <class T>
void Convolver<T>::reset() {
    early_.reset();
    if (late_) late_->reset();
    std::fill(input_.begin(), input_.end(), T(0));
    std::fill(output_.begin(), output_.end(), T(0));
    filled_ = 0;
}

template class Convolver<float>;
template class Convolver<double>;

} // namespace pya::dsp
