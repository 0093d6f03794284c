// SPDX-License-Identifier: MIT
/// @file
/// The transforms of a filter that doubles or halves a rate.
#ifndef PYA_DSP_RATE_SINC_SPECTRA_HPP
#define PYA_DSP_RATE_SINC_SPECTRA_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>

#include <complex>

namespace pya::dsp {

struct SincFilter;

namespace impl {

/// Overlap-save for the ratio 2 or 1/2. Samples at the higher rate are transformed as half as many complex
/// numbers, each of an even sample and the odd one after it.
class SincSpectra {
public:
    /// A filter in spectra, which is given again with each call.
    explicit SincSpectra(const SincFilter& filter);

    /// Reads filter.width inputs and writes filter.period_out outputs.
    void run(const SincFilter& filter, const double* x, double* out);

private:
    void double_rate(const double* first, const double* second, const double* x);
    void halve_rate(const double* first, const double* second, const double* x);

    RealFft<double> real_;
    ComplexFft<double> pairs_;
    AlignedVector<double> time_;
    AlignedVector<std::complex<double>> bins_, products_;
};

} // namespace impl
} // namespace pya::dsp

#endif
