// SPDX-License-Identifier: MIT
#include <pya/dsp/effect/dynamics.hpp>

#include <pya/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace pya::dsp {
namespace {

std::size_t samples_of(const char* name, const char* what, Seconds time, double sr) {
    if (!(time.value >= 0 && time.value <= 1))
        detail::fail(name, ": ", what, " is ", time.value, " s; it must be from 0 to 1 s");
    return static_cast<std::size_t>(std::lround(time.value * sr));
}

} // namespace

Dynamics::Dynamics(const char* name, double sr, Index channels, Seconds lookahead, Seconds hold)
    : Effect(name, sr, channels),
      lookahead_(static_cast<Index>(samples_of(name, "lookahead", lookahead, sr))),
      held_(1 + static_cast<std::size_t>(lookahead_) + samples_of(name, "hold", hold, sr)),
      delayed_(static_cast<std::size_t>(channels),
               leaf::DelayLine<double>(static_cast<std::size_t>(lookahead_))),
      side_(static_cast<std::size_t>(longest)) {}

void Dynamics::begin_at(double gain) {
    held_.reset();
    for (leaf::DelayLine<double>& line : delayed_) line.reset();
    peak_ = -1;
    level_ = -300;
    gain_ = gain;
    total_ = 0;
    factor_ = 1;
}

void Dynamics::set_times(Seconds fall, Seconds rise) {
    if (fall.value == fall_time_ && rise.value == rise_time_) return;
    fall_.set_time(fall_time_ = fall.value, sr());
    rise_.set_time(rise_time_ = rise.value, sr());
}

void Dynamics::run(Block<double> block) {
    turn();
    for (Index i = 0; i < block.samples(); ++i) {
        double x = has_side_ ? side_[static_cast<std::size_t>(i)] : 0;
        if (!has_side_)
            for (Index c = 0; c < channels(); ++c) x = std::fmax(x, std::fabs(block(i, c)));
        if (const double peak = held_(x); peak != peak_) {
            peak_ = peak;
            level_ = 20 * std::log10(std::clamp(peak, 1e-15, 1e15));
        }
        const double to = wanted(level_);
        leaf::OnePole<double>& pole = to < gain_ ? fall_ : rise_;
        pole.reset(gain_);
        gain_ = pole(to);
        if (const double total = gain_ + total_gain(); total != total_) {
            total_ = total;
            factor_ = std::pow(10, total / 20);
        }
        for (Index c = 0; c < channels(); ++c) {
            leaf::DelayLine<double>& line = delayed_[static_cast<std::size_t>(c)];
            line.push(block(i, c));
            block(i, c) = factor_ * line[static_cast<std::size_t>(lookahead_)];
        }
    }
}

template <class T>
void Dynamics::process_with_side(Block<const T> in, Block<const T> side, Block<T> out) {
    if (side.samples() != in.samples())
        detail::fail("Dynamics::process: side has ", side.samples(), " samples; it must have as many as in, ",
                     in.samples());
    if (in.channels() != channels() || out.channels() != channels() || out.samples() != in.samples())
        return process(in, out); // which says what is wrong
    for (Index first = 0, count = 0; first < in.samples(); first += count) {
        count = std::min(longest, in.samples() - first);
        for (Index i = 0; i < count; ++i) {
            double& x = side_[static_cast<std::size_t>(i)] = 0;
            for (Index c = 0; c < side.channels(); ++c)
                x = std::fmax(x, std::fabs(static_cast<double>(side(first + i, c))));
        }
        has_side_ = true;
        process(in.part(first, count), out.part(first, count));
        has_side_ = false;
    }
}

void Dynamics::process(Block<const float> in, Block<const float> side, Block<float> out) {
    process_with_side(in, side, out);
}
void Dynamics::process(Block<const double> in, Block<const double> side, Block<double> out) {
    process_with_side(in, side, out);
}

} // namespace pya::dsp
