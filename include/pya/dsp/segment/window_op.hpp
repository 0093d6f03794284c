// SPDX-License-Identifier: MIT
/// @file
/// Overlapping segments of a signal, centred at every stride-th sample: one value of each (window_op), or
/// each windowed and added up again at another stride (overlap_add).
#ifndef PYA_DSP_SEGMENT_WINDOW_OP_HPP
#define PYA_DSP_SEGMENT_WINDOW_OP_HPP

#include <pya/export.hpp>

#include <pya/dsp/segment/pad.hpp>

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <type_traits>
#include <utility>

namespace pya::dsp {

/// Where segments lie.
struct SegmentOptions {
    Eigen::Index nperseg = 64; ///< samples per segment, at least 1
    Eigen::Index stride = 32;  ///< samples from one segment's centre to the next, at least 1
    Pad pad = Pad::mirror;     ///< what lies beyond the ends
};

/// The window for a segment of so many samples. An empty function is no window.
using WindowFunction = std::function<Eigen::ArrayXd(Eigen::Index)>;

/// Where the segments of a signal lie and what they hold. Segment k is samples [k stride - nperseg / 2, ... +
/// nperseg).
class PYA_DSP_EXPORT Segments {
public:
    /// Calls window for every length that occurs. Throws ArgumentError for a negative number of samples,
    /// nperseg or stride below 1, and a window of another length than asked for.
    Segments(Eigen::Index samples, const SegmentOptions& options = {}, const WindowFunction& window = {});

    /// ceil(samples / stride).
    Eigen::Index count() const { return count_; }

    /// The signal's length.
    Eigen::Index samples() const { return samples_; }

    /// Samples in segment k: nperseg, less at the ends with Pad::off. k in [0, count()).
    Eigen::Index size(Eigen::Index k) const;

    /// The sample that segment k begins with; below 0 where it begins in padding.
    Eigen::Index begin(Eigen::Index k) const;

    /// Copies segment k of one channel, which has samples() values, times the window, to out, which has
    /// size(k).
    template <class Scalar>
    void read(const Scalar* x, Eigen::Index k, Scalar* out) const;

    /// Segments [first, last) lie in the signal as a whole.
    Eigen::Index first_whole() const { return first_whole_; }
    /// One past the last segment that lies in the signal as a whole.
    Eigen::Index last_whole() const { return last_whole_; }

    /// The window of a whole segment, or null.
    const double* window() const;

    const SegmentOptions& options() const { return options_; } ///< as given

private:
    Eigen::Index samples_;
    SegmentOptions options_;
    Eigen::Index count_, first_whole_, last_whole_;
    std::map<Eigen::Index, Eigen::ArrayXd> windows_; // by length; empty without a window
};

extern template void Segments::read(const float*, Eigen::Index, float*) const;
extern template void Segments::read(const double*, Eigen::Index, double*) const;

/// The values of a segment that need no function: numpy's, with sums in double. A NaN makes its segment's
/// value NaN.
enum class Reduction { rms, mean, sum, std, var, min, max };

/// By name, as in Reduction. Throws ArgumentError for any other.
PYA_DSP_EXPORT Reduction reduction(std::string_view name);

/// One value per segment and channel, count() x channels. x must have segments.samples() rows.
PYA_DSP_EXPORT Eigen::ArrayXXf window_op(const Eigen::Ref<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>& x,
                                         const Segments& segments, Reduction fn = Reduction::rms);
PYA_DSP_EXPORT Eigen::ArrayXXd window_op(const Eigen::Ref<const Eigen::ArrayXXd, 0, Eigen::OuterStride<>>& x,
                                         const Segments& segments, Reduction fn = Reduction::rms);

namespace impl {
PYA_DSP_EXPORT void check_rows(const char* function, Eigen::Index rows, Eigen::Index wanted);
}

/// The same with any function of an `const Eigen::Array<Scalar, Eigen::Dynamic, 1>&` (the windowed segment,
/// one channel) to a number. Scalar is float or double.
template <class Derived, class Function>
    Eigen::Array<typename Derived::Scalar, Eigen::Dynamic, Eigen::Dynamic>
    window_op(const Eigen::ArrayBase<Derived>&x, const Segments&segments,
              Function fn) requires std::is_invocable_v < Function,
    const Eigen::Array<typename Derived::Scalar, Eigen::Dynamic, 1>
& > {
    using Scalar = typename Derived::Scalar;
    impl::check_rows("window_op", x.rows(), segments.samples());
    Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic> out(segments.count(), x.cols());
    Eigen::Array<Scalar, Eigen::Dynamic, 1> segment;
    for (Eigen::Index c = 0; c < x.cols(); ++c) {
        const Eigen::Array<Scalar, Eigen::Dynamic, 1> channel = x.col(c);
        for (Eigen::Index k = 0; k < segments.count(); ++k) {
            segment.resize(segments.size(k));
            segments.read(channel.data(), k, segment.data());
            out(k, c) = static_cast<Scalar>(fn(std::as_const(segment)));
        }
    }
    return out;
}

/// Which grains overlap_add() takes, and where they go.
struct OverlapAddOptions {
    Eigen::Index nperseg = 64;    ///< samples per grain, at least 1
    Eigen::Index stride_in = 32;  ///< samples between the centres of grains in the input, at least 1
    Eigen::Index stride_out = 32; ///< and in the output, at least 1
    Eigen::Index jitter_in = 0;   ///< grains are taken up to jitter_in - 1 samples late; 0 for none
    Eigen::Index jitter_out = 0;  ///< and added up to jitter_out - 1 samples late; below 2^32 both
    std::uint32_t seed = 0;       ///< of the jitter
    Pad pad = Pad::zeros;         ///< what a grain has beyond the ends; off is as zeros
};

/// samples / stride_in * stride_out, with integer division. Throws ArgumentError for options out of range.
PYA_DSP_EXPORT Eigen::Index overlap_add_samples(Eigen::Index samples, const OverlapAddOptions& options = {});

/// Grain g is x[g stride_in - nperseg / 2 + i] * window[i], i in [0, nperseg), with options.pad outside the
/// signal; it is added to the output at g stride_out - nperseg / 2 + i as far as that goes. The identity, but
/// for the ends, where the strides are equal and the windows add up to one. Jitter delays both ends of a
/// grain by numpy's `np.random.seed(seed)`, `np.random.randint(jitter)` (first in, then out, for each grain);
/// all channels share it. window has nperseg values, or none for a rectangle. Throws ArgumentError for
/// anything out of range.
PYA_DSP_EXPORT Eigen::ArrayXXf
overlap_add(const Eigen::Ref<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>& x,
            const OverlapAddOptions& options = {}, const Eigen::ArrayXd& window = {});
PYA_DSP_EXPORT Eigen::ArrayXXd
overlap_add(const Eigen::Ref<const Eigen::ArrayXXd, 0, Eigen::OuterStride<>>& x,
            const OverlapAddOptions& options = {}, const Eigen::ArrayXd& window = {});

/// The same into memory of the caller's, overlap_add_samples() x channels, which must not overlap x.
PYA_DSP_EXPORT void overlap_add(const Eigen::Ref<const Eigen::ArrayXXf, 0, Eigen::OuterStride<>>& x,
                                const OverlapAddOptions& options, const Eigen::ArrayXd& window,
                                Eigen::Ref<Eigen::ArrayXXf, 0, Eigen::OuterStride<>> out);
PYA_DSP_EXPORT void overlap_add(const Eigen::Ref<const Eigen::ArrayXXd, 0, Eigen::OuterStride<>>& x,
                                const OverlapAddOptions& options, const Eigen::ArrayXd& window,
                                Eigen::Ref<Eigen::ArrayXXd, 0, Eigen::OuterStride<>> out);

} // namespace pya::dsp

#endif
