// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/effect.hpp>

#include <pya/error.hpp>

#include "simd/flush_denormals.hpp"

#include <algorithm>
#include <cstddef>

namespace pya::dsp {

Effect::Effect(const char* name, double sr, Index channels)
    : name_(name), sr_(sr), channels_(name, channels) {
    if (!(sr > 0 && sr <= 1e7))
        detail::fail(name, ": argument sr is ", sr, " Hz; it must be above 0 and at most 1e7");
    if (channels < 1 || channels > 65536)
        detail::fail(name, ": argument channels is ", channels, "; it must be from 1 to 65536");
    piece_.resize(static_cast<std::size_t>(longest * channels));
}

Effect::~Effect() = default;

template <class T>
void Effect::process_pieces(Block<const T> in, Block<T> out) {
    if (in.channels() != channels_ || out.channels() != channels_ || in.samples() != out.samples())
        detail::fail(name_, "::process: in is ", in.samples(), " x ", in.channels(), " and out ",
                     out.samples(), " x ", out.channels(), "; both must have one shape of ", channels_,
                     " channels");
    const simd::FlushDenormals flush;
    for (Index first = 0, count = 0; first < in.samples(); first += count) {
        count = std::min(longest, in.samples() - first);
        const Block<double> piece(piece_.data(), count, channels_, longest);
        for (Index c = 0; c < channels_; ++c)
            for (Index i = 0; i < count; ++i) piece(i, c) = in(first + i, c);
        run(piece);
        for (Index c = 0; c < channels_; ++c)
            for (Index i = 0; i < count; ++i) out(first + i, c) = static_cast<T>(piece(i, c));
    }
}

void Effect::process(Block<const float> in, Block<float> out) { process_pieces(in, out); }
void Effect::process(Block<const double> in, Block<double> out) { process_pieces(in, out); }

} // namespace pya::dsp
