// SPDX-License-Identifier: MIT
#include "dsp/rate/samplerate.hpp"

#include <pya/error.hpp>

#include <samplerate.h>

#include <algorithm>
#include <cmath>
#include <new>

namespace pya::dsp::impl {
namespace {

// The converter, and the size of its table of coefficients: for half of the filter, and for each input.
struct Converter {
    int type;
    double half, per_input;
};

Converter converter(Interp kind) {
    if (kind == Interp::samplerate_fastest) return {SRC_SINC_FASTEST, 2464, 128};
    if (kind == Interp::samplerate_medium) return {SRC_SINC_MEDIUM_QUALITY, 22438, 491};
    return {SRC_SINC_BEST_QUALITY, 340239, 2381};
}

} // namespace

SampleRate::SampleRate(const char* function, Interp kind, int channels) : channels_(channels) {
    if (!is_samplerate(kind)) detail::fail(function, ": argument kind must be one of the samplerate kinds");
    int error = 0;
    state_.reset(src_new(converter(kind).type, channels, &error));
    if (!state_) throw std::bad_alloc();
}

void SampleRate::Delete::operator()(SRC_STATE_tag* state) const { src_delete(state); }

void SampleRate::reset() { src_reset(state_.get()); }

Progress SampleRate::process(double ratio, std::span<const float> in, std::span<float> out) {
    SRC_DATA data{};
    data.data_in = in.data();
    data.input_frames = static_cast<long>(in.size()) / channels_;
    data.data_out = out.data();
    data.output_frames = static_cast<long>(out.size()) / channels_;
    data.src_ratio = ratio;
    src_set_ratio(state_.get(), ratio); // otherwise the ratio would glide to it during the call
    if (const int error = src_process(state_.get(), &data); error != 0)
        detail::fail("libsamplerate: ", src_strerror(error));
    return {data.input_frames_used, data.output_frames_gen};
}

Index SampleRate::reach(Interp kind, double rate) {
    const auto [type, half, per_input] = converter(kind);
    return std::lrint((half + 2) / per_input * std::max(rate, 1.0)) + 2;
}

} // namespace pya::dsp::impl
