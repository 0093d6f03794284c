// SPDX-License-Identifier: MIT
/// @file
/// Which part of a convolution is wanted, and how it is computed.
#ifndef PYA_DSP_CONVOLVE_MODE_HPP
#define PYA_DSP_CONVOLVE_MODE_HPP

namespace pya::dsp {

/// Which part of the n + m - 1 samples of the convolution of n samples with m taps is wanted, as in
/// scipy.signal.convolve.
enum class ConvMode {
    full,  ///< all of it
    same,  ///< n samples from (m - 1) / 2 on, rounded down: as long as the signal and centred
    valid, ///< the |n - m| + 1 samples where the shorter one lies within the longer one
};

/// How a convolution is computed.
enum class ConvMethod {
    automatic, ///< the faster of the two, by an estimate from the lengths
    fft, ///< by transforms of blocks, O(log m) for a sample; rounding errors follow the loudest part of the
         ///< block
    direct, ///< the defining sum in double precision, O(m) for a sample; each rounding error follows its own
            ///< sample
};

} // namespace pya::dsp

#endif
