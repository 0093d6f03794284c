// SPDX-License-Identifier: MIT
// The filters of a constant-Q transform.
#ifndef PYA_SRC_DSP_CONSTANT_Q_FILTERS_HPP
#define PYA_SRC_DSP_CONSTANT_Q_FILTERS_HPP

#include <pya/dsp/constant_q/constant_q_options.hpp>

#include <complex>
#include <vector>

namespace pya::dsp::impl {

/// What the bins of a transform are.
struct ConstantQBins {
    /// Throws ArgumentError for options out of their ranges; the tuning is given.
    ConstantQBins(double sr, const ConstantQOptions& options);

    std::vector<double> freqs;
    /// Of each filter, in samples at a rate; need not be whole.
    double length(std::size_t bin, double rate) const;
    /// The highest frequency that a filter lets through.
    double cutoff() const;

private:
    const ConstantQOptions& options_;
    std::vector<double> bandwidths_; // as a share of the frequency
};

/// The spectra of the filters of an octave, without the bins that are next to nothing.
class OctaveFilters {
public:
    /// Bins [first, last) of a signal at the rate `rate`; the highest octave is taken at the rate `top`.
    OctaveFilters(const ConstantQBins& bins, std::size_t first, std::size_t last, double rate, double top,
                  const ConstantQOptions& options);

    Index nfft() const { return nfft_; }
    Index count() const { return std::ssize(filters_); }
    /// The sum of the products of a filter's bins and a spectrum's.
    std::complex<double> dot(Index filter, const std::complex<double>* spectrum) const;

private:
    struct Filter {
        Index first; // bin of the spectrum
        std::vector<std::complex<double>> weights;
    };

    Index nfft_;
    std::vector<Filter> filters_;
};

} // namespace pya::dsp::impl

#endif
