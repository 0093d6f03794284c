// SPDX-License-Identifier: MIT
// The frames in which noise is measured and turned down.
#ifndef PYA_SRC_DSP_SEPARATE_NOISE_FRAMES_HPP
#define PYA_SRC_DSP_SEPARATE_NOISE_FRAMES_HPP

#include <pya/dsp/separate/denoise_options.hpp>
#include <pya/dsp/spectral/stft_options.hpp>

namespace pya::dsp::impl {

inline StftOptions denoise_frames(const DenoiseOptions& options) {
    return {.nperseg = options.nperseg,
            .noverlap = options.nperseg / 4 * 3,
            .boundary = Boundary::off,
            .padded = false};
}

} // namespace pya::dsp::impl

#endif
