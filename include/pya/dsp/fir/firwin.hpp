// SPDX-License-Identifier: MIT
/// @file
/// Design of FIR filters by a window: the ideal impulse response, or one with a response drawn by points, is
/// cut off by a window. Reference: scipy.signal.firwin, scipy.signal.firwin2.
#ifndef PYA_DSP_FIR_FIRWIN_HPP
#define PYA_DSP_FIR_FIRWIN_HPP

#include <pya/dsp/block.hpp>
#include <pya/dsp/iir/design.hpp>
#include <pya/dsp/window/window.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace pya::dsp {

/// What firwin designs, besides the cutoffs.
struct FirwinOptions {
    /// If given, the window is that Kaiser window which makes the transitions about this wide, in the unit of
    /// the cutoffs, more than 0.
    std::optional<double> width = std::nullopt;
    Window window = "hamming"; ///< symmetric; without one (Window()) the response is just cut off
    /// Whether frequency 0 passes; the bands between the cutoffs then pass and stop in turn. A Btype says the
    /// same and checks that the number of cutoffs fits.
    std::variant<bool, Btype> pass_zero = true;
    /// Scales the gain to exactly 1 at frequency 0 if that passes, else at fs / 2 if the first band that
    /// passes ends there, else in the middle of that band.
    bool scale = true;
    double fs = 2; ///< the sampling rate in the unit of the cutoffs: with 2 they are fractions of Nyquist
};

/// What firwin2 designs, besides the points of the response.
struct Firwin2Options {
    /// How many frequencies the response is interpolated to before it is transformed, more than numtaps; one
    /// more than a power of 2 is fastest. By default the smallest such number that is at least numtaps + 1.
    std::optional<Index> nfreqs = std::nullopt;
    Window window = "hamming";  ///< symmetric; without one (Window()) the response is just cut off
    bool antisymmetric = false; ///< taps of opposite signs at both ends, for differentiators and the like
    double fs = 2;              ///< the sampling rate in the unit of freq: with 2 freq ends with 1
};

namespace impl {
PYA_DSP_EXPORT void firwin(Block<double> taps, std::span<const double> cutoffs, const FirwinOptions& options);
PYA_DSP_EXPORT void firwin2(Block<double> taps, std::span<const double> freq, std::span<const double> gain,
                            const Firwin2Options& options);
} // namespace impl

/// The taps of a filter of linear phase, which delays by (numtaps - 1) / 2 samples, with a gain of 0.5 at the
/// cutoffs. An even number of taps has no gain at fs / 2, so what passes there needs an odd number.
///
///     dsp::firwin(101, 0.3)                                                       // lowpass
///     dsp::firwin(101, {300, 3000}, {.pass_zero = dsp::Btype::bandpass, .fs = 44100})
///
/// @throws ArgumentError for numtaps < 1; no cutoffs, and cutoffs that aren't rising inside (0, fs / 2); a
/// number of cutoffs that the Btype doesn't have; fs or width that isn't finite and above 0; an even numtaps
/// where fs / 2 passes; bad windows; and a filter whose gain is 0 where it would be scaled.
inline Eigen::ArrayXd firwin(Index numtaps, const std::vector<double>& cutoffs,
                             const FirwinOptions& options = {}) {
    return detail::within_memory("firwin", [&] {
        Eigen::ArrayXd taps(std::max<Index>(numtaps, 0));
        impl::firwin(taps, cutoffs, options);
        return taps;
    });
}
inline Eigen::ArrayXd firwin(Index numtaps, double cutoff, const FirwinOptions& options = {}) {
    return firwin(numtaps, std::vector<double>{cutoff}, options);
}

/// The taps of a filter of linear phase whose gain goes through the points (freq, gain) in straight lines. A
/// frequency that occurs twice is a step.
///
///     dsp::firwin2(150, {0, 0.5, 1}, {1, 1, 0})
///
/// @throws ArgumentError for numtaps < 1; lists of different lengths or fewer than two points; values that
/// aren't finite; freq that falls, doesn't go from 0 to fs / 2, has a value three times, or 0 or fs / 2
/// twice; nfreqs that isn't above numtaps; a gain that isn't 0 where numtaps and the symmetry force it to be
/// (at fs / 2: even and symmetric; at 0: antisymmetric; at both: odd and antisymmetric); and bad windows.
inline Eigen::ArrayXd firwin2(Index numtaps, const std::vector<double>& freq, const std::vector<double>& gain,
                              const Firwin2Options& options = {}) {
    return detail::within_memory("firwin2", [&] {
        Eigen::ArrayXd taps(std::max<Index>(numtaps, 0));
        impl::firwin2(taps, freq, gain, options);
        return taps;
    });
}

} // namespace pya::dsp

#endif
