// SPDX-License-Identifier: MIT
/// @file
/// Where overlapping segments of a whole signal lie, centred at every stride-th sample, and what they hold.
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
    /// Of a signal of so many samples; fn is not asked. Throws ArgumentError for a negative number of
    /// samples, nperseg or stride out of range, and what get_window() refuses at a length that occurs.
    explicit SegmentLayout(Index samples, const WindowOpOptions& options = {});

    /// ceil(samples / stride).
    Index count() const { return count_; }

    /// The signal's length.
    Index samples() const { return samples_; }

    /// Samples in a whole segment.
    Index nperseg() const { return nperseg_; }

    /// Samples from one segment's centre to the next.
    Index stride() const { return stride_; }

    /// Samples in segment k: nperseg, less at the ends with Pad::off. k in [0, count()).
    Index size(Index k) const;

    /// The sample that segment k begins with; below 0 where it begins in padding.
    Index begin(Index k) const;

    /// Copies segment k of one channel, which has samples() values, times the window, to out, which has
    /// size(k).
    void read(const float* x, Index k, float* out) const;
    void read(const double* x, Index k, double* out) const;

    /// Segments [first, last) lie in the signal as a whole.
    Index first_whole() const { return first_whole_; }
    /// One past the last segment that lies in the signal as a whole.
    Index last_whole() const { return last_whole_; }

    /// The window of a whole segment, or null.
    const double* window() const;

private:
    template <class T>
    void read_segment(const T* x, Index k, T* out) const;

    Index samples_, nperseg_, stride_;
    Pad pad_;
    Index count_, first_whole_, last_whole_;
    std::map<Index, std::shared_ptr<const AlignedVector<double>>> windows_; // by length; empty without one
};

} // namespace pya::dsp

#endif
