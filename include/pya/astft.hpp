// SPDX-License-Identifier: MIT
/// @file
/// Astft: the short-time Fourier transform of a signal as a value.
#ifndef PYA_ASTFT_HPP
#define PYA_ASTFT_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/dsp/spectral/stft.hpp>

#include <complex>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pya {

using dsp::Boundary;
using dsp::Detrend;
using dsp::StftOptions;

struct AstftPlotOptions;

/// Parameters of an Astft that are not the transform's own.
struct AstftOptions {
    std::optional<int> sr = {};       ///< Hz; a signal's own if left out, 44100 for an array
    std::string label = {};           ///< the signal's if left out; "_stft" is added
    std::vector<std::string> cn = {}; ///< the signal's if left out
};

/// What to_sig() does differently from the transform.
struct AstftInverseOptions {
    std::optional<dsp::Window> window = {}; ///< of the synthesis
    std::optional<Index> noverlap = {};     ///< samples that neighbouring segments share
    std::optional<Index> nfft = {};         ///< length of the transforms
    std::optional<Boundary> boundary = {};  ///< off if the ends are not to be cut off
    bool trim = true; ///< to the length of the signal; otherwise with the padding, as scipy.signal.istft
};

/// scipy.signal.stft of each channel, as bins x frames of complex<float>, computed in float. It remembers its
/// parameters and the length of its signal, so to_sig() needs no arguments.
class PYA_EXPORT Astft {
public:
    using Bins = Eigen::ArrayXXcf; ///< bins x frames

    /// The transform of a signal; see dsp::stft for the parameters and errors.
    explicit Astft(const Asig& sig, const StftOptions& transform = {}, const AstftOptions& options = {});
    /// The same of samples x channels.
    template <class D>
    explicit Astft(const Eigen::DenseBase<D>& sig, const StftOptions& transform = {},
                   const AstftOptions& options = {})
        : Astft(Asig(sig, {.sr = options.sr.value_or(44100)}), transform, options) {}

    /// The bins of one channel, bins x frames. Writing to them edits the sound.
    const Bins& stft(Index channel = 0) const { return result_.channels[checked(channel)]; }
    Bins& stft(Index channel = 0) { return result_.channels[checked(channel)]; }

    const Eigen::ArrayXd& freqs() const { return result_.freqs; } ///< of the bins, in Hz
    const Eigen::ArrayXd& times() const { return result_.times; } ///< of the frames' centres, in seconds
    Index samples() const { return result_.samples; }             ///< of the signal
    Index channels() const { return static_cast<Index>(result_.channels.size()); } ///< how many channels
    Index nr_freqs() const { return result_.freqs.size(); }                        ///< how many bins
    Index nr_frames() const { return result_.times.size(); }                       ///< how many frames
    int sr() const { return sr_; }                                                 ///< sampling rate in Hz
    double dur() const { return static_cast<double>(samples()) / sr_; }            ///< duration in seconds
    const std::string& label() const { return label_; }        ///< what the signal is called
    const std::vector<std::string>& cn() const { return cn_; } ///< names of the channels
    /// The parameters as used: nperseg held down to the signal's length, noverlap and nfft filled in.
    const StftOptions& options() const { return result_.options; }

    /// The signal. With its own parameters an unchanged transform gives back its samples, channels and names;
    /// ArgumentError where the windows don't cover every sample (dsp::check_NOLA).
    Asig to_sig(const AstftInverseOptions& options = {}) const;

    /// f(Bins&, channel) on each channel: masks, gates, shifts.
    template <class F>
    Astft apply(F&& f) const {
        Astft result = *this;
        for (Index c = 0; c < channels(); ++c) f(result.stft(c), c);
        return result;
    }

    /// Bin by bin with a transform of the same shape, or with a number.
    Astft& operator+=(const Astft& other);
    Astft& operator-=(const Astft& other);
    Astft& operator*=(const Astft& other);
    Astft& operator*=(std::complex<float> factor);
    /// Every channel times a mask of bins x frames.
    Astft& operator*=(const Eigen::Ref<const Eigen::ArrayXXf>& mask);
    friend Astft operator+(Astft a, const Astft& b);
    friend Astft operator-(Astft a, const Astft& b);
    friend Astft operator*(Astft a, const Astft& b);
    friend Astft operator*(Astft a, std::complex<float> b);
    friend Astft operator*(std::complex<float> a, Astft b);
    template <class D>
    requires std::same_as<typename D::Scalar, float>
    friend Astft operator*(Astft a, const Eigen::DenseBase<D>& mask) {
        return std::move(a *= Eigen::ArrayXXf(mask.derived()));
    }

    /// The magnitudes as colours, in the current figure (plot/options.hpp).
    const Astft& plot() const&;
    const Astft& plot(const AstftPlotOptions& options) const&;
    Astft plot() &&;
    Astft plot(const AstftPlotOptions& options) &&;

    /// Like Python's repr: Astft('label'): channels x samples @ sr Hz = dur s cn=[...]
    std::string repr() const;

private:
    std::size_t checked(Index channel) const;
    void check_alike(const char* operation, const Astft& other) const;

    dsp::StftResult<float> result_;
    int sr_;
    std::string label_;
    std::vector<std::string> cn_;
};

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Astft& stft);

} // namespace pya

#endif
