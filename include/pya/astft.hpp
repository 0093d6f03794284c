// SPDX-License-Identifier: MIT
/// @file
/// Astft: the short-time Fourier transform of a signal as a value.
#ifndef PYA_ASTFT_HPP
#define PYA_ASTFT_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/bins.hpp>
#include <pya/dsp/spectral/griffin_lim_options.hpp>
#include <pya/dsp/spectral/stft_options.hpp>

#include <Eigen/Core>

#include <complex>
#include <concepts>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pya {

using dsp::Boundary;
using dsp::Detrend;
using dsp::FirstPhase;
using dsp::GriffinLimOptions;
using dsp::StftOptions;

struct AstftPlotOptions;
namespace detail {
PYA_EXPORT const AstftPlotOptions& astft_plot_defaults(); ///< the options as they are by default
}

/// What an Astft is made with besides the parameters of the transform.
struct AstftOptions {
    std::optional<int> sr = {};       ///< Hz; a signal's own if left out, 44100 for an array
    std::string label = {};           ///< that of the signal with "_stft" if left out
    std::vector<std::string> cn = {}; ///< the signal's if left out
    /// Length of the signal, where bins are given; if left out, the longest that has so many frames.
    std::optional<Index> samples = {};
};

/// Parameters of to_sig() that are not those of the transform.
struct AstftInverseOptions {
    std::optional<int> sr = {};             ///< sampling rate of the signal in Hz; its samples are the same
    std::optional<dsp::Window> window = {}; ///< window of the synthesis
    std::optional<Index> nperseg = {};      ///< samples a segment
    /// Samples that neighbouring segments share; nperseg / 2 if nperseg is given.
    std::optional<Index> noverlap = {};
    std::optional<Index> nfft = {}; ///< length of the transforms
    /// True if the bins go from 0 to sr / 2 only. If they were made otherwise, nfft and nperseg follow from
    /// their number, as in scipy.signal.istft.
    std::optional<bool> input_onesided = {};
    std::optional<Boundary> boundary = {}; ///< Boundary::off leaves what was added beyond the ends
    /// Cut to the length of the signal; if not, the padding stays, as in scipy.signal.istft.
    bool trim = true;
};

/// scipy.signal.stft of each channel, as bins x frames of complex<float>, computed in float. It remembers its
/// parameters and the length of its signal, so to_sig() needs no arguments. A transform that was moved from
/// is empty.
///
///     Astft stft(word, {.nperseg = 512});
///     stft.stft().topRows(20) = 0;
///     Asig thin = stft.to_sig();
class PYA_EXPORT Astft {
public:
    using Bins = BinsView<std::complex<float>>;           ///< bins x frames, to write
    using ConstBins = Eigen::Map<const Eigen::ArrayXXcf>; ///< bins x frames, to read

    /// The transform of a signal; see dsp::stft for the parameters and errors.
    explicit Astft(const Asig& sig, const StftOptions& transform = {}, const AstftOptions& options = {});
    /// An array of complex numbers is taken as bins x frames of one channel, and an array of real numbers as
    /// a signal of samples x channels.
    template <class D>
    explicit Astft(const Eigen::DenseBase<D>& x, const StftOptions& transform = {},
                   const AstftOptions& options = {})
        : Astft(of(x, transform, options)) {}
    /// From the bins x frames of each channel, as many as a signal of options.samples has with these
    /// parameters. Throws ArgumentError for no channel, and for another number of bins or frames.
    Astft(const std::vector<Eigen::ArrayXXcf>& channels, const StftOptions& transform,
          const AstftOptions& options = {});
    Astft(const Astft& other);
    Astft(Astft&& other) noexcept;
    Astft& operator=(Astft other) noexcept; ///< copies or moves
    ~Astft();

    /// The bins of one channel, bins x frames. The view is valid as long as the transform exists, and writing
    /// to it changes the transform.
    ConstBins stft(Index channel = 0) const&;
    Bins stft(Index channel = 0) &;
    template <class Array = Eigen::ArrayXXcf>
    Array stft(Index channel = 0) && {
        return std::as_const(*this).stft(channel);
    }

    /// The frequency of each bin in Hz.
    template <class Array = Eigen::ArrayXd>
    Array freqs() const {
        return axis(true);
    }
    /// The time of the centre of each frame in seconds.
    template <class Array = Eigen::ArrayXd>
    Array times() const {
        return axis(false);
    }
    Index samples() const;                                               ///< length of the signal
    Index channels() const;                                              ///< how many channels
    Index nr_freqs() const;                                              ///< how many bins
    Index nr_frames() const;                                             ///< how many frames
    int sr() const;                                                      ///< sampling rate in Hz
    double dur() const { return static_cast<double>(samples()) / sr(); } ///< duration in seconds
    const std::string& label() const&;                                   ///< what the signal is called
    std::string label() &&;                                              ///< label() of a temporary
    /// The name that was given to the signal, without what methods have added to it: figures show this one.
    const std::string& given_label() const&;
    std::string given_label() &&;
    const std::vector<std::string>& cn() const&; ///< names of the channels
    std::vector<std::string> cn() &&;            ///< cn() of a temporary
    /// The parameters that were used: nperseg is at most the length of the signal, and noverlap and nfft are
    /// filled in.
    const StftOptions& options() const&;
    StftOptions options() &&;

    /// The signal. A transform that was not changed gives back the samples of its signal, the channels and
    /// their names. Throws ArgumentError where the windows don't cover every sample (dsp::check_NOLA).
    Asig to_sig(const AstftInverseOptions& options = {}) const;

    /// Calls f(Bins&, channel) for each channel of a copy, to change its bins: for masks, gates, shifts.
    template <class F>
    Astft apply(F&& f) const {
        Astft result = *this;
        for (Index c = 0; c < channels(); ++c) {
            Bins bins = result.stft(c);
            f(bins, c);
        }
        return result;
    }

    /// Two transforms that add up to this one, or to less with margins above 1: what goes on along time, and
    /// what goes on along frequency (dsp::hpss_masks). Throws ArgumentError for options out of range.
    Hpss<Astft> hpss(const HpssOptions& options = {}) const;

    /// The same sound `rate` times as fast, at the same pitch, with librosa's numbers (dsp::phase_vocoder):
    /// word.to_stft({.nperseg = 2048, .noverlap = 1536}).phase_vocoder(0.8).to_sig(). Throws ArgumentError
    /// for a rate that isn't positive and finite.
    Astft phase_vocoder(double rate) const;

    /// The transform with the same magnitudes and phases that suit them, found from one or the other start
    /// (dsp::griffin_lim), for magnitudes without phases or with phases that no longer belong to them. Frames
    /// should overlap by 3/4. Throws ArgumentError for options out of range, and as to_sig().
    Astft griffin_lim(const GriffinLimOptions& options = {}) const;

    /// Computes bin by bin with a transform of the same shape, or with a number.
    Astft& operator+=(const Astft& other);
    Astft& operator-=(const Astft& other);
    Astft& operator*=(const Astft& other);
    Astft& operator*=(std::complex<float> factor);
    /// Multiplies every channel by a mask of bins x frames.
    Astft& operator*=(const Eigen::Ref<const Eigen::ArrayXXf>& mask);

    /// Draws the magnitudes as colours into the current figure (plot/options.hpp).
    const Astft& plot(const AstftPlotOptions& options = detail::astft_plot_defaults()) const&;
    Astft plot(const AstftPlotOptions& options = detail::astft_plot_defaults()) &&;

    /// Like Python's repr: Astft('label'): channels x samples @ sr Hz = dur s cn=[...]
    std::string repr() const;

private:
    struct Data;

    const Data& data() const;
    std::size_t checked(Index channel) const;
    Eigen::Map<const Eigen::ArrayXd> axis(bool frequencies) const;
    void check_alike(const char* operation, const Astft& other) const;

    template <class D>
    static Astft of(const Eigen::DenseBase<D>& x, const StftOptions& transform, const AstftOptions& options) {
        if constexpr (Eigen::NumTraits<typename D::Scalar>::IsComplex) {
            return Astft(
                std::vector<Eigen::ArrayXXcf>{x.derived().array().template cast<std::complex<float>>()},
                transform, options);
        } else
            return Astft(Asig(x, {.sr = options.sr.value_or(44100)}), transform, options);
    }

    std::unique_ptr<Data> data_; // null in a moved-from transform
};

/// Computes bin by bin, see Astft::operator+=.
PYA_EXPORT Astft operator+(Astft a, const Astft& b);
PYA_EXPORT Astft operator-(Astft a, const Astft& b);
PYA_EXPORT Astft operator*(Astft a, const Astft& b);
PYA_EXPORT Astft operator*(Astft a, std::complex<float> b);
PYA_EXPORT Astft operator*(std::complex<float> a, Astft b);
/// Multiplies every channel by a mask of bins x frames.
template <class D>
requires std::same_as<typename D::Scalar, float> Astft operator*(Astft a, const Eigen::DenseBase<D>& mask) {
    a *= Eigen::ArrayXXf(mask.derived());
    return a;
}

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Astft& stft);

} // namespace pya

#endif
