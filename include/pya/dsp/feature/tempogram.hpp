// SPDX-License-Identifier: MIT
/// @file
/// Which periods an envelope has, around every moment of it, with librosa's numbers.
#ifndef PYA_DSP_FEATURE_TEMPOGRAM_HPP
#define PYA_DSP_FEATURE_TEMPOGRAM_HPP

#include <pya/dsp/segment/frames.hpp>
#include <pya/dsp/window/window.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>

#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace pya::dsp {

/// The first `lags` values of the autocorrelation of x: sums of x[i] x[i + lag]. At most as many as there are
/// values, and all of them by default. Throws ArgumentError for lags below 1.
PYA_DSP_EXPORT std::vector<double> autocorrelate(std::span<const double> x,
                                                 Index lags = std::numeric_limits<Index>::max());

/// Parameters of the tempogram. Defaults are librosa's.
struct TempogramOptions {
    Index win_length = 384; ///< frames that are looked at, 1 to longest_frame
    bool center = true;     ///< around a frame, otherwise from it on
    Window window = "hann"; ///< periodic
    std::optional<double> norm = std::numeric_limits<double>::infinity(); ///< p-norm of a row
};

namespace impl {
PYA_DSP_EXPORT Index tempogram_rows(Index frames, const TempogramOptions& options);
PYA_DSP_EXPORT void tempogram_into(std::span<const double> envelope, const TempogramOptions& options,
                                   Block<double> rows);
} // namespace impl

/// Local autocorrelations of an onset envelope: a row for each frame, or without `center` for each that has
/// win_length frames from it on, and a column for each lag; tempo_frequencies has what the lags mean. Beyond
/// the ends the envelope falls to 0 on a straight line (P. Grosche, M. Müller, F. Kurth 2010, "Cyclic
/// tempogram"). No frames give no rows. Throws ArgumentError for an option out of its range, and without
/// `center` for fewer frames than win_length.
///
///     dsp::FrameArray<double> periods = dsp::tempogram(envelope, {.win_length = 192});
inline FrameArray<double> tempogram(std::span<const double> envelope, const TempogramOptions& options = {}) {
    FrameArray<double> rows(impl::tempogram_rows(std::ssize(envelope), options), options.win_length);
    impl::tempogram_into(envelope, options, impl::rows_of(rows));
    return rows;
}

} // namespace pya::dsp

#endif
