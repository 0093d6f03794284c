// SPDX-License-Identifier: MIT
#include <pya/dsp/segment/segment_layout.hpp>

#include <pya/error.hpp>

#include "dsp/segment/mirrored_index.hpp"
#include "dsp/window/cache.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace pya::dsp {
namespace {

Index checked_nperseg(Index nperseg) {
    constexpr Index most = std::numeric_limits<std::int32_t>::max();
    if (nperseg < 1 || nperseg > most)
        detail::fail("window_op: nperseg is ", nperseg, "; it must lie between 1 and ", most);
    return nperseg;
}

} // namespace

SegmentLayout::SegmentLayout(Index samples, const WindowOpOptions& options)
    : samples_(samples), nperseg_(checked_nperseg(options.nperseg)), stride_(options.stride),
      pad_(options.pad) {
    if (stride_ < 1) detail::fail("window_op: stride is ", stride_, "; it must be at least 1");
    if (samples < 0) detail::fail("window_op: the signal has ", samples, " samples; it must not be negative");
    const Index half = nperseg_ / 2;
    // The largest centre of a segment that lies completely in the signal.
    const Index room = samples - (nperseg_ - half);
    count_ = samples / stride_ + (samples % stride_ != 0);
    first_whole_ = std::min(count_, half / stride_ + (half % stride_ != 0));
    last_whole_ = std::clamp<Index>(room < 0 ? 0 : room / stride_ + 1, first_whole_, count_);
    if (options.win.empty()) return;
    const auto add = [&](Index k) {
        auto& window = windows_[size(k)];
        if (!window) window = impl::shared_window(options.win, size(k));
    };
    for (Index k = 0; k < first_whole_; ++k) add(k);
    for (Index k = std::max(first_whole_, last_whole_ - 1); k < count_; ++k) add(k);
}

Index SegmentLayout::begin(Index k) const {
    const Index first = k * stride_ - nperseg_ / 2;
    return pad_ == Pad::off ? std::max<Index>(0, first) : first;
}

Index SegmentLayout::size(Index k) const {
    if (pad_ != Pad::off) return nperseg_;
    const Index first = k * stride_ - nperseg_ / 2;
    return std::min(samples_ - first, nperseg_) + first - begin(k);
}

const double* SegmentLayout::window() const {
    const auto found = windows_.find(nperseg_);
    return found == windows_.end() ? nullptr : found->second->data();
}

template <class T>
void SegmentLayout::read_segment(const T* x, Index k, T* out) const {
    const Index first = begin(k), n = size(k);
    if (first >= 0 && first <= samples_ - n)
        std::copy_n(x + first, n, out);
    else if (pad_ == Pad::mirror)
        for (Index i = 0; i < n; ++i) out[i] = x[impl::mirrored_index(first + i, samples_)];
    else
        for (Index i = 0; i < n; ++i) out[i] = first + i >= 0 && first + i < samples_ ? x[first + i] : T(0);
    if (windows_.empty()) return;
    const double* w = windows_.at(n)->data();
    for (Index i = 0; i < n; ++i) out[i] = static_cast<T>(static_cast<double>(out[i]) * w[i]);
}

void SegmentLayout::read(const float* x, Index k, float* out) const { read_segment(x, k, out); }
void SegmentLayout::read(const double* x, Index k, double* out) const { read_segment(x, k, out); }

} // namespace pya::dsp
