// SPDX-License-Identifier: MIT
#include <pya/dsp/level/fade.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "dsp/level/raise.hpp"
#include "dsp/shape.hpp"
#include "simd/scale.hpp"

namespace pya::dsp {
namespace {

// ramp[i] = from + (first + i) * step
PYA_INLINE void write_ramp(double* ramp, int count, double first, double from, double step) {
    for (int i = 0; i < count; ++i) ramp[i] = from + (first + i) * step;
}

template <class T>
void copy(Block<const T> in, Block<T> out) {
    if (in.data() == out.data()) return;
    for (Index c = 0; c < in.channels(); ++c) std::copy_n(&in(0, c), in.samples(), &out(0, c));
}

template <class T>
void silence(Block<T> out) {
    for (Index c = 0; c < out.channels(); ++c) std::fill_n(&out(0, c), out.samples(), T(0));
}

void check(const char* function, Index samples, double curve) {
    using detail::fail;
    if (samples < 0) fail(function, ": argument samples is ", samples, "; it must not be negative");
    if (!(curve >= 0) || !std::isfinite(curve))
        fail(function, ": argument curve is ", curve, "; it must be finite and not negative");
}

} // namespace

Fade Fade::in(Index samples, double curve) {
    check("fade_in", samples, curve);
    return {0, samples, 0, 1, curve};
}

Fade Fade::out(Index begin, Index samples, double curve) {
    check("fade_out", samples, curve);
    if (begin < 0 || begin > std::numeric_limits<Index>::max() - samples)
        detail::fail("fade_out: argument begin is ", begin, "; it must be a sample of a signal");
    return {begin, samples, 1, 0, curve};
}

template <class T>
void Fade::apply(Block<const T> in, Block<T> out) {
    impl::check_shape("Fade", in, out);
    std::array<double, 512> ramp;
    const double step = samples_ > 1 ? (to_ - from_) / static_cast<double>(samples_ - 1) : 0;
    const Index end = begin_ + samples_;
    for (Index first = 0; first < in.samples();) {
        const Index rest = in.samples() - first;
        const bool before = position_ < begin_, after = position_ >= end;
        const Index run = std::min(rest, before  ? begin_ - position_
                                         : after ? rest
                                                 : std::min(end - position_, std::ssize(ramp)));
        const Block<const T> x = in.part(first, run);
        const Block<T> y = out.part(first, run);
        first += run;
        if (before || after) {
            if ((before ? from_ : to_) == 1)
                copy(x, y);
            else
                silence(y);
            if (before) position_ += run;
            continue;
        }
        const auto count = static_cast<int>(run);
        simd::run<write_ramp>(ramp.data(), count, static_cast<double>(position_ - begin_), from_, step);
        position_ += run;
        if (position_ == end && samples_ > 1) ramp[static_cast<std::size_t>(count - 1)] = to_;
        impl::raise(ramp.data(), count, curve_);
        for (Index c = 0; c < x.channels(); ++c) simd::multiply(&x(0, c), ramp.data(), &y(0, c), count);
    }
}

void Fade::process(Block<const float> in, Block<float> out) { apply(in, out); }
void Fade::process(Block<const double> in, Block<double> out) { apply(in, out); }

namespace {

template <class T>
void fade_start(Block<T> signal, Index samples, double curve) {
    const Index n = std::min(samples, signal.samples());
    Fade fade = Fade::in(n, curve);
    const Block<T> part = signal.part(0, n);
    fade.process(part, part);
}

template <class T>
void fade_end(Block<T> signal, Index samples, double curve) {
    const Index n = std::min(samples, signal.samples());
    Fade fade = Fade::out(0, n, curve);
    const Block<T> part = signal.part(signal.samples() - n, n);
    fade.process(part, part);
}

} // namespace

void fade_in(Block<float> signal, Index samples, double curve) { fade_start(signal, samples, curve); }
void fade_in(Block<double> signal, Index samples, double curve) { fade_start(signal, samples, curve); }
void fade_out(Block<float> signal, Index samples, double curve) { fade_end(signal, samples, curve); }
void fade_out(Block<double> signal, Index samples, double curve) { fade_end(signal, samples, curve); }

} // namespace pya::dsp
