// SPDX-License-Identifier: MIT
// The filters of a constant-Q transform.
#ifndef PYA_SRC_DSP_CONSTANT_Q_FILTERS_HPP
#define PYA_SRC_DSP_CONSTANT_Q_FILTERS_HPP

#include <pya/dsp/aligned.hpp>
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

/// The filters of an octave, without the bins of their spectra that are next to nothing.
class OctaveFilters {
public:
    /// Bins [first, last) of a signal at the rate `rate`; the highest octave is taken at the rate `top`.
    OctaveFilters(const ConstantQBins& bins, std::size_t first, std::size_t last, double rate, double top,
                  const ConstantQOptions& options);

    Index nfft() const { return nfft_; }
    Index count() const { return std::ssize(filters_); }
    /// These filters an octave lower, at half the rate, whose values are larger by `gain`. The shapes of
    /// filters without a gamma are the same in all octaves.
    OctaveFilters lower(double gain) const;

    /// The values of `frames` frames of nfft() samples, which begin `stride` apart in x. Those of a frame,
    /// count() of them, are written `pitch` after those of the frame before.
    void operator()(const double* x, Index stride, Index frames, std::complex<double>* values,
                    Index pitch) const;

private:
    struct Filter {
        Index first; // bin of the spectrum
        std::vector<std::complex<double>> weights;
    };

    void to_samples();
    std::vector<std::complex<double>> wave_of(const Filter& filter) const;
    void convolve(const double* x, Index stride, Index frames, std::complex<double>* values,
                  Index pitch) const;

    Index nfft_;
    std::vector<Filter> filters_;
    // Short filters are multiplied with the samples: for each eight real and imaginary parts of filters, nfft
    // x 8.
    AlignedVector<double> samples_;
};

} // namespace pya::dsp::impl

#endif
