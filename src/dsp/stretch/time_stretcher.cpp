// SPDX-License-Identifier: MIT
#include <pya/dsp/rate/resample.hpp>
#include <pya/dsp/stretch/time_stretcher.hpp>
#include <pya/error.hpp>

#include "dsp/shape.hpp"
#include "dsp/stretch/low_rate.hpp"
#include "dsp/stretch/stretch_band.hpp"
#include "dsp/stretch/stretch_phases.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace pya::dsp {
namespace {

double checked_stretch(const char* function, double factor) {
    if (!(factor >= TimeStretcher<float>::shortest && factor <= TimeStretcher<float>::longest))
        detail::fail(function, ": argument factor is ", factor, "; it must be 0.05 to 100");
    return factor;
}

// The power of two that is nearest to 93 ms.
Index stretch_frame(double sr) {
    if (!(sr > 0 && std::isfinite(sr)))
        detail::fail("TimeStretcher: argument sr is ", sr, "; it must be positive and finite");
    return Index{1} << std::lround(std::clamp(std::log2(0.0929 * sr), 8., 17.));
}

constexpr Index overlap = 16;    // of the longest frames over each output
constexpr Index low_frame = 512; // samples of the frames at the low rate, if their rate is lower at all

// The low band is at a lower rate.
std::vector<impl::StretchBand> stretch_bands(Index frame, Index hop, Index decimation, Index channels) {
    // Low notes of a chord need the narrow lobe of the Blackman window. Higher up a squared Hann window,
    // which has hardly any side lobes, keeps tones apart.
    constexpr impl::StretchBand::Weights blackman{0.42, -0.5, 0.08}, hann_squared{0.375, -0.5, 0.125};
    std::vector<impl::StretchBand> bands;
    bands.emplace_back(frame / decimation, hop / decimation, decimation, channels,
                       impl::StretchBand::Range{0, 0, 48, 80}, blackman);
    const Index end = frame / 4 + 1;
    bands.emplace_back(frame / 2, hop, 1, channels, impl::StretchBand::Range{24, 40, end, end}, hann_squared);
    return bands;
}

} // namespace

template <class T>
struct TimeStretcher<T>::State {
    struct Centre { // of a frame, in the input
        Index sample = 0;
        double factor = 1;
        double shift = 0; // how far too late it is by rounding, in the output
    };

    State(double sr, Index channel_count, double first_factor)
        : channels(channel_count), frame(stretch_frame(sr)), hop(frame / overlap),
          low(std::max<Index>(frame / low_frame, 1)), ahead(frame / 2 + low.factor() + low.after()),
          kept(ahead + frame / 2 + low.before() + low.factor()), capacity(kept + frame),
          initial_factor(first_factor), bands(stretch_bands(frame, hop, low.factor(), channels)),
          phases(bands), history(static_cast<std::size_t>(capacity * channels)),
          low_history(static_cast<std::size_t>(2 * bands[0].frame() * channels)),
          sums(static_cast<std::size_t>(sum_length() * channels)),
          low_sums(static_cast<std::size_t>(low_sum_length() * channels)),
          pending(static_cast<std::size_t>(hop * channels)),
          // Half a frame of inputs, each of which is up to 100 outputs, and the frames before output 0.
          centres(static_cast<std::size_t>((ahead * 100) / hop + overlap)) {
        reset();
    }

    void reset() {
        for (impl::StretchBand& band : bands) band.reset();
        phases.reset();
        for (std::vector<double>* values : {&history, &sums, &low_sums})
            std::fill(values->begin(), values->end(), 0.);
        factor = initial_factor;
        wanted_factor = initial_factor;
        centre_before = 0;
        last = -1;
        filled = kept;
        received = produced = ready = base_in = 0;
        base_out = 0;
        made = -overlap / 2; // the first frame that reaches output 0 at the low rate
        low_first = low_end = -frame / low.factor();
        restart();
    }

    // The centres of the first frames.
    void restart() {
        known = made;
        first_centre = waiting = 0;
        learn();
    }

    // Takes over what was set last.
    void follow() {
        const double value = wanted_factor.load(std::memory_order_relaxed);
        if (value == factor) return;
        base_out = end();
        base_in = received;
        factor = value;
        if (received == 0) restart();
    }

    // The place of the end of the input in the output.
    double end() const { return base_out + static_cast<double>(received - base_in) * factor; }

    // The place of the middle of the next frame whose centre isn't known.
    double place() const {
        return static_cast<double>(base_in) + (static_cast<double>(known * hop) - base_out) / factor;
    }

    // Finds the centres, in the input, of the frames whose middle is within what the input has become.
    void learn() {
        for (; static_cast<double>(known * hop) <= end(); ++known, ++waiting) {
            const double exact = place(), centre = std::round(exact);
            centres[(first_centre + waiting) % centres.size()] = {
                std::max(static_cast<Index>(centre), -frame / 2), factor, factor * (centre - exact)};
        }
    }

    // How many inputs must come in before the next frame can be made, or more is known of it.
    Index wanted() const {
        if (waiting == 0) return std::max<Index>(static_cast<Index>(std::ceil(place())) - received, 1);
        return std::max<Index>(centres[first_centre].sample + ahead - received, 0);
    }

    // Takes inputs, or silence if in is null. Returns how many.
    Index take(const Block<const T>* in, Index first, Index count) {
        if (filled == capacity) {
            for (Index c = 0; c < channels; ++c) {
                double* const channel = history.data() + c * capacity;
                std::copy(channel + capacity - kept, channel + capacity, channel);
            }
            filled = kept;
        }
        count = std::min(count, capacity - filled);
        for (Index c = 0; c < channels; ++c) {
            double* const to = history.data() + c * capacity + filled;
            if (in != nullptr)
                std::copy_n(in->channel(c).begin() + first, count, to);
            else
                std::fill_n(to, count, 0.);
        }
        filled += count;
        received += count;
        learn();
        return count;
    }

    double* of_input(Index c, Index sample) {
        return history.data() + c * capacity + filled - (received - sample);
    }
    double* of_low_input(Index c, Index sample) {
        return low_history.data() + c * 2 * bands[0].frame() + (sample - low_first);
    }

    // Brings the input at the low rate up to the frame around its sample `middle`, and the sample after it.
    void lower(Index middle) {
        const Index first = middle - bands[0].frame() / 2, end = first + bands[0].frame() + 1;
        low_end = std::max(low_end, first);
        if (end - low_first > 2 * bands[0].frame()) {
            for (Index c = 0; c < channels; ++c)
                std::copy(of_low_input(c, std::min(first, low_end)), of_low_input(c, low_end),
                          of_low_input(c, low_first));
            low_first = first;
        }
        for (; low_end < end; ++low_end)
            for (Index c = 0; c < channels; ++c)
                *of_low_input(c, low_end) = low.down(of_input(c, low_end * low.factor()));
    }

    void make_frame() {
        const Centre centre = centres[first_centre];
        first_centre = (first_centre + 1) % centres.size();
        --waiting;
        const auto low_centre = static_cast<Index>(
            std::floor(static_cast<double>(centre.sample) / static_cast<double>(low.factor()) + 0.5));
        lower(low_centre);
        for (Index c = 0; c < channels; ++c) {
            bands[0].analyse(c, of_low_input(c, low_centre), centre.sample - low_centre * low.factor());
            bands[1].analyse(c, of_input(c, centre.sample));
        }
        phases.find(bands, centre.factor, centre.shift,
                    static_cast<double>(centre.sample - std::exchange(centre_before, centre.sample)));
        for (Index c = 0; c < channels; ++c) {
            double* const low_sum = low_sums.data() + c * low_sum_length();
            double* const sum = sums.data() + c * sum_length();
            bands[0].synthesise(c, phases.re(0), phases.im(0), low_sum + low_sum_length() - bands[0].frame());
            bands[1].synthesise(c, phases.re(1), phases.im(1), sum + sum_length() - bands[1].frame());
            low.add_up(low_sum + low.reach(), bands[0].hop(), sum);
            std::copy_n(sum, hop, pending.data() + c * hop);
            drop(sum, sum_length(), hop);
            drop(low_sum, low_sum_length(), bands[0].hop());
        }
        for (impl::StretchBand& band : bands) band.next();
        ready = std::max<Index>(made * hop - frame / 2, 0);
        ++made;
    }

    // The sums over frames begin one hop before the longest ones, at the low rate with what the filter
    // reaches back to.
    Index sum_length() const { return hop + (frame + bands[1].frame()) / 2; }
    Index low_sum_length() const { return low.reach() + bands[0].hop() + bands[0].frame(); }

    static void drop(double* sums, Index length, Index count) {
        std::copy(sums + count, sums + length, sums);
        std::fill_n(sums + length - count, count, 0.);
    }

    // Writes outputs that are ready, before output number `limit`, from sample `first` of out on.
    Index give(Block<T> out, Index first, Index limit) {
        const Index count = std::min(out.samples() - first, std::min(ready, limit) - produced);
        for (Index c = 0; c < channels; ++c) {
            const double* const from = pending.data() + (c + 1) * hop - (ready - produced);
            for (Index i = 0; i < count; ++i) out(first + i, c) = static_cast<T>(from[i]);
        }
        produced += count;
        return count;
    }

    Index channels, frame, hop;
    impl::LowRate low;
    Index ahead;          // how many inputs after its centre a frame needs
    Index kept, capacity; // samples of each channel that a frame may need, and that there is room for
    double initial_factor, factor = 1;
    std::atomic<double> wanted_factor = 1; // set by any thread
    std::vector<impl::StretchBand> bands;
    impl::StretchPhases phases;
    std::vector<double> history;     // the latest inputs of each channel
    std::vector<double> low_history; // at the low rate, samples [low_first, low_end)
    std::vector<double> sums;        // of frames, for the next outputs of each channel
    std::vector<double> low_sums;    // at the low rate
    std::vector<double> pending;     // the latest outputs, which end with number `ready`
    std::vector<Centre> centres;     // of the next frames, a ring
    std::size_t first_centre = 0, waiting = 0;
    Index centre_before = 0;
    Index filled = 0, received = 0, produced = 0, ready = 0;
    Index low_first = 0, low_end = 0;
    Index made = 0, known = 0; // numbers of the next frame, and of the next centre
    Index base_in = 0;         // from this input on the present factor holds,
    double base_out = 0;       // and it has this place in the output
    Index last = -1;           // how many outputs there will be, once that is known
};

template <class T>
TimeStretcher<T>::TimeStretcher(double sr, Index channels, double factor)
    : state_(std::make_unique<State>(sr, impl::checked_channels("TimeStretcher", channels),
                                     checked_stretch("TimeStretcher", factor))) {}

template <class T>
TimeStretcher<T>::TimeStretcher(TimeStretcher&&) noexcept = default;
template <class T>
TimeStretcher<T>& TimeStretcher<T>::operator=(TimeStretcher&&) noexcept = default;
template <class T>
TimeStretcher<T>::~TimeStretcher() = default;

template <class T>
void TimeStretcher<T>::set_factor(double factor) {
    state_->wanted_factor.store(checked_stretch("TimeStretcher::set_factor", factor),
                                std::memory_order_relaxed);
}

template <class T>
double TimeStretcher<T>::factor() const {
    return state_->wanted_factor.load(std::memory_order_relaxed);
}

template <class T>
void TimeStretcher<T>::reset() {
    state_->reset();
}

template <class T>
Index TimeStretcher<T>::latency() const {
    const double after = static_cast<double>(state_->frame / 2 + 2 * state_->hop);
    return state_->ahead + static_cast<Index>(std::ceil(after / factor())) + 1;
}

template <class T>
Index TimeStretcher<T>::channels() const {
    return state_->channels;
}

template <class T>
Progress TimeStretcher<T>::process(Block<const T> in, Block<T> out) {
    State& state = *state_;
    impl::check_channels("TimeStretcher::process", in.channels(), state.channels);
    impl::check_channels("TimeStretcher::process", out.channels(), state.channels);
    state.follow();
    Progress done;
    for (;;) {
        done.produced += state.give(out, done.produced, state.ready);
        if (state.produced < state.ready) return done;
        while (const Index wanted = state.wanted()) {
            if (done.consumed == in.samples()) return done;
            done.consumed += state.take(&in, done.consumed, std::min(wanted, in.samples() - done.consumed));
        }
        state.make_frame();
    }
}

template <class T>
Index TimeStretcher<T>::flush(Block<T> out) {
    State& state = *state_;
    impl::check_channels("TimeStretcher::flush", out.channels(), state.channels);
    if (state.last < 0) state.last = static_cast<Index>(std::floor(state.end() + 1e-6));
    Index count = 0;
    for (;;) {
        count += state.give(out, count, state.last);
        if (state.produced == state.last || count == out.samples()) return count;
        while (const Index wanted = state.wanted()) state.take(nullptr, 0, wanted);
        state.make_frame();
    }
}

template class TimeStretcher<float>;
template class TimeStretcher<double>;

namespace impl {

Index stretched_length(Index n, double factor) {
    checked_stretch("time_stretch", factor);
    return n == 0 ? 0 : resampled_length(n, 1, factor);
}

template <class T>
void time_stretch_into(Block<const T> in, double sr, double factor, Block<T> out) {
    TimeStretcher<T> stretcher(sr, in.channels(), factor);
    const Index made = stretcher.process(in, out).produced;
    stretcher.flush(out.part(made, out.samples() - made));
}

template void time_stretch_into<float>(Block<const float>, double, double, Block<float>);
template void time_stretch_into<double>(Block<const double>, double, double, Block<double>);

} // namespace impl
} // namespace pya::dsp
