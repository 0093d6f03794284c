// SPDX-License-Identifier: MIT
#include <pya/dsp/convolve/partitions.hpp>

#include "dsp/convolve/overlap_save.hpp"

#include <algorithm>

namespace pya::dsp::impl {

template <class T>
Partitions<T>::Partitions(Block<const T> ir, Index channels, Index block)
    : block_(block), count_((ir.samples() + block - 1) / block), fft_(2 * block),
      stride_((fft_.bins() + 7) / 8 * 8), shared_(ir.channels() == 1),
      kernel_(static_cast<std::size_t>(stride_ * count_ * ir.channels())),
      history_(static_cast<std::size_t>(stride_ * count_ * channels)),
      time_(static_cast<std::size_t>(2 * block)) {
    for (Index c = 0; c < ir.channels(); ++c)
        for (Index p = 0; p < count_; ++p) {
            const auto taps = ir.part(p * block, std::min(block, ir.samples() - p * block)).channel(c);
            std::fill(std::copy(taps.begin(), taps.end(), time_.begin()), time_.begin() + block, T(0));
            fft_.forward(time_.data(), spectrum(kernel_, c * count_ + p));
        }
}

template <class T>
void Partitions<T>::transform(Index channel, const T* samples) {
    fft_.forward(samples, spectrum(history_, channel * count_ + newest_));
}

template <class T>
void Partitions<T>::add_product(Index channel, Index partition, Index first, Index bins, Complex* sum) {
    const Index slot = newest_ - partition + (newest_ < partition ? count_ : 0);
    add_products(
        bins, reinterpret_cast<T*>(spectrum(history_, channel * count_ + slot) + first),
        reinterpret_cast<T*>(spectrum(kernel_, (shared_ ? 0 : channel * count_) + partition) + first),
        reinterpret_cast<T*>(sum + first));
}

template <class T>
void Partitions<T>::inverse(const Complex* sum, T* out) {
    fft_.inverse(sum, time_.data());
    std::copy_n(time_.data() + block_, block_, out);
}

template <class T>
void Partitions<T>::advance() {
    newest_ = newest_ + 1 < count_ ? newest_ + 1 : 0;
}

template <class T>
void Partitions<T>::reset() {
    std::fill(history_.begin(), history_.end(), Complex(0));
    newest_ = 0;
}

template class Partitions<float>;
template class Partitions<double>;

} // namespace pya::dsp::impl
