// SPDX-License-Identifier: MIT
// Longer or shorter, higher or lower.
#include <pya/astream.hpp>
#include <pya/dsp/stretch/time_stretcher.hpp>

#include "stream/step.hpp"
#include "stream/waiting.hpp"

#include <cmath>

namespace pya {
namespace {

using detail::FlowPtr, detail::NodePtr;

class StretchFlow : public detail::Flow {
public:
    StretchFlow(FlowPtr flow, int sr, Index channels, double factor)
        : flow_(std::move(flow)), stretcher_(sr, channels, factor), waiting_(channels) {}

    bool next(storage::Samples& block) override {
        const Index channels = stretcher_.channels();
        block = storage::Samples::uninitialised(detail::block_samples(channels), channels);
        Index made = 0;
        while (!ended_ && made == 0) {
            const dsp::Progress progress =
                stretcher_.process(waiting_.first(waiting_.count()).view(), block.write());
            waiting_.drop(progress.consumed);
            made = progress.produced;
            if (made > 0) break;
            if (storage::Samples more; flow_->next(more))
                waiting_.add(std::move(more));
            else
                ended_ = true;
        }
        if (ended_) made = stretcher_.flush(block.write());
        block.resize_rows(made);
        return made > 0;
    }

private:
    FlowPtr flow_;
    dsp::TimeStretcher<float> stretcher_;
    detail::Waiting waiting_;
    bool ended_ = false;
};

class Stretched : public detail::StreamNode {
public:
    Stretched(NodePtr from, Asig head, double factor)
        : StreamNode(std::move(head), length_of(*from, factor), from->once(), from->endless()),
          from_(std::move(from)), factor_(factor) {}

    FlowPtr open(detail::StreamRun& run, Index first) const override {
        return detail::skipped(
            std::make_unique<StretchFlow>(from_->open(run, 0), head().sr(), head().channels(), factor_),
            first);
    }
    int passes() const override { return from_->passes(); }

private:
    static std::optional<Index> length_of(const StreamNode& from, double factor) {
        if (!from.length()) return std::nullopt;
        return dsp::impl::stretched_length(*from.length(), factor);
    }

    NodePtr from_;
    double factor_;
};

} // namespace

Astream Astream::time_stretch(const Acurve& factor) const {
    if (!factor.constant())
        detail::fail("Astream::time_stretch: a factor that changes can't be streamed; it must be a number");
    return time_stretch(factor(0));
}

Astream Astream::time_stretch(double factor) const {
    return Astream(std::make_shared<Stretched>(node_, head().time_stretch(factor), factor));
}

Astream Astream::pitch_shift(const Acurve& semitones) const {
    if (!semitones.constant())
        detail::fail("Astream::pitch_shift: semitones that change can't be streamed; it must be a number");
    return pitch_shift(semitones(0));
}

Astream Astream::pitch_shift(double semitones) const {
    const Index length = known_length("pitch_shift");
    Asig after = head().pitch_shift(semitones);
    const double ratio = std::exp2(semitones / 12);
    // As Asig::pitch_shift: lengths are rounded down, so a little more goes in than comes out.
    const Asig silence(20, {.sr = sr(), .channels = channels(), .cn = cn()});
    const Astream shifted = append(Astream(silence))
                                .time_stretch(ratio)
                                .resample(sr(), {.rate = ratio, .kind = Interp::sinc_best});
    return Astream(detail::part_of(shifted.node_, std::move(after), 0, length));
}

} // namespace pya
