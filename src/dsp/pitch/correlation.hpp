// SPDX-License-Identifier: MIT
// The autocorrelation of frames: of a Hann-windowed piece of a signal, divided by that of the window.
#ifndef PYA_SRC_DSP_PITCH_CORRELATION_HPP
#define PYA_SRC_DSP_PITCH_CORRELATION_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>

#include <complex>

namespace pya::dsp::impl {

class Correlation {
public:
    /// Of frames of about `length` samples, for lags up to `longest`. The band from `low` to `high` Hz
    /// counts.
    Correlation(double rate, double length, Index longest, double low, double high);

    Index length() const { return length_; }   ///< of a frame, a multiple of 64
    Index longest() const { return longest_; } ///< lag

    /// False for a frame that is silent or not finite.
    bool compute(const float* frame);

    double peak() const { return peak_; }   ///< the greatest absolute sample of the middle of the frame, or 0
    double power() const { return power_; } ///< of the band
    /// 1 at lag 0; up to lag longest() + 1.
    const float* values() const { return correlation_.data(); }

private:
    void power_spectrum();

    Index length_, longest_;
    RealFft<float> fft_;
    AlignedVector<float> window_, gains_, time_;
    AlignedVector<float> unwindow_; // what the window does to the correlation, undone
    AlignedVector<std::complex<float>> bins_;
    AlignedVector<float> correlation_;
    double peak_ = 0, power_ = 0;
};

} // namespace pya::dsp::impl

#endif
