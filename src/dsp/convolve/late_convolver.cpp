// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/late_convolver.hpp>

#include "dsp/convolve/cost.hpp"

#include <algorithm>

namespace pya::dsp::impl {

namespace {

constexpr Index bins_per_unit = 512; // their sums stay in the first-level cache

Index units_of_transform(Index block) {
    const double unit = product_cost * static_cast<double>(std::min(block, bins_per_unit));
    return static_cast<Index>(transform_cost(static_cast<double>(block)) / unit) + 1;
}

} // namespace

template <class T>
LateConvolver<T>::LateConvolver(Block<const T> ir, Index channels, Index short_block, Index steps)
    : partitions_(ir, channels, steps * short_block), channels_("Convolver", channels),
      short_block_(short_block), steps_(steps), tiles_(std::max<Index>(1, block() / bins_per_unit)),
      transform_units_(units_of_transform(block())), sum_(static_cast<std::size_t>(partitions_.bins())),
      input_(static_cast<std::size_t>(3 * block() * channels)),
      coming_(static_cast<std::size_t>(block() * channels)), ready_(coming_.size()) {}

template <class T>
void LateConvolver<T>::read(Index channel, const T* samples) {
    std::copy_n(samples, short_block_, input(channel) + 2 * block() + step_ * short_block_);
}

template <class T>
void LateConvolver<T>::step() {
    const Index units = channels_ * (2 * transform_units_ + tiles_ * partitions_.partitions());
    ++step_;
    work(units / steps_ * step_ + units % steps_ * step_ / steps_);
    if (step_ == steps_) finish_block();
}

/// Each channel is transformed, multiplied with all partitions, a tile of bins after the other, and
/// transformed back.
template <class T>
void LateConvolver<T>::work(Index until) {
    const Index products = tiles_ * partitions_.partitions(), bins = partitions_.bins();
    while (done_ < until) {
        const Index channel = done_ / (2 * transform_units_ + products);
        const Index at = done_ % (2 * transform_units_ + products) - transform_units_;
        if (at < 0) {
            partitions_.transform(channel, input(channel));
            std::fill(sum_.begin(), sum_.end(), Complex(0));
            done_ += transform_units_;
        } else if (at < products) {
            const Index tile = at / partitions_.partitions(), first = tile * bins / tiles_;
            partitions_.add_product(channel, at % partitions_.partitions(), first,
                                    (tile + 1) * bins / tiles_ - first, sum_.data());
            ++done_;
        } else {
            partitions_.inverse(sum_.data(), coming_.data() + channel * block());
            done_ += transform_units_;
        }
    }
}

template <class T>
void LateConvolver<T>::finish_block() {
    for (Index c = 0; c < channels_; ++c) std::copy_n(input(c) + block(), 2 * block(), input(c));
    std::swap(coming_, ready_);
    partitions_.advance();
    step_ = done_ = 0;
}

template <class T>
void LateConvolver<T>::reset() {
    partitions_.reset();
    std::fill(input_.begin(), input_.end(), T(0));
    std::fill(ready_.begin(), ready_.end(), T(0));
    step_ = done_ = 0;
}

template class LateConvolver<float>;
template class LateConvolver<double>;

} // namespace pya::dsp::impl
