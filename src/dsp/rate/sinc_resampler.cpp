// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/sinc_resampler.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include <pya/error.hpp>

#include "dsp/rate/sinc_stages.hpp"
#include "simd/run.hpp"

namespace pya::dsp {
namespace {

// Rounds to 27 significant bits (Veltkamp), so that the second stage may be exact, and leaves nothing of what
// is so small that its products could underflow.
PYA_INLINE void leave_27_bits(double* x, std::ptrdiff_t count) {
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const double split = x[i] * 67108865., rounded = split - (split - x[i]);
        x[i] = std::abs(rounded) < 1e-200 ? 0 : rounded;
    }
}

void check_channels(const char* function, const char* name, Index got, Index want) {
    if (got != want)
        detail::fail(function, ": argument ", name, " has ", got, " channels; it must have ", want);
}

Index checked_channels(Index channels) {
    if (channels < 0)
        detail::fail("SincResampler: argument channels is ", channels, "; it must not be negative");
    return channels;
}

// The most outputs of a stage for some inputs, if all that could be made before was made.
Index most_outputs(const SincFilter& filter, Index inputs) {
    return static_cast<Index>(std::ceil(static_cast<double>(inputs + 1) * filter.ratio.value)) +
           (filter.spectral() ? filter.period_out : SincFilter::lanes);
}

} // namespace

template <class Scalar>
SincResampler<Scalar>::SincResampler(double sr, double target_sr, double rate, Interp quality, Index channels)
    : stages_(sinc_stages("SincResampler", quality, rate_ratio("SincResampler", sr, target_sr, rate))),
      channels_("SincResampler", checked_channels(channels)),
      first_({stages_, &stages_->first}, std::is_same_v<Scalar, float>, channels, 0, stages_->early) {
    if (!stages_->second) return;
    second_.emplace(std::shared_ptr<const SincFilter>(stages_, &*stages_->second), true, channels,
                    stages_->early, 0);
    between_.resize(static_cast<std::size_t>(stages_->between * channels));
}

template <class Scalar>
void SincResampler<Scalar>::reset() {
    first_.reset();
    if (second_) second_->reset();
    between_begin_ = between_end_ = consumed_ = produced_ = 0;
}

template <class Scalar>
Index SincResampler<Scalar>::latency() const {
    if (!stages_) return 0; // moved from
    const SincFilter& first = stages_->first;
    if (!second_) return first.latency();
    return first.latency() +
           static_cast<Index>(std::ceil(static_cast<double>(stages_->second->latency()) / first.ratio.value));
}

template <class Scalar>
Index SincResampler<Scalar>::max_output(Index inputs) const {
    if (!stages_) return 0; // moved from
    const Index most = most_outputs(stages_->first, inputs);
    return second_ ? most_outputs(*stages_->second, most) : most;
}

template <class Scalar>
Progress SincResampler<Scalar>::process(Block<const Scalar> in, Block<Scalar> out) {
    check_channels("SincResampler::process", "in", in.channels(), channels_);
    check_channels("SincResampler::process", "out", out.channels(), channels_);
    const Progress progress = run(&in, in.samples(), out);
    consumed_ += progress.consumed;
    return progress;
}

template <class Scalar>
Index SincResampler<Scalar>::flush(Block<Scalar> out) {
    check_channels("SincResampler::flush", "out", out.channels(), channels_);
    if (!stages_) return 0; // moved from
    const Index left = std::max<Index>(0, stages_->ratio.length(consumed_) - produced_);
    return run(nullptr, std::numeric_limits<Index>::max(), out.part(0, std::min(left, out.samples())))
        .produced;
}

// Without `in` it reads silence.
template <class Scalar>
Progress SincResampler<Scalar>::run(const Block<const Scalar>* in, Index inputs, Block<Scalar> out) {
    if (!stages_) return {}; // moved from
    const Progress progress = second_ ? run_both(in, inputs, out) : first_.run(in, inputs, out, false);
    produced_ += progress.produced;
    return progress;
}

template <class Scalar>
Progress SincResampler<Scalar>::run_both(const Block<const Scalar>* in, Index inputs, Block<Scalar> out) {
    const Block<double> between{between_.data(), stages_->between, channels_};
    Progress progress;
    for (bool more_follow = true;;) {
        const Block<const double> waiting = between.part(between_begin_, between_end_ - between_begin_);
        const Progress second =
            second_->run(&waiting, waiting.samples(),
                         out.part(progress.produced, out.samples() - progress.produced), more_follow);
        between_begin_ += second.consumed;
        progress.produced += second.produced;
        if (progress.produced == out.samples() || !more_follow) return progress;
        Block<const Scalar> rest;
        if (in != nullptr) rest = in->part(progress.consumed, inputs - progress.consumed);
        const Progress first =
            first_.run(in != nullptr ? &rest : nullptr, inputs - progress.consumed, between, false);
        for (Index c = 0; c < channels_; ++c)
            simd::run<leave_27_bits>(between.channel(c).data(), first.produced);
        progress.consumed += first.consumed;
        between_begin_ = 0;
        between_end_ = first.produced;
        more_follow = progress.consumed < inputs || between_end_ == stages_->between;
    }
}

template class SincResampler<float>;
template class SincResampler<double>;

} // namespace pya::dsp
