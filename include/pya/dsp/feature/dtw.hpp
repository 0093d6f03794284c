// SPDX-License-Identifier: MIT
/// @file
/// Dynamic time warping: which frames of two sequences belong together.
#ifndef PYA_DSP_FEATURE_DTW_HPP
#define PYA_DSP_FEATURE_DTW_HPP

#include <pya/dsp/segment/frames.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <optional>
#include <vector>

namespace pya::dsp {

/// How far two frames are from each other: the length of their difference, the sum of its magnitudes, or 1 -
/// the cosine of the angle between them.
enum class DtwMetric { euclidean, cityblock, cosine };

/// A step that a path may take, in frames of either sequence, and what it costs: mul times the distance of
/// the frames it leads to, plus add.
struct DtwStep {
    Index x = 1;    ///< frames of the first sequence, 0 or more
    Index y = 1;    ///< frames of the second sequence, 0 or more, not both 0
    double mul = 1; ///< factor of the distance
    double add = 0; ///< added to it
};

/// Parameters of dtw. Defaults are librosa's.
struct DtwOptions {
    DtwMetric metric = DtwMetric::euclidean;               ///< between frames
    std::vector<DtwStep> steps = {{1, 1}, {0, 1}, {1, 0}}; ///< of equal ones the first is taken
    bool subseq = false;             ///< the first sequence may begin and end anywhere in the second
    std::optional<double> band = {}; ///< half the width of a band around the diagonal that a path stays in,
                                     ///< as a share of the shorter sequence, 0 to 1
};

/// Two frames that belong together.
struct DtwPair {
    Index x = 0;                                                      ///< frame of the first sequence
    Index y = 0;                                                      ///< frame of the second sequence
    friend bool operator==(const DtwPair&, const DtwPair&) = default; ///< the same pair
};

/// The cheapest ways, and the cheapest of all.
struct Dtw {
    std::vector<double> costs =
        {}; ///< of the way to each pair of frames: those of frame 0 of x with all of y, ...
    std::vector<DtwPair> path = {}; ///< from the first pair to the last
    double cost = 0;                ///< of the path
};

/// Aligns two sequences of frames, one frame a row (H. Sakoe, S. Chiba 1978, "Dynamic programming algorithm
/// optimization for spoken word recognition"; as librosa.sequence.dtw, whose path runs backward). Throws
/// ArgumentError for no frames, other numbers of columns, steps that don't advance or too large a band, and
/// where no path leads from one end to the other.
///
///     dsp::Dtw same = dsp::dtw(chroma.values(), other.values(), {.metric = dsp::DtwMetric::cosine});
PYA_DSP_EXPORT Dtw dtw(const Eigen::Ref<const FrameArray<double>>& x,
                       const Eigen::Ref<const FrameArray<double>>& y, const DtwOptions& options = {});

/// The same by distances of frames of x (rows) from frames of y; the metric is not asked.
PYA_DSP_EXPORT Dtw dtw(const Eigen::Ref<const FrameArray<double>>& distances, const DtwOptions& options = {});

} // namespace pya::dsp

#endif
