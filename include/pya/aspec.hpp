// SPDX-License-Identifier: MIT
/// @file
/// Aspec: the spectrum of a whole signal as a value.
#ifndef PYA_ASPEC_HPP
#define PYA_ASPEC_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>

#include <complex>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pya {

struct AspecPlotOptions;

/// Parameters of an Aspec.
struct AspecOptions {
    int sr = 44100;                    ///< Hz; of a signal its own counts
    std::string label = {};            ///< the signal's if left out; "_spec" is added
    std::vector<std::string> cn = {};  ///< a signal's own if left out
    std::optional<Index> samples = {}; ///< of the signal behind given bins; 2 (bins - 1) if left out
};

/// The shape of weight() between its points.
struct WeightOptions {
    double curve = 1;             ///< exponent of the weights
    Interp kind = Interp::linear; ///< between them; no sinc kind
};

/// The unnormalised Fourier transform of each channel, in double: bins x channels, bin k at k * sr / samples
/// Hz. It knows the length of its signal, so to_sig() is exact for odd lengths too.
class PYA_EXPORT Aspec {
public:
    /// The spectrum of a signal, which must have samples (ArgumentError).
    explicit Aspec(const Asig& sig, const AspecOptions& options = {});
    /// A complex array is taken as bins x channels; a real one as a signal of samples x channels.
    template <class D>
    explicit Aspec(const Eigen::DenseBase<D>& x, const AspecOptions& options = {}) : Aspec(of(x, options)) {}

    /// Bins x channels. Writing to them edits the spectrum.
    const Eigen::ArrayXXcd& rfftspec() const { return rfftspec_; }
    Eigen::ArrayXXcd& rfftspec() { return rfftspec_; }

    Index nr_freqs() const { return rfftspec_.rows(); } ///< how many bins
    /// The frequency of each bin in Hz.
    Eigen::ArrayXd freqs() const;
    Index samples() const { return samples_; }                         ///< of the signal
    Index channels() const { return rfftspec_.cols(); }                ///< how many channels
    int sr() const { return sr_; }                                     ///< sampling rate in Hz
    double dur() const { return static_cast<double>(samples_) / sr_; } ///< duration in seconds
    double get_duration() const { return dur(); }                      ///< dur()
    const std::string& label() const { return label_; }                ///< what the signal is called
    const std::vector<std::string>& cn() const { return cn_; }         ///< names of the channels

    Eigen::ArrayXXd magnitude() const; ///< absolute values
    Eigen::ArrayXXd phase() const;     ///< radians
    Eigen::ArrayXXd db() const;        ///< 20 log10 of the magnitude

    /// The signal with as many samples as the one that this spectrum was made of.
    Asig to_sig() const;

    /// Times weights^curve, given at frequencies in Hz (ascending, first and last held beyond), spread evenly
    /// from 0 to sr / 2 without freqs, or one for each bin. All channels alike.
    Aspec weight(const std::vector<double>& weights, const std::vector<double>& freqs = {},
                 WeightOptions options = {}) const;

    /// Bin by bin with a spectrum of the same rate, length and channels, or with a number.
    Aspec& operator+=(const Aspec& other);
    Aspec& operator-=(const Aspec& other);
    Aspec& operator*=(const Aspec& other);
    Aspec& operator/=(const Aspec& other);
    Aspec& operator*=(std::complex<double> factor);
    Aspec& operator/=(std::complex<double> divisor);
    friend Aspec operator+(Aspec a, const Aspec& b);
    friend Aspec operator-(Aspec a, const Aspec& b);
    friend Aspec operator*(Aspec a, const Aspec& b);
    friend Aspec operator/(Aspec a, const Aspec& b);
    friend Aspec operator*(Aspec a, std::complex<double> b);
    friend Aspec operator*(std::complex<double> a, Aspec b);
    friend Aspec operator/(Aspec a, std::complex<double> b);

    /// The magnitude of each channel, its level or phase, in the current figure (plot/options.hpp).
    const Aspec& plot() const&;
    const Aspec& plot(const AspecPlotOptions& options) const&;
    Aspec plot() &&;
    Aspec plot(const AspecPlotOptions& options) &&;

    /// Like Python's repr: Aspec('label'): channels x samples @ sr Hz = dur s
    std::string repr() const;

private:
    Aspec(Eigen::ArrayXXcd bins, Index samples, const AspecOptions& options);
    static Aspec of_bins(Eigen::ArrayXXcd bins, const AspecOptions& options);
    void check_alike(const char* operation, const Aspec& other) const;

    template <class D>
    static Aspec of(const Eigen::DenseBase<D>& x, const AspecOptions& options) {
        if constexpr (Eigen::NumTraits<typename D::Scalar>::IsComplex)
            return of_bins(x.derived().template cast<std::complex<double>>(), options);
        else
            return Aspec(Asig(x, {.sr = options.sr, .label = options.label, .cn = options.cn}));
    }

    Eigen::ArrayXXcd rfftspec_;
    Index samples_;
    int sr_;
    std::string label_;
    std::vector<std::string> cn_;
};

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Aspec& spec);

} // namespace pya

#endif
