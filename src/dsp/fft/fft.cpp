// SPDX-License-Identifier: MIT
#include "dsp/fft/plan.hpp"

#include <algorithm>
#include <new>
#include <pya/error.hpp>
#include <pya/storage/pool.hpp>
#include <utility>

namespace pya::dsp {

namespace impl {

namespace {

std::byte* allocate(std::size_t bytes) {
    return bytes > 0 ? static_cast<std::byte*>(storage::allocate(bytes)) : nullptr;
}

void release(std::byte* memory, std::size_t bytes) {
    if (memory) storage::release(memory, bytes);
}

} // namespace

FftScratch::FftScratch(std::size_t bytes) : bytes_(bytes), spare_(allocate(bytes)) {}

FftScratch& FftScratch::operator=(const FftScratch& other) {
    if (bytes_ != other.bytes_) {
        std::byte* const fresh = allocate(other.bytes_);
        release(spare_.exchange(fresh), bytes_);
        bytes_ = other.bytes_;
    }
    return *this;
}

FftScratch::~FftScratch() { release(spare_.load(), bytes_); }

std::byte* FftScratch::take() const {
    if (bytes_ == 0) return nullptr;
    std::byte* const mine = spare_.exchange(nullptr, std::memory_order_acquire);
    return mine ? mine : allocate(bytes_);
}

void FftScratch::give_back(std::byte* memory) const {
    std::byte* none = nullptr;
    if (memory && !spare_.compare_exchange_strong(none, memory, std::memory_order_release))
        release(memory, bytes_);
}

} // namespace impl

namespace {

using impl::FftDirection;
using impl::ScratchLease;
using impl::shared_plan;
using impl::SharedPlan;

Index checked_length(Index n, const char* function) {
    if (n < 1 || n > Index{1} << 40)
        detail::fail(function, ": argument n is ", n, "; it must be from 1 to 2^40");
    return n;
}

template <class In, class Out>
const impl::FftPlan<In, Out>& kept(const SharedPlan<In, Out>& plan) {
    if (!plan) detail::fail("Fft: this transform was moved from; another must be assigned");
    return *plan;
}

template <class In, class Out>
void transform_channels(const SharedPlan<In, Out>& plan, Block<const In> in, Block<Out> out) {
    const impl::FftScratch scratch(plan->scratch_bytes());
    const ScratchLease lease(scratch);
    for (Index c = 0; c < in.channels(); ++c)
        plan->run(in.channel(c).data(), out.channel(c).data(), lease.get());
}

template <class T>
void rfft_of(Block<const T> x, Block<std::complex<T>> bins) {
    if (x.samples() == 0) detail::fail("rfft: argument x has no samples; it must have at least one");
    transform_channels(shared_plan<T, std::complex<T>>(x.samples(), FftDirection::forward), x, bins);
}

template <class T>
void irfft_of(Block<const std::complex<T>> bins, Block<T> x) {
    transform_channels(shared_plan<std::complex<T>, T>(x.samples(), FftDirection::inverse), bins, x);
}

} // namespace

template <class T>
RealFft<T>::RealFft(Index n) try
    : n_(checked_length(n, "RealFft")), forward_(shared_plan<T, std::complex<T>>(n, FftDirection::forward)),
      inverse_(shared_plan<std::complex<T>, T>(n, FftDirection::inverse)),
      scratch_(std::max(forward_->scratch_bytes(), inverse_->scratch_bytes())) {
} catch (const std::bad_alloc&) {
    detail::fail<MemoryError>("RealFft: there is no memory for transforms of ", n, " values");
}

template <class T>
void RealFft<T>::forward(const T* time, std::complex<T>* bins) const {
    const ScratchLease lease(scratch_);
    kept(forward_).run(time, bins, lease.get());
}

template <class T>
void RealFft<T>::inverse(const std::complex<T>* bins, T* time) const {
    const ScratchLease lease(scratch_);
    kept(inverse_).run(bins, time, lease.get());
}

template <class T>
ComplexFft<T>::ComplexFft(Index n) try
    : n_(checked_length(n, "ComplexFft")),
      forward_(shared_plan<std::complex<T>, std::complex<T>>(n, FftDirection::forward)),
      inverse_(shared_plan<std::complex<T>, std::complex<T>>(n, FftDirection::inverse)),
      scratch_(std::max(forward_->scratch_bytes(), inverse_->scratch_bytes())) {
} catch (const std::bad_alloc&) {
    detail::fail<MemoryError>("ComplexFft: there is no memory for transforms of ", n, " values");
}

template <class T>
void ComplexFft<T>::forward(const std::complex<T>* in, std::complex<T>* out) const {
    const ScratchLease lease(scratch_);
    kept(forward_).run(in, out, lease.get());
}

template <class T>
void ComplexFft<T>::inverse(const std::complex<T>* in, std::complex<T>* out) const {
    const ScratchLease lease(scratch_);
    kept(inverse_).run(in, out, lease.get());
}

template class RealFft<float>;
template class RealFft<double>;
template class ComplexFft<float>;
template class ComplexFft<double>;

namespace impl {

Index irfft_length(Index bins, Index n) {
    checked_length(n, "irfft");
    if (bins != n / 2 + 1)
        detail::fail("irfft: argument spec has ", bins, " bins; for n = ", n, " it must have ", n / 2 + 1);
    return n;
}

void rfft(Block<const float> x, Block<std::complex<float>> bins) { rfft_of(x, bins); }
void rfft(Block<const double> x, Block<std::complex<double>> bins) { rfft_of(x, bins); }
void irfft(Block<const std::complex<float>> bins, Block<float> x) { irfft_of(bins, x); }
void irfft(Block<const std::complex<double>> bins, Block<double> x) { irfft_of(bins, x); }

} // namespace impl

Index next_fast_len(Index n) {
    if (n < 1 || n > Index{1} << 59)
        detail::fail("next_fast_len: argument n is ", n, "; it must be from 1 to 2^59");
    Index best = 1;
    while (best < n) best *= 2;
    for (Index five = 1; five < 2 * n; five *= 5)
        for (Index three = five; three < 2 * n; three *= 3) {
            Index length = three;
            while (length < n) length *= 2;
            best = std::min(best, length);
        }
    return best;
}

} // namespace pya::dsp
