// SPDX-License-Identifier: MIT
#include <pya/agen/mix.hpp>
#include <pya/agen/through.hpp>
#include <pya/index.hpp>

#include "agen/node.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya::gen {
namespace {

using namespace impl;

/// The processor in a graph, and what it has made of the present block. It is common to the channels.
struct Processed {
    Processed(std::unique_ptr<Processing> begun, Index channels)
        : processing(std::move(begun)), samples(static_cast<std::size_t>(block * channels)) {}

    double* channel(Index c) { return samples.data() + c * block; }

    std::unique_ptr<Processing> processing;
    dsp::AlignedVector<double> samples; // a block for each channel
};

/// A channel of the output. The first one to be computed runs the processor for all.
class Through : public Unit {
public:
    Through(std::shared_ptr<Processed> processed, Index channel, Index channels, bool runs, Index tail)
        : processed_(std::move(processed)), channel_(channel), channels_(channels), runs_(runs), tail_(tail),
          left_(tail) {}
    Index process(const Io& io) noexcept override {
        const Index given = std::min(io.n, *std::min_element(io.counts, io.counts + channels_));
        const Index n = std::min(io.n, given + left_);
        left_ -= n - given;
        if (runs_ && n > 0) run(io, given, n);
        std::copy_n(processed_->channel(channel_), n, io.out);
        return n;
    }
    void reset() noexcept override {
        left_ = tail_;
        if (runs_) processed_->processing->reset();
    }
    bool outlives() const override { return true; }
    Index frames(Index given, Index) const override {
        return given < endless - tail_ ? given + tail_ : endless;
    }

private:
    void run(const Io& io, Index given, Index n) {
        for (Index c = 0; c < channels_; ++c) {
            double* const to = processed_->channel(c);
            std::fill(std::copy_n(io.in[c], given, to), to + n, 0.);
        }
        processed_->processing->process({processed_->samples.data(), n, channels_, block});
    }

    std::shared_ptr<Processed> processed_;
    Index channel_, channels_;
    bool runs_;
    Index tail_, left_;
};

} // namespace

Agen impl::through(const Agen& x, std::shared_ptr<const Processing> processing, double sr, Index channels,
                   Seconds tail) {
    constexpr const char* function = "gen::through";
    if (channels == 0) channels = x.channels();
    if (x.channels() != 1 && x.channels() != channels)
        detail::fail(function, ": the processor has ", channels, " channels and the generator ", x.channels(),
                     "; it must have one, or as many");
    if (!(sr >= 0 && sr <= 1e7 && sr == std::floor(sr)))
        detail::fail(function, ": the processor is for ", sr, " Hz; it must be a whole number up to 10^7");
    if (!(tail.value >= 0 && tail.value <= 86400))
        detail::fail(function, ": tail is ", tail.value, " s; it must be 0 to 86400 s");
    std::vector<Agen> inputs;
    for (Index c = 0; c < channels; ++c) inputs.push_back(x.channels() == 1 ? x : gen::channel(x, c));
    const std::shared_ptr<Node> node = joined(function, inputs);
    if (sr != 0 && node->sr != 0 && sr != node->sr)
        detail::fail(function, ": the processor is for ", sr, " Hz, and the signals in the generator have ",
                     node->sr, " Hz; they must agree");
    if (sr != 0) node->sr = static_cast<int>(sr);
    node->channels = channels;
    node->duration += tail.value;
    node->make = [=, self = node.get(), processing = std::move(processing)](Index channel,
                                                                            const Setup& setup) {
        std::shared_ptr<void>& common = (*setup.common)[self];
        const bool runs = common == nullptr;
        if (runs) common = std::make_shared<Processed>(processing->begin(block, channels), channels);
        return std::make_unique<Through>(std::static_pointer_cast<Processed>(common), channel, channels, runs,
                                         to_samples(tail, setup.sr));
    };
    return Agen(node);
}

} // namespace pya::gen
