// SPDX-License-Identifier: MIT
#include <pya/dsp/pitch/pitch.hpp>

#include <pya/error.hpp>

#include "dsp/pitch/candidates.hpp"
#include "dsp/pitch/decimator.hpp"
#include "dsp/pitch/path.hpp"
#include "dsp/shape.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp {
namespace {

constexpr double analysis_rate = 11000; // Hz, that is enough for the band that is looked at, or
constexpr double analysis_ratio = 5;    // times fmax

void check_cost(const char* name, double cost) {
    if (!(cost >= 0 && std::isfinite(cost)))
        detail::fail("pitch: ", name, " is ", cost, "; it must be finite and not negative");
}

const PitchOptions& checked(double sr, const PitchOptions& o) {
    if (!(sr > 0 && sr <= 1e7)) detail::fail("pitch: sr is ", sr, "; it must be above 0 and at most 1e7 Hz");
    if (!(o.fmin >= 1)) detail::fail("pitch: fmin is ", o.fmin, "; it must be at least 1 Hz");
    if (!(o.fmax > o.fmin))
        detail::fail("pitch: fmax is ", o.fmax, "; it must be above fmin, ", o.fmin, " Hz");
    if (!(o.fmax < sr / 2))
        detail::fail("pitch: fmax is ", o.fmax, "; it must be below half the rate, ", sr / 2, " Hz");
    if (!(o.hop.value >= 0.001 && o.hop.value <= 1000))
        detail::fail("pitch: hop is ", o.hop.value, " s; it must be from 0.001 to 1000 s");
    if (!(o.lookahead.value >= 0 && o.lookahead.value <= 10))
        detail::fail("pitch: lookahead is ", o.lookahead.value, " s; it must be from 0 to 10 s");
    if (!(o.silence.value < 0))
        detail::fail("pitch: silence is ", o.silence.value, " dB; it must be below 0 dB");
    check_cost("voicing", o.voicing);
    check_cost("octave_cost", o.octave_cost);
    check_cost("jump_cost", o.jump_cost);
    check_cost("switch_cost", o.switch_cost);
    return o;
}

Index decimation(double sr, const PitchOptions& o) {
    return std::max<Index>(1, static_cast<Index>(sr / std::max(analysis_rate, analysis_ratio * o.fmax)));
}

} // namespace

template <class T>
struct PitchAnalyser<T>::State {
    struct Channel {
        impl::Decimator decimator;
        AlignedVector<float> samples; // the newest, at the analysis rate
        impl::Path path;
    };

    State(double sr, const PitchOptions& o, Index count)
        : hop(std::max<Index>(1, std::llround(o.hop.value * sr))), filter(decimation(sr, o)),
          finder(sr / static_cast<double>(filter.factor()), o) {
        const impl::PathCosts costs(o, static_cast<double>(hop) / sr);
        lookahead = costs.lookahead;
        for (Index c = 0; c < count; ++c)
            channels.push_back({impl::Decimator(filter),
                                AlignedVector<float>(static_cast<std::size_t>(room())), impl::Path(costs)});
        frame.resize(static_cast<std::size_t>(count));
        reset();
    }

    /// Samples at the analysis rate: two frames, so that they are moved once in a frame's length.
    Index room() const { return 2 * finder.length() + most_at_once / filter.factor() + 2; }

    void reset() {
        position = analysed = 0;
        first = -finder.length() / 2;
        held = finder.length() / 2;
        for (Channel& channel : channels) {
            channel.decimator.reset(filter);
            std::fill(channel.samples.begin(), channel.samples.end(), 0.0f);
            channel.path.reset();
        }
    }

    /// Where the next frame begins, at the analysis rate.
    Index begin() const {
        return (2 * analysed * hop + filter.factor()) / (2 * filter.factor()) - finder.length() / 2;
    }
    /// How many samples of the signal it needs.
    Index needed() const { return (begin() + finder.length() - 1) * filter.factor() + filter.ahead() + 1; }

    /// Takes count samples of each channel from in, or zeros if it is null.
    void append(const Block<const T>* in, Index from, Index count) {
        if (held + count / filter.factor() + 1 > room()) {
            const Index passed = std::min(begin() - first, held);
            for (Channel& channel : channels)
                std::copy(channel.samples.begin() + passed, channel.samples.begin() + held,
                          channel.samples.begin());
            held -= passed;
            first += passed;
        }
        Index made = 0;
        for (std::size_t c = 0; c < channels.size(); ++c)
            made = channels[c].decimator.process(filter,
                                                 in ? in->channel(static_cast<Index>(c)).data() + from
                                                    : static_cast<const T*>(nullptr),
                                                 count, channels[c].samples.data() + held);
        held += made;
        position += count;
    }

    void analyse() {
        for (Channel& channel : channels) {
            finder.find(channel.samples.data() + (begin() - first), candidates);
            channel.path.push(candidates);
        }
        ++analysed;
    }

    bool next(bool ended) {
        bool any = false;
        for (std::size_t c = 0; c < channels.size(); ++c) any = channels[c].path.next(ended, frame[c]);
        return any;
    }

    static constexpr Index most_at_once = 4096;

    Index hop;
    Index lookahead = 0; // frames
    impl::DecimationFilter filter;
    impl::CandidateFinder finder;
    impl::Candidates candidates;
    std::vector<Channel> channels;
    std::vector<PitchFrame> frame;
    Index position = 0; // samples of the signal so far
    Index analysed = 0; // frames
    Index first = 0;    // position of the first sample that is held, at the analysis rate
    Index held = 0;     // samples of each channel that are
    Index end = -1;     // of the signal, once it has ended
};

template <class T>
PitchAnalyser<T>::PitchAnalyser(double sr, const PitchOptions& options, Index channels)
    : state_(std::make_unique<State>(sr, checked(sr, options),
                                     impl::checked_channels("PitchAnalyser", channels))) {}
template <class T>
PitchAnalyser<T>::PitchAnalyser(PitchAnalyser&&) noexcept = default;
template <class T>
PitchAnalyser<T>& PitchAnalyser<T>::operator=(PitchAnalyser&&) noexcept = default;
template <class T>
PitchAnalyser<T>::~PitchAnalyser() = default;

template <class T>
void PitchAnalyser<T>::reset() {
    if (!state_) return; // moved from
    state_->reset();
    state_->end = -1;
}

template <class T>
Index PitchAnalyser<T>::hop() const {
    return state_ ? state_->hop : 0;
}

template <class T>
Index PitchAnalyser<T>::latency() const {
    if (!state_) return 0;
    const State& s = *state_;
    return (s.lookahead + impl::Path::edge) * s.hop + s.finder.length() / 2 * s.filter.factor() +
           s.filter.ahead();
}

template <class T>
std::span<const PitchFrame> PitchAnalyser<T>::frame() const {
    return state_->frame;
}

template <class T>
void PitchAnalyser<T>::check(Block<const T> in) const {
    if (!state_) detail::fail("PitchAnalyser::process: this one was moved from; another must be assigned");
    impl::check_channels("PitchAnalyser::process", in.channels(), std::ssize(state_->channels));
}

/// Takes samples from `first` on, up to the end of a frame at most, and moves it. True if a frame is decided.
template <class T>
bool PitchAnalyser<T>::take(Block<const T> in, Index& first) {
    State& s = *state_;
    const Index count =
        std::clamp<Index>(s.needed() - s.position, 0, std::min(in.samples() - first, State::most_at_once));
    s.append(&in, first, count);
    first += count;
    if (s.position < s.needed()) return false;
    s.analyse();
    return s.next(false);
}

/// Goes on with silence until a frame that lies within the signal is decided. False when there is none left.
template <class T>
bool PitchAnalyser<T>::take_end() {
    if (!state_) return false;
    State& s = *state_;
    if (s.end < 0) s.end = s.position;
    if (s.end == 0) return false;
    for (const Index frames = s.end / s.hop + 1; s.analysed < frames;) {
        s.append(nullptr, 0, std::clamp<Index>(s.needed() - s.position, 0, State::most_at_once));
        if (s.position < s.needed()) continue;
        s.analyse();
        if (s.next(false)) return true;
    }
    return s.next(true);
}

template class PitchAnalyser<float>;
template class PitchAnalyser<double>;

namespace {

template <class T>
std::vector<PitchFrame> whole_pitch(std::span<const T> x, double sr, const PitchOptions& options) {
    PitchAnalyser<T> analyser(sr, options);
    std::vector<PitchFrame> frames;
    frames.reserve(x.size() / static_cast<std::size_t>(analyser.hop()) + 1);
    const auto keep = [&](std::span<const PitchFrame> frame) { frames.push_back(frame[0]); };
    analyser.process(x, keep);
    analyser.finish(keep);
    return frames;
}

} // namespace

std::vector<PitchFrame> pitch(std::span<const float> x, double sr, const PitchOptions& options) {
    return whole_pitch(x, sr, options);
}
std::vector<PitchFrame> pitch(std::span<const double> x, double sr, const PitchOptions& options) {
    return whole_pitch(x, sr, options);
}

} // namespace pya::dsp
