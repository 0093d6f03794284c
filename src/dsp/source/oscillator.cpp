// SPDX-License-Identifier: MIT
#include <pya/dsp/source/oscillator.hpp>

#include "simd/math.hpp"
#include "simd/run.hpp"

#include <algorithm>
#include <cmath>

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

/// In [-0.5, 0.5], for a phase in [0, 1].
double centred(double phase) { return phase > 0.5 ? phase - 1 : phase; }

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

/// The unit vectors [first, last), in rows: those of the first row at the given phases, and all others as
/// products of these and one at a given phase for each row.
PYA_INLINE void turn_rows(const double* phases, double* cos, double* sin, int row, int first, int last) {
    constexpr int most = 16; // phases
    std::array<double, most> re, im;
    for (int k = 0; k < most; ++k) {
        re[static_cast<std::size_t>(k)] = simd::cosine(phases[k]);
        im[static_cast<std::size_t>(k)] = simd::sine(phases[k]);
    }
    std::size_t next = 0;
    for (; first < row && first < last; ++first, ++next) {
        cos[first] = re[next];
        sin[first] = im[next];
    }
    for (; first < last; first += row, ++next)
        for (int k = 0; k < row; ++k) {
            cos[first + k] = re[next] * cos[k] - im[next] * sin[k];
            sin[first + k] = im[next] * cos[k] + re[next] * sin[k];
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
    // The first few unit vectors, and one for each further row of as many, make all of them.
    static_assert(row * row == step);
    std::array<double, 2 * row> phases{};
    int exact = 0;
    const int first = count_;
    const auto add_phase = [&](int index) {
        phases[at(exact++)] = centred(phase_.at(static_cast<double>(stride_) * index));
    };
    for (; count_ < count; count_ += count_ < row ? 1 : row) add_phase(count_);
    if (exact > 0) simd::run<turn_rows>(phases.data(), cos_.data(), sin_.data(), row, first, count_);
}

template <class T>
void Sine::write(Block<T> out) {
    by_blocks(position_, out, [this](double begin, int first, int last, T* to) {
        const bool within_a_step = first / step == (last - 1) / step;
        fine_.reach(within_a_step ? (last - 1) % step + 1 : step);
        coarse_.reach((last - 1) / step + 1);
        const double phase = centred(phase_.at(begin));
        simd::run<rotate<T>>(fine_.cos(), fine_.sin(), coarse_.cos(), coarse_.sin(), step,
                             amp_ * simd::cosine(phase), amp_ * simd::sine(phase), first, last, to);
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
