// SPDX-License-Identifier: MIT
/// @file
/// Where the overlapping segments of a whole signal are, and what they contain. Their centres are `stride`
/// samples apart.
#ifndef PYA_DSP_SEGMENT_SEGMENT_LAYOUT_HPP
#define PYA_DSP_SEGMENT_SEGMENT_LAYOUT_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/block.hpp>
#include <pya/dsp/segment/segment_options.hpp>
#include <pya/export.hpp>

#include <map>
#include <memory>

namespace pya::dsp {

/// Segment k of a signal is its samples [k stride - nperseg / 2, ... + nperseg).
///
///     SegmentLayout layout(x.rows(), {.nperseg = 512, .stride = 256, .win = "hann"});
///     std::vector<float> segment(layout.size(0));
///     layout.read(x.col(0).data(), 0, segment.data());
class PYA_DSP_EXPORT SegmentLayout {
public:
    /// The segments of a signal of `samples` samples; options.fn is not used. Throws ArgumentError for a
    /// negative number of samples, nperseg or stride out of range, and a window that get_window() refuses for
    /// one of the lengths.
    explicit SegmentLayout(Index samples, const WindowOpOptions& options = {});

    /// How many segments there are: ceil(samples / stride).
    Index count() const { return count_; }

    /// The length of the signal.
    Index samples() const { return samples_; }

    /// Samples in a whole segment.
    Index nperseg() const { return nperseg_; }

    /// Samples from one segment's centre to the next.
    Index stride() const { return stride_; }

    /// Samples in segment k, which is in [0, count()): nperseg, or less at the ends with Pad::off.
    Index size(Index k) const;

    /// The first sample of segment k; below 0 if it begins before the signal.
    Index begin(Index k) const;

    /// Copies segment k of one channel, which has samples() values, times the window, to `out`, which has
    /// size(k) values.
    void read(const float* x, Index k, float* out) const;
    void read(const double* x, Index k, double* out) const;

    /// The first segment that lies completely in the signal.
    Index first_whole() const { return first_whole_; }
    /// The number after that of the last segment that lies completely in the signal.
    Index last_whole() const { return last_whole_; }

    /// The window of a whole segment, or null.
    const double* window() const;

private:
    template <class T>
    void read_segment(const T* x, Index k, T* out) const;

    Index samples_, nperseg_, stride_;
    Pad pad_;
    Index count_, first_whole_, last_whole_;
    std::map<Index, std::shared_ptr<const AlignedVector<double>>>
        windows_; // by their length; empty if there is no window
};

} // namespace pya::dsp

#endif
