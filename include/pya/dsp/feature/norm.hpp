// SPDX-License-Identifier: MIT
/// @file
/// Vectors scaled to a norm, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_NORM_HPP
#define PYA_DSP_FEATURE_NORM_HPP

#include <pya/dsp/block.hpp>
#include <pya/export.hpp>

#include <limits>
#include <optional>

namespace pya::dsp {

/// What becomes of vectors that are too short to be scaled: they stay, or become equal values of norm 1, or
/// zeros.
enum class ShortVectors { keep, equal, zeros };

/// Parameters of scale_to_norm. Defaults are librosa's.
struct NormScaling {
    /// A p-norm above 0, infinity for the largest magnitude, -infinity for the least, 0 for the number of
    /// values that aren't 0. Without one nothing is scaled.
    std::optional<double> norm = std::numeric_limits<double>::infinity();
    double threshold = std::numeric_limits<double>::min(); ///< vectors of a lesser norm are short, above 0
    ShortVectors shorter = ShortVectors::keep;             ///< what becomes of them
};

/// Divides each vector, a channel of x, by its norm (librosa.util.normalize). `out` may be the same memory.
/// Throws ArgumentError for an option out of its range, ShortVectors::equal with norm 0, blocks of different
/// shape, and an x that isn't finite.
///
///     dsp::FrameArray<double> f = feature.values();
///     dsp::scale_to_norm({f.data(), f.cols(), f.rows()}, {f.data(), f.cols(), f.rows()}, {.norm = 2}); //
///     frames
PYA_DSP_EXPORT void scale_to_norm(Block<const double> x, Block<double> out, const NormScaling& options = {});

} // namespace pya::dsp

#endif
