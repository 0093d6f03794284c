// SPDX-License-Identifier: MIT
/// @file
/// Window functions by name: every window and alias of scipy.signal.get_window, with its numbers.
#ifndef PYA_DSP_WINDOW_WINDOW_HPP
#define PYA_DSP_WINDOW_WINDOW_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/block.hpp>
#include <pya/export.hpp>
#include <pya/memory.hpp>

#include <Eigen/Core>

#include <concepts>
#include <string>
#include <type_traits>
#include <vector>

namespace pya::dsp {

/// Which window: a name with its parameters, or explicit samples, or none.
///
///     Window("hann")   Window("kaiser", 8.6)   Window("general_gaussian", 1.5, 7)   Window(8.6)
///     Window(std::vector<double>{0, 0.5, 1, 0.5})   Window()
///
/// | name (aliases) | parameters |
/// |---|---|
/// | barthann (brthan, bth), bartlett (bart, brt), blackman (black, blk), blackmanharris (blackharr, bkh),
///   bohman (bman, bmn), boxcar (box, ones, rect, rectangular), cosine (halfcosine), flattop (flat, flt),
///   hamming (hamm, ham), hann (han), lanczos (sinc), nuttall (nutl, nut), parzen (parz, par),
///   triang (triangle, tri) | none |
/// | chebwin (cheb) | attenuation of the side lobes in dB |
/// | dpss | NW, half the bandwidth in bins, 0 < NW < n / 2 |
/// | exponential (poisson) | centre in samples (default NaN: the middle; others need fftbins), tau (1) |
/// | gaussian (gauss, gss) | standard deviation in samples |
/// | general_cosine | the weights of cos(k t), k = 0, 1, ... |
/// | general_gaussian (general_gauss, ggs) | shape p (1 is a gaussian), sigma in samples |
/// | general_hamming | alpha |
/// | kaiser (ksr) | beta within +-700 |
/// | kbd (kaiser_bessel_derived) | beta; only even n and fftbins = false |
/// | taylor (taylorwin) | nbar (4), at most 1000; side lobe level in dB (30); 0 for a peak other than 1 (1) |
/// | tukey (tuk) | share of the window inside the tapers (0.5) |
///
/// The names of several words may also be written with blanks, as in scipy.
struct Window {
    std::string name;            ///< empty if there is no window, or if it is given by its samples
    std::vector<double> params;  ///< in the order of the table above
    std::vector<double> samples; ///< explicit samples; a window of this kind has only this length

    /// No window.
    Window() = default;

    /// A window by its name, with the parameters it takes.
    template <class... P>
    requires(std::convertible_to<P, double>&&...) Window(std::string window_name, P... parameters)
        : name(std::move(window_name)), params{static_cast<double>(parameters)...} {}

    /// The same from a string literal.
    template <class... P>
    requires(std::convertible_to<P, double>&&...) Window(const char* window_name, P... parameters)
        : name(window_name), params{static_cast<double>(parameters)...} {}

    /// The same with its parameters in a list.
    Window(std::string window_name, std::vector<double> parameters)
        : name(std::move(window_name)), params(std::move(parameters)) {}

    /// A number alone is the beta of a Kaiser window, as in scipy.
    template <class N>
    requires std::is_arithmetic_v<N> Window(N beta) : name("kaiser"), params{static_cast<double>(beta)} {}

    /// Explicit samples.
    Window(std::vector<double> explicit_samples) : samples(std::move(explicit_samples)) {}
    /// Explicit samples in an array.
    Window(const Eigen::ArrayXd& explicit_samples)
        : samples(explicit_samples.data(), explicit_samples.data() + explicit_samples.size()) {}

    /// True for no window at all.
    bool empty() const { return name.empty() && samples.empty(); }
};

namespace impl {
/// What get_window() copies.
PYA_DSP_EXPORT AlignedVector<double> window_samples(const Window& window, Index n, bool fftbins = true);
} // namespace impl

/// The n samples of a window (scipy.signal.get_window). With `fftbins` the window is periodic, made for
/// spectra: one period of n + 1 symmetric points without the last; otherwise symmetric, made for filters.
/// n = 0 gives an empty array and n = 1 a single 1 (except for explicit samples); no window gives ones.
/// Throws ArgumentError unless 0 <= n <= 2^40, for an unknown name (listing those there are), parameters that
/// are too few, too many, not finite or out of range, and explicit samples whose number is not n.
inline Eigen::ArrayXd get_window(const Window& window, Index n, bool fftbins = true) {
    return detail::within_memory("get_window", [&] {
        const AlignedVector<double> samples = impl::window_samples(window, n, fftbins);
        return Eigen::ArrayXd(Eigen::Map<const Eigen::ArrayXd>(samples.data(), n));
    });
}

} // namespace pya::dsp

#endif
