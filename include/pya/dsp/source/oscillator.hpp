// SPDX-License-Identifier: MIT
/// @file
/// Periodic waves: sine, cosine, square, sawtooth. Each is a Source of float and double that goes on where
/// its last block ended, with the same samples in all channels. A sample depends only on its index, so any
/// split into blocks gives the same bits. The phase is computed anew and exactly every 4096 samples, so the
/// error of sample 10^9 is not larger than that of sample 0.
#ifndef PYA_DSP_SOURCE_OSCILLATOR_HPP
#define PYA_DSP_SOURCE_OSCILLATOR_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/error.hpp>
#include <pya/export.hpp>

#include <Eigen/Core>
#include <array>
#include <cstddef>

namespace pya::dsp {

/// The parameters of every wave. All three must be finite, and sr above 0; freq may be 0, negative or above
/// sr.
struct Tone {
    double freq = 440; ///< Hz
    double amp = 1;    ///< peak, linear
    double sr = 44100; ///< Hz
};

/// The phase freq * i / sr of sample i in cycles, exact although the product has more digits than a double.
class PYA_DSP_EXPORT Phase {
public:
    /// offset is added to the phase of every sample, in cycles. Throws ArgumentError for a Tone out of range.
    explicit Phase(const Tone& tone, double offset = 0);

    /// In [0, 1). The index may be fractional; below 2^53 the error is a few 1e-16.
    double at(double index) const;

private:
    double freq_;
    double sr_;
    double offset_;
};

/// amp * sin(2 pi (freq i / sr + phase)), i = 0, 1, ... Within 3e-15 amp before rounding to float.
///
///     Sine sine({.freq = 440, .sr = 48000});
///     std::vector<float> out(512);
///     sine.process(out);
class PYA_DSP_EXPORT Sine : public Immediate {
public:
    /// phase in cycles. Throws ArgumentError for a value that isn't finite or a rate that isn't positive.
    explicit Sine(const Tone& tone, double phase = 0);

    /// Writes the next samples.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first sample.
    void reset() { position_ = 0; }

private:
    static constexpr int step = 64; // samples per coarse step, and coarse steps per block

    /// Unit vectors at the phases 0, d, 2d ... of up to `step` rotations by d, made when they are needed: a
    /// short sine needs few.
    class Rotations {
    public:
        Rotations(const Phase& phase, int stride) : phase_(phase), stride_(stride) {}
        void reach(int count); // makes so many of them
        const double* cos() const { return cos_.data(); }
        const double* sin() const { return sin_.data(); }

    private:
        static constexpr int row = 8; // they are made in rows
        static std::size_t at(int index) { return static_cast<std::size_t>(index); }

        Phase phase_;
        int stride_;
        int count_ = 0;
        std::array<double, step> cos_, sin_;
    };
    template <class T>
    void write(Block<T> out);

    Phase phase_;
    double amp_;
    Rotations fine_, coarse_;
    Index position_ = 0;
};

/// amp * cos(2 pi (freq i / sr + phase)).
class Cosine : public Sine {
public:
    /// Throws as Sine.
    explicit Cosine(const Tone& tone, double phase = 0) : Sine(tone, phase + 0.25) {}
};

/// scipy.signal.square of the phase freq * (i + sample_shift) / sr: +amp for the first part `duty` of every
/// cycle, -amp for the rest. A sample within 1e-9 cycles of an edge counts as being on it, and has the value
/// after the edge.
class PYA_DSP_EXPORT Square : public Immediate {
public:
    /// duty in [0, 1]; sample_shift in samples (pya divides it by the length of the signal; we don't); phase
    /// in cycles. Throws ArgumentError for anything out of range or not finite.
    explicit Square(const Tone& tone, double duty = 0.5, double sample_shift = 0.5, double phase = 0);

    /// Writes the next samples.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first sample.
    void reset() { position_ = 0; }

private:
    template <class T>
    void write(Block<T> out);

    Phase phase_;
    double step_;
    double amp_;
    double duty_;
    Index position_ = 0;
};

/// scipy.signal.sawtooth times amp: rises from -amp to amp over the first part `width` of every cycle and
/// falls back over the rest. A sample within 1e-9 cycles of the end of a cycle begins the next one.
class PYA_DSP_EXPORT Sawtooth : public Immediate {
public:
    /// width in [0, 1]: 1 rises only, 0 falls only, 0.5 is a triangle; phase in cycles. Throws ArgumentError
    /// for anything out of range or not finite.
    explicit Sawtooth(const Tone& tone, double width = 1, double phase = 0);

    /// Writes the next samples.
    void process(Block<float> out);
    void process(Block<double> out);

    /// Back to the first sample.
    void reset() { position_ = 0; }

private:
    template <class T>
    void write(Block<T> out);

    Phase phase_;
    double step_;
    double amp_;
    double width_;
    Index position_ = 0;
};

/// The first n samples of a wave: generate(n, Square({.freq = 100}, 0.3)). Throws ArgumentError if n is
/// negative.
template <class T = float, Source<T> Wave>
Eigen::ArrayX<T> generate(Index n, Wave wave) {
    if (n < 0) detail::fail("generate: n is ", n, "; it must not be negative");
    Eigen::ArrayX<T> out(n);
    wave.process(Block<T>(out));
    return out;
}

} // namespace pya::dsp

#endif
