// SPDX-License-Identifier: MIT
#include <pya/dsp/fir/filter.hpp>

#include <pya/error.hpp>

#include "dsp/convolve/overlap_save.hpp"
#include "dsp/shape.hpp"
#include "simd/flush_denormals.hpp"
#include "simd/run.hpp"
#include "simd/vector.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace pya::dsp {

namespace {

using simd::Avx2;
using simd::Avx512;
using simd::Baseline;

/// How many samples a filter takes at a time.
constexpr Index fir_piece = 1024;

/// From how many taps on transforms are faster than sums.
constexpr Index fir_transforms = 512;

/// out[i] = sum over j of h[j] x[i + j], in this order, for the outputs of `registers` registers.
template <class Set, int registers, class T>
PYA_INLINE void weighted_sums(const double* h, Index taps, const double* x, T* out) {
    constexpr int width = Set::bytes / sizeof(double);
    using V = simd::Vector<double, width>;
    V sums[registers] = {};
    for (Index j = 0; j < taps; ++j)
#pragma GCC unroll 8
        for (int r = 0; r < registers; ++r) {
            V samples;
            simd::load(samples, x + j + width * r);
            sums[r] += h[j] * samples;
        }
#pragma GCC unroll 8
    for (int r = 0; r < registers; ++r) simd::store_as(sums[r], out + width * r);
}

/// The same for n outputs.
template <class Set, class T>
PYA_INLINE void filter_piece(const double* h, Index taps, const double* x, T* out, Index n) {
    constexpr Index width = Set::bytes / sizeof(double);
    Index i = 0;
    for (; i + 8 * width <= n; i += 8 * width) weighted_sums<Set, 8>(h, taps, x + i, out + i);
    for (; i + width <= n; i += width) weighted_sums<Set, 1>(h, taps, x + i, out + i);
    for (; i < n; ++i) {
        double sum = 0;
        for (Index j = 0; j < taps; ++j) sum += h[j] * x[i + j];
        out[i] = static_cast<T>(sum);
    }
}

AlignedVector<double> checked_taps(const char* function, Block<const double> taps) {
    if (taps.channels() != 1)
        detail::fail(function, ": argument taps has ", taps.channels(), " channels; it must have one");
    if (taps.samples() == 0)
        detail::fail(function, ": argument taps is empty; it must have at least one tap");
    for (Index k = 0; k < taps.samples(); ++k)
        if (!std::isfinite(taps(k)))
            detail::fail(function, ": argument taps is ", taps(k), " at ", k, "; it must be finite");
    return {taps.data(), taps.data() + taps.samples()};
}

template <class T>
void filter_whole(Block<const double> given, Block<const T> x, Block<T> y, ConvMethod method) {
    const AlignedVector<double> taps = checked_taps("firfilter_into", given);
    impl::check_shape("firfilter_into", x, y);
    if (x.empty()) return;
    const Index n = x.samples(), m = std::min(given.samples(), n);
    if (method == ConvMethod::direct || (method == ConvMethod::automatic && m < fir_transforms)) {
        FirFilter<T>(given, x.channels()).process(x, y);
        return;
    }
    const auto block = static_cast<Index>(std::bit_ceil(static_cast<std::size_t>(std::max<Index>(m, 256))));
    impl::OverlapSave<double> transforms(block, m);
    transforms.load(taps.data());
    AlignedVector<double> in(static_cast<std::size_t>(n)), out(static_cast<std::size_t>(n));
    for (Index c = 0; c < x.channels(); ++c) {
        std::copy_n(x.channel(c).data(), n, in.data());
        transforms.run(in.data(), n, 0, out.data(), n);
        std::transform(out.begin(), out.end(), y.channel(c).data(),
                       [](double value) { return static_cast<T>(value); });
    }
}

} // namespace

template <class T>
FirFilter<T>::FirFilter(Block<const double> taps, Index channels)
    : reversed_(checked_taps("FirFilter", taps)), past_(taps.samples() - 1),
      channels_("FirFilter", channels) {
    if (channels < 1) detail::fail("FirFilter: argument channels is ", channels, "; it must be at least 1");
    std::reverse(reversed_.begin(), reversed_.end());
    history_.resize(static_cast<std::size_t>(past_ * channels));
    recent_.resize(static_cast<std::size_t>(past_ + fir_piece));
}

template <class T>
void FirFilter<T>::process(Block<const T> in, Block<T> out) {
    impl::check_channels("FirFilter::process", in.channels(), channels_);
    impl::check_shape("FirFilter::process", in, out);
    const simd::FlushDenormals scope;
    for (Index c = 0; c < channels_ && !in.empty(); ++c) {
        double* const history = history_.data() + c * past_;
        std::copy_n(history, past_, recent_.data());
        for (Index first = 0, count = 0; first < in.samples(); first += count) {
            count = std::min(fir_piece, in.samples() - first);
            std::copy_n(in.channel(c).data() + first, count, recent_.data() + past_);
            simd::run<filter_piece<Baseline, T>, filter_piece<Avx2, T>, filter_piece<Avx512, T>>(
                reversed_.data(), past_ + 1, recent_.data(), out.channel(c).data() + first, count);
            std::copy_n(recent_.data() + count, past_, recent_.data());
        }
        std::copy_n(recent_.data(), past_, history);
    }
}

template <class T>
void FirFilter<T>::reset() {
    std::fill(history_.begin(), history_.end(), 0);
}

void firfilter_into(Block<const double> taps, Block<const float> x, Block<float> y, ConvMethod method) {
    filter_whole(taps, x, y, method);
}

void firfilter_into(Block<const double> taps, Block<const double> x, Block<double> y, ConvMethod method) {
    filter_whole(taps, x, y, method);
}

template class FirFilter<float>;
template class FirFilter<double>;

} // namespace pya::dsp
