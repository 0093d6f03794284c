// SPDX-License-Identifier: MIT
// A converter of libsamplerate: any ratio for each output.
#ifndef PYA_SRC_DSP_RATE_SAMPLERATE_HPP
#define PYA_SRC_DSP_RATE_SAMPLERATE_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/dsp/rate/interpolate.hpp>

#include <memory>
#include <span>

struct SRC_STATE_tag;

namespace pya::dsp::impl {

/// Output 0 is at the time of input 0; before the first input there is silence.
class SampleRate {
public:
    static constexpr double largest = 256; ///< outputs per input, or inputs per output

    /// Of 1 to 128 channels, for which it makes its coefficients once. Throws ArgumentError, in the name of
    /// function, unless kind is one of the samplerate kinds.
    SampleRate(const char* function, Interp kind, int channels = 1);

    /// Forgets all input.
    void reset();

    /// Reads from in and writes to out, channels interleaved, each output 1 / ratio inputs before the next
    /// one, until in is used up or out is full. How the calls cut inputs and outputs changes no sample.
    Progress process(double ratio, std::span<const float> in, std::span<float> out);

    /// So many inputs from an output's time on must be there before it comes out, `rate` inputs before the
    /// next one.
    static Index reach(Interp kind, double rate);

private:
    struct Delete {
        void operator()(SRC_STATE_tag* state) const;
    };
    std::unique_ptr<SRC_STATE_tag, Delete> state_;
    long channels_;
};

} // namespace pya::dsp::impl

#endif
