// SPDX-License-Identifier: MIT
/// @file
/// Chirps: cosines whose frequency changes.
#ifndef PYA_DSP_SOURCE_CHIRP_HPP
#define PYA_DSP_SOURCE_CHIRP_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/export.hpp>

namespace pya::dsp {

/// How the frequency of a chirp goes from f0 to f1.
enum class ChirpMethod {
    linear,      ///< by equal differences
    quadratic,   ///< as a parabola
    logarithmic, ///< by equal ratios; f0 and f1 have the same sign
    hyperbolic   ///< its inverse by equal differences; f0 and f1 have the same sign
};

/// Where the frequency of a chirp goes: it is f0 at the start and f1 at t1, and goes on by the same law.
struct ChirpCourse {
    double f0 = 20;                           ///< Hz
    double f1 = 20000;                        ///< Hz
    double t1 = 1;                            ///< seconds, above 0
    ChirpMethod method = ChirpMethod::linear; ///< the law
    bool vertex_zero = true; ///< of quadratic: the parabola is level at the start, otherwise at t1
};

/// scipy.signal.chirp: amp * cos(2 pi (the integral of the frequency + phase)), i = 0, 1, ..., the same in
/// all channels. A sample depends on its index alone.
///
///     Chirp sweep({.f0 = 20, .f1 = 20000, .t1 = 10, .method = ChirpMethod::logarithmic}, 48000);
///     std::vector<float> out(512);
///     sweep.process(out);
class PYA_DSP_EXPORT Chirp : public Immediate {
public:
    /// sr in Hz, phase in cycles. Throws ArgumentError for a value that isn't finite, t1 or sr that isn't
    /// above 0, and for a logarithmic or hyperbolic course through 0 Hz.
    explicit Chirp(const ChirpCourse& course, double sr = 44100, double amp = 1, double phase = 0);

    /// Writes the next samples.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first sample.
    void reset() { position_ = 0; }

    /// The phase at a time in seconds, in cycles since the start.
    double cycles(double time) const;

private:
    template <class T>
    void write(Block<T> out);

    ChirpCourse course_;
    double sr_;
    double amp_;
    double phase_;
    Index position_ = 0;
};

} // namespace pya::dsp

#endif
