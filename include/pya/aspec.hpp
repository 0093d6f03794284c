// SPDX-License-Identifier: MIT
/// @file
/// Aspec: the spectrum of a whole signal as a value.
#ifndef PYA_ASPEC_HPP
#define PYA_ASPEC_HPP

#include <pya/export.hpp>

#include <pya/asig.hpp>
#include <pya/bins.hpp>

#include <Eigen/Core>

#include <complex>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pya {

struct AspecPlotOptions;
namespace detail {
PYA_EXPORT const AspecPlotOptions& aspec_plot_defaults(); ///< the options as they are by default
}

/// What an Aspec is made with.
struct AspecOptions {
    int sr = 44100;                   ///< sampling rate in Hz of an array; a signal has its own
    std::string label = {};           ///< that of the signal with "_spec" if left out
    std::vector<std::string> cn = {}; ///< a signal's own if left out
    /// Length of the signal, where bins are given; 2 (bins - 1) if left out.
    std::optional<Index> samples = {};
};

/// The shape of weight() between its points.
struct WeightOptions {
    double curve = 1;             ///< exponent of the weights
    Interp kind = Interp::linear; ///< how weights between the points are found; no band-limited kind
};

/// The unnormalised Fourier transform of each channel, in double: bins x channels, bin k at k * sr / samples
/// Hz. It knows the length of its signal, so to_sig() is exact for odd lengths, too. A spectrum that was
/// moved from is empty.
///
///     Aspec spec(word);
///     spec.rfftspec().topRows(100) = 0;
///     Asig thin = spec.weight({0, 1, 0}).to_sig();
class PYA_EXPORT Aspec {
public:
    using Bins = BinsView<std::complex<double>>;          ///< bins x channels, to write
    using ConstBins = Eigen::Map<const Eigen::ArrayXXcd>; ///< bins x channels, to read

    /// The spectrum of a signal, which must have samples (ArgumentError).
    explicit Aspec(const Asig& sig, const AspecOptions& options = {});
    /// An array of complex numbers is taken as bins x channels, and must have samples / 2 + 1 bins
    /// (ArgumentError). An array of real numbers is taken as a signal of samples x channels.
    template <class D>
    explicit Aspec(const Eigen::DenseBase<D>& x, const AspecOptions& options = {}) : Aspec(of(x, options)) {}
    Aspec(const Aspec& other);
    Aspec(Aspec&& other) noexcept;
    Aspec& operator=(Aspec other) noexcept; ///< copies or moves
    ~Aspec();

    /// The bins, bins x channels. The view is valid as long as the spectrum exists, and writing to it changes
    /// the spectrum.
    ConstBins rfftspec() const&;
    Bins rfftspec() &;
    template <class Array = Eigen::ArrayXXcd>
    Array rfftspec() && {
        return std::as_const(*this).rfftspec();
    }

    Index nr_freqs() const;                                              ///< how many bins
    Index samples() const;                                               ///< length of the signal
    Index channels() const;                                              ///< how many channels
    int sr() const;                                                      ///< sampling rate in Hz
    double dur() const { return static_cast<double>(samples()) / sr(); } ///< duration in seconds
    double get_duration() const { return dur(); }                        ///< dur()
    const std::string& label() const&;                                   ///< what the signal is called
    std::string label() &&;                                              ///< label() of a temporary
    /// The name that was given to the signal, without what methods have added to it: figures show this one.
    const std::string& given_label() const&;
    std::string given_label() &&;
    const std::vector<std::string>& cn() const&; ///< names of the channels
    std::vector<std::string> cn() &&;            ///< cn() of a temporary

    /// The frequency of each bin in Hz.
    template <class Array = Eigen::ArrayXd>
    Array freqs() const {
        Array values(nr_freqs());
        write_freqs(values.data());
        return values;
    }
    /// Absolute values, bins x channels.
    template <class Array = Eigen::ArrayXXd>
    Array magnitude() const {
        return written<Array>(&Aspec::write_magnitude);
    }
    /// The phase in radians, bins x channels.
    template <class Array = Eigen::ArrayXXd>
    Array phase() const {
        return written<Array>(&Aspec::write_phase);
    }
    /// 20 log10 of the magnitude, bins x channels.
    template <class Array = Eigen::ArrayXXd>
    Array db() const {
        return written<Array>(&Aspec::write_db);
    }

    /// The signal, with as many samples as the one that the spectrum was made of.
    Asig to_sig() const;

    /// Multiplies all channels by weights^curve. The weights are given at the frequencies `freqs` in Hz,
    /// which ascend; below the first and above the last frequency the first and last weight hold. Without
    /// freqs they are spread evenly from 0 to sr / 2, and as many weights as bins are one for each bin.
    Aspec weight(const std::vector<double>& weights, const std::vector<double>& freqs = {},
                 WeightOptions options = {}) const;

    /// Computes bin by bin with a spectrum of the same rate, length and channels, or with a number.
    Aspec& operator+=(const Aspec& other);
    Aspec& operator-=(const Aspec& other);
    Aspec& operator*=(const Aspec& other);
    Aspec& operator/=(const Aspec& other);
    Aspec& operator*=(std::complex<double> factor);
    Aspec& operator/=(std::complex<double> divisor);

    /// Draws the magnitude of each channel, its level or its phase into the current figure
    /// (plot/options.hpp).
    const Aspec& plot(const AspecPlotOptions& options = detail::aspec_plot_defaults()) const&;
    Aspec plot(const AspecPlotOptions& options = detail::aspec_plot_defaults()) &&;

    /// Like Python's repr: Aspec('label'): channels x samples @ sr Hz = dur s
    std::string repr() const;

private:
    struct Data;

    const Data& data() const;
    Aspec(Index bins, Index channels, const AspecOptions& options);
    void check_alike(const char* operation, const Aspec& other) const;
    void write_freqs(double* freqs) const;
    void write_magnitude(double* values) const;
    void write_phase(double* values) const;
    void write_db(double* values) const;

    template <class Array>
    Array written(void (Aspec::*write)(double*) const) const {
        Array values(nr_freqs(), channels());
        (this->*write)(values.data());
        return values;
    }

    template <class D>
    static Aspec of(const Eigen::DenseBase<D>& x, const AspecOptions& options) {
        if constexpr (Eigen::NumTraits<typename D::Scalar>::IsComplex) {
            Aspec spec(x.rows(), x.cols(), options);
            spec.rfftspec() = x.derived().array().template cast<std::complex<double>>();
            return spec;
        } else
            return Aspec(Asig(x, {.sr = options.sr}), options);
    }

    std::unique_ptr<Data> data_; // null in a moved-from spectrum
};

/// Computes bin by bin, see Aspec::operator+=.
PYA_EXPORT Aspec operator+(Aspec a, const Aspec& b);
PYA_EXPORT Aspec operator-(Aspec a, const Aspec& b);
PYA_EXPORT Aspec operator*(Aspec a, const Aspec& b);
PYA_EXPORT Aspec operator/(Aspec a, const Aspec& b);
PYA_EXPORT Aspec operator*(Aspec a, std::complex<double> b);
PYA_EXPORT Aspec operator*(std::complex<double> a, Aspec b);
PYA_EXPORT Aspec operator/(Aspec a, std::complex<double> b);

/// Writes repr().
PYA_EXPORT std::ostream& operator<<(std::ostream& out, const Aspec& spec);

} // namespace pya

#endif
