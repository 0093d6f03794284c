// SPDX-License-Identifier: MIT
#include "stream/step.hpp"

#include <pya/dsp/rate/resample.hpp>

#include "dsp/rate/ratio.hpp"
#include "stream/waiting.hpp"

namespace pya::detail {
namespace {

struct Rates {
    double sr, target_sr, rate;
};

/// Whole periods of the ratio, each of which is a whole signal for dsp::resample, with one more input so that
/// its end doesn't count as the end of the signal.
class LinearFlow : public Flow {
public:
    LinearFlow(FlowPtr flow, const Rates& rates, Index channels)
        : flow_(std::move(flow)), rates_(rates), waiting_(channels), channels_(channels) {
        const dsp::RateRatio ratio =
            dsp::rate_ratio("Astream::resample", rates.sr, rates.target_sr, rates.rate);
        const Index periods =
            std::max<Index>(1, block_samples(channels) / static_cast<Index>(std::max(ratio.up, ratio.down)));
        inputs_ = periods * ratio.down;
        outputs_ = periods * ratio.up;
    }

    bool next(storage::Samples& block) override {
        while (!ended_ && waiting_.count() <= inputs_) {
            storage::Samples more;
            if (flow_->next(more))
                waiting_.add(std::move(more));
            else
                ended_ = true;
        }
        if (waiting_.count() == 0) return false;
        const Index read = std::min(waiting_.count(), inputs_ + 1);
        block = resampled(waiting_.first(read));
        if (read > inputs_) block.resize_rows(outputs_);
        waiting_.drop(std::min(read, inputs_));
        return true;
    }

private:
    storage::Samples resampled(const storage::Samples& in) const {
        storage::Samples out = storage::Samples::uninitialised(
            dsp::resampled_length(in.rows(), rates_.sr, rates_.target_sr, rates_.rate), channels_);
        dsp::resample<float>(in.view(), out.write(), rates_.sr, rates_.target_sr, rates_.rate);
        return out;
    }

    FlowPtr flow_;
    Rates rates_;
    Waiting waiting_;
    Index channels_;
    Index inputs_ = 0, outputs_ = 0; // of a block
    bool ended_ = false;
};

/// Gives the resampler as much room as there are whole tiles of eight periods, which it computes fastest.
/// What is left of the input waits.
class SincFlow : public Flow {
public:
    SincFlow(FlowPtr flow, const Rates& rates, dsp::Interp kind, Index channels)
        : flow_(std::move(flow)), resampler_(rates.sr, rates.target_sr, rates.rate, kind, channels),
          waiting_(channels), channels_(channels) {
        const dsp::RateRatio ratio =
            dsp::rate_ratio("Astream::resample", rates.sr, rates.target_sr, rates.rate);
        if (8 * std::max(ratio.up, ratio.down) > block_samples(channels)) return;
        tile_in_ = 8 * ratio.down;
        tile_out_ = 8 * ratio.up;
    }

    bool next(storage::Samples& block) override {
        Index room = block_samples(channels_);
        for (Index tiles = 0; !ended_ && tiles == 0;) {
            tiles =
                tile_in_ == 0 ? waiting_.count() : (read_ + waiting_.count() - behind()) / tile_in_ - tiles_;
            if (tiles <= 0) {
                tiles = 0;
                if (storage::Samples more; flow_->next(more))
                    waiting_.add(std::move(more));
                else
                    ended_ = true;
            } else if (tile_in_ > 0) {
                tiles = std::min(tiles, std::max<Index>(1, room / tile_out_));
                room = tiles * tile_out_;
                tiles_ += tiles;
            }
        }
        block = storage::Samples::uninitialised(room, channels_);
        Index made = 0;
        if (!ended_ || waiting_.count() > 0) { // nothing may follow the first flush
            const dsp::Progress progress =
                resampler_.process(waiting_.first(waiting_.count()).view(), block.write());
            waiting_.drop(progress.consumed);
            read_ += progress.consumed;
            made = progress.produced;
        }
        if (ended_ && waiting_.count() == 0)
            made += resampler_.flush(dsp::Block<float>(block.write()).part(made, room - made));
        block.resize_rows(made);
        return made > 0 || !ended_;
    }

private:
    /// How far the input must be ahead of the output.
    Index behind() const { return resampler_.latency() + 64; }

    FlowPtr flow_;
    dsp::SincResampler<float> resampler_;
    Waiting waiting_;
    Index channels_;
    Index tile_in_ = 0, tile_out_ = 0; // samples; 0 if there are no tiles
    Index tiles_ = 0;                  // that were made
    Index read_ = 0;                   // samples that the resampler has
    bool ended_ = false;
};

class Resampled : public StreamNode {
public:
    Resampled(NodePtr from, Asig head, const Rates& rates, dsp::Interp kind)
        : StreamNode(std::move(head), length_of(*from, rates), from->once(), from->endless()),
          from_(std::move(from)), rates_(rates), kind_(kind) {}

    FlowPtr open(StreamRun& run, Index first) const override {
        FlowPtr flow = from_->open(run, 0);
        if (dsp::is_sinc(kind_))
            flow = std::make_unique<SincFlow>(std::move(flow), rates_, kind_, head().channels());
        else
            flow = std::make_unique<LinearFlow>(std::move(flow), rates_, head().channels());
        return skipped(std::move(flow), first);
    }
    int passes() const override { return from_->passes(); }

private:
    static std::optional<Index> length_of(const StreamNode& from, const Rates& rates) {
        if (!from.length()) return std::nullopt;
        return dsp::resampled_length(*from.length(), rates.sr, rates.target_sr, rates.rate);
    }

    NodePtr from_;
    Rates rates_;
    dsp::Interp kind_;
};

} // namespace

NodePtr resampled(NodePtr from, Asig head, double rate, dsp::Interp kind) {
    const Rates rates{static_cast<double>(from->head().sr()), static_cast<double>(head.sr()), rate};
    const dsp::RateRatio ratio = dsp::rate_ratio("Astream::resample", rates.sr, rates.target_sr, rate);
    if (ratio.same())
        return mapped(std::move(from), std::move(head), [](storage::Samples block) { return block; });
    if (dsp::is_sinc(kind)) {
        (void)dsp::SincResampler<float>(rates.sr, rates.target_sr, rate, kind); // checks the ratio
    } else if (kind != dsp::Interp::linear && kind != dsp::Interp::slinear) {
        fail("Astream::resample: this kind can't be streamed; linear and the sinc kinds can");
    } else if (constexpr Index most = 1 << 16; !ratio.rational() || std::max(ratio.up, ratio.down) > most) {
        fail("Astream::resample: the ratio of the rates is ", ratio.value,
             ", which is no fraction of numbers up to ", most, "; only the sinc kinds can stream it");
    }
    return std::make_shared<Resampled>(std::move(from), std::move(head), rates, kind);
}

} // namespace pya::detail
