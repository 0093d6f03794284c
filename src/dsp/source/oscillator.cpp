// SPDX-License-Identifier: MIT
#include <pya/dsp/source/oscillator.hpp>

#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pya::dsp {
namespace {

constexpr int block = 4096;   // samples from one exact phase to the next
constexpr double snap = 1e-9; // in cycles; 2000 times the error of a phase at the end of a block

double finite(const char* name, double value) {
    if (!std::isfinite(value)) detail::fail("oscillator: ", name, " is ", value, "; it must be finite");
    return value;
}

double part(const char* name, double value) {
    if (!(value >= 0 && value <= 1))
        detail::fail("oscillator: ", name, " is ", value, "; it must be in [0, 1]");
    return value;
}

double wrap(double cycles) {
    if (cycles >= 0 && cycles < 1) return cycles;
    const double w = cycles - std::floor(cycles);
    return w < 1 ? w : 0; // -1e-20 wraps to 1 in double
}

/// index * freq / sr in cycles, without the whole ones. The product is exact as a sum of two doubles, and so
/// is each remainder.
double cycles(double index, double freq, double sr) {
    const auto remainder = [sr](double x) { return std::abs(x) < sr ? x : std::fmod(x, sr); };
    const double high = index * freq;
    const double low = std::fma(index, freq, -high);
    return wrap((remainder(high) + remainder(low)) / sr);
}

/// Radians in [-pi, pi], where a double has finer steps than up to 2 pi, for a phase in [0, 1].
double angle_of(double phase) { return 2 * std::numbers::pi * (phase > 0.5 ? phase - 1 : phase); }

/// Calls render(start, first, last, out) for the samples [first, last) of each block that the first channel
/// touches, and copies it to the others.
template <class T, class Render>
void by_blocks(Index& position, Block<T> out, Render render) {
    if (out.channels() == 0) return void(position += out.samples());
    for (Index done = 0; done < out.samples();) {
        const auto first = static_cast<int>(position % block);
        const auto n = static_cast<int>(std::min<Index>(out.samples() - done, block - first));
        render(static_cast<double>(position - first), first, first + n, &out(done));
        position += n;
        done += n;
    }
    for (Index c = 1; c < out.channels(); ++c) std::copy_n(out.data(), out.samples(), out.channel(c).data());
}

/// The imaginary part of (re + i im) * coarse[m] * fine[j] for the samples m * step + j in [first, last).
template <class T>
PYA_INLINE void rotate(const double* fine_cos, const double* fine_sin, const double* coarse_cos,
                       const double* coarse_sin, int step, double re, double im, int first, int last,
                       T* out) {
    while (first < last) {
        const int m = first / step;
        const double a = re * coarse_sin[m] + im * coarse_cos[m];
        const double b = re * coarse_cos[m] - im * coarse_sin[m];
        const int begin = first % step;
        const int end = std::min(step, begin + last - first);
        for (int j = begin; j < end; ++j) out[j - begin] = static_cast<T>(a * fine_cos[j] + b * fine_sin[j]);
        out += end - begin;
        first += end - begin;
    }
}

/// The phase of sample j after a phase of start, minus half a cycle, in [-0.5, 0.5]. A phase that is less
/// than snap before an edge counts as being past it.
PYA_INLINE double centred_phase(double start, double step, int j) {
    const double turns = (start + (snap - 0.5)) + step * j;
    return turns - simd::nearest(turns);
}

/// The samples [first, last) of a block that begins with a phase of start.
template <class T>
PYA_INLINE void fill_square(double start, double step, double duty, T amp, int first, int last, T* out) {
    const double edge = duty < 1 ? duty - 0.5 : 1;
    for (int j = first; j < last; ++j) out[j - first] = centred_phase(start, step, j) < edge ? amp : -amp;
}

template <class T>
PYA_INLINE void fill_sawtooth(double start, double step, double width, double amp, int first, int last,
                              T* out) {
    const double rise = width > 0 ? 2 * amp / width : 0;
    const double fall = width < 1 ? 2 * amp / (1 - width) : 0;
    const double top = amp + width * fall;
    for (int j = first; j < last; ++j) {
        const double unsnapped = centred_phase(start, step, j) + (0.5 - snap);
        const double p = unsnapped > 0 ? unsnapped : 0;
        out[j - first] = static_cast<T>((p < width ? rise : -fall) * p + (p < width ? -amp : top));
    }
}

} // namespace

Phase::Phase(const Tone& tone, double offset)
    : freq_(finite("freq", tone.freq)), sr_(finite("sr", tone.sr)), offset_(finite("phase", offset)) {
    finite("amp", tone.amp);
    if (!(sr_ > 0)) detail::fail("oscillator: sr is ", sr_, "; it must be above 0");
    freq_ = std::fmod(freq_, sr_);
    offset_ = wrap(offset_);
}

double Phase::at(double index) const { return wrap(cycles(index, freq_, sr_) + offset_); }

Sine::Sine(const Tone& tone, double phase)
    : phase_(tone, phase), amp_(tone.amp), fine_(Phase(tone), 1), coarse_(Phase(tone), step) {
    static_assert(step * step == block);
}

void Sine::Rotations::reach(int count) {
    // Sines are dear: the first few unit vectors, and one for each further row of as many, make all of them.
    const auto turn = [this](int index, double& re, double& im) {
        const double angle = angle_of(phase_.at(stride_ * index));
        re = std::cos(angle);
        im = std::sin(angle);
    };
    static_assert(row * row == step);
    for (; count_ < count; count_ += row) {
        if (count_ == 0) {
            for (int k = 0; k < row; ++k) turn(k, cos_[at(k)], sin_[at(k)]);
            continue;
        }
        double re, im;
        turn(count_, re, im);
        for (int k = 0; k < row; ++k) {
            cos_[at(count_ + k)] = re * cos_[at(k)] - im * sin_[at(k)];
            sin_[at(count_ + k)] = im * cos_[at(k)] + re * sin_[at(k)];
        }
    }
}

template <class T>
void Sine::write(Block<T> out) {
    by_blocks(position_, out, [this](double begin, int first, int last, T* to) {
        const bool within_a_step = first / step == (last - 1) / step;
        fine_.reach(within_a_step ? (last - 1) % step + 1 : step);
        coarse_.reach((last - 1) / step + 1);
        const double angle = angle_of(phase_.at(begin));
        simd::run<rotate<T>>(fine_.cos(), fine_.sin(), coarse_.cos(), coarse_.sin(), step,
                             amp_ * std::cos(angle), amp_ * std::sin(angle), first, last, to);
    });
}

Square::Square(const Tone& tone, double duty, double sample_shift, double phase)
    : phase_(tone, Phase(tone).at(finite("sample_shift", sample_shift)) + phase), step_(Phase(tone).at(1)),
      amp_(tone.amp), duty_(part("duty", duty)) {}

template <class T>
void Square::write(Block<T> out) {
    by_blocks(position_, out, [this](double begin, int first, int last, T* to) {
        simd::run<fill_square<T>>(phase_.at(begin), step_, duty_, static_cast<T>(amp_), first, last, to);
    });
}

Sawtooth::Sawtooth(const Tone& tone, double width, double phase)
    : phase_(tone, phase), step_(Phase(tone).at(1)), amp_(tone.amp), width_(part("width", width)) {}

template <class T>
void Sawtooth::write(Block<T> out) {
    by_blocks(position_, out, [this](double begin, int first, int last, T* to) {
        simd::run<fill_sawtooth<T>>(phase_.at(begin), step_, width_, amp_, first, last, to);
    });
}

void Sine::process(Block<float> out) { write(out); }
void Sine::process(Block<double> out) { write(out); }
void Square::process(Block<float> out) { write(out); }
void Square::process(Block<double> out) { write(out); }
void Sawtooth::process(Block<float> out) { write(out); }
void Sawtooth::process(Block<double> out) { write(out); }

} // namespace pya::dsp
