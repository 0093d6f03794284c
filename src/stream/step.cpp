// SPDX-License-Identifier: MIT
#include "stream/step.hpp"

namespace pya::detail {
namespace {

class Part : public StreamNode {
public:
    Part(NodePtr from, Asig head, Index first, std::optional<Index> count)
        : StreamNode(std::move(head), count, from->once(), !count && from->endless()), from_(std::move(from)),
          first_(first) {}

    FlowPtr open(StreamRun& run, Index first) const override {
        FlowPtr flow = from_->open(run, first_ + first);
        if (!length()) return flow;
        return std::make_unique<Limited>(std::move(flow), std::max<Index>(*length() - first, 0));
    }
    int passes() const override { return from_->passes(); }

private:
    class Limited : public Flow {
    public:
        Limited(FlowPtr flow, Index count) : flow_(std::move(flow)), left_(count) {}

        bool next(storage::Samples& block) override {
            if (left_ == 0 || !flow_->next(block)) return false;
            if (block.rows() > left_) block = block.block(0, left_, 0, block.cols());
            left_ -= block.rows();
            return true;
        }

    private:
        FlowPtr flow_;
        Index left_;
    };

    NodePtr from_;
    Index first_;
};

class Mapped : public StreamNode {
public:
    Mapped(NodePtr from, Asig head, std::function<storage::Samples(storage::Samples)> f)
        : StreamNode(std::move(head), from->length(), from->once(), from->endless()), from_(std::move(from)),
          f_(std::move(f)) {}

    FlowPtr open(StreamRun& run, Index first) const override {
        return std::make_unique<Changed>(from_->open(run, first), f_);
    }
    int passes() const override { return from_->passes(); }

private:
    class Changed : public Flow {
    public:
        Changed(FlowPtr flow, const std::function<storage::Samples(storage::Samples)>& f)
            : flow_(std::move(flow)), f_(f) {}

        bool next(storage::Samples& block) override {
            if (!flow_->next(block)) return false;
            block = f_(std::move(block));
            return true;
        }

    private:
        FlowPtr flow_;
        std::function<storage::Samples(storage::Samples)> f_;
    };

    NodePtr from_;
    std::function<storage::Samples(storage::Samples)> f_;
};

class Processed : public StreamNode {
public:
    Processed(NodePtr from, Asig head, MakeKernel make, Index tail)
        : StreamNode(std::move(head), longer(from->length(), tail), from->once(), from->endless()),
          from_(std::move(from)), make_(std::move(make)), tail_(tail) {}

    FlowPtr open(StreamRun& run, Index first) const override {
        return skipped(std::make_unique<Kernel>(from_->open(run, 0), make_(), tail_, head().channels()),
                       first);
    }
    int passes() const override { return from_->passes(); }

private:
    static std::optional<Index> longer(std::optional<Index> length, Index tail) {
        return length ? std::optional(*length + tail) : std::nullopt;
    }

    class Kernel : public Flow {
    public:
        Kernel(FlowPtr flow, StreamKernel kernel, Index tail, Index channels)
            : flow_(std::move(flow)), kernel_(std::move(kernel)), early_(kernel_.latency),
              silence_(kernel_.latency + tail), channels_(channels) {}

        bool next(storage::Samples& block) override {
            if (ended_ || !flow_->next(block)) {
                ended_ = true;
                if (silence_ == 0) return false;
                block = storage::Samples::zeros(std::min(silence_, block_samples(channels_)), channels_);
                silence_ -= block.rows();
            }
            if (block.rows() == 0) return true;
            block.transform_all([this](const ConstSigMap& in, SigMap out) { kernel_.process(in, out); });
            const Index early = std::min(early_, block.rows());
            early_ -= early;
            if (early > 0) block = block.block(early, block.rows() - early, 0, channels_);
            return true;
        }

    private:
        FlowPtr flow_;
        StreamKernel kernel_;
        Index early_;   // samples that come before those of the first input
        Index silence_; // that follows the input
        Index channels_;
        bool ended_ = false;
    };

    NodePtr from_;
    MakeKernel make_;
    Index tail_;
};

class Measured : public StreamNode {
public:
    Measured(NodePtr from, Asig head, std::function<std::unique_ptr<Meter>()> make,
             std::function<void(const std::vector<double>&, storage::Samples&)> change)
        : StreamNode(std::move(head), from->length(), from->once(), from->endless()), from_(std::move(from)),
          make_(std::move(make)), change_(std::move(change)) {}

    FlowPtr open(StreamRun& run, Index first) const override {
        const Measurement& found = run.measured(this, [&] { return measure(run); });
        FlowPtr flow =
            found.complete ? skipped(std::make_unique<Again>(found.kept), first) : from_->open(run, first);
        return std::make_unique<Changed>(std::move(flow), found.values, change_);
    }
    int passes() const override { return from_->passes() + 1; }

private:
    /// Up to so many samples are kept, so that what is before need not make them once more.
    static constexpr Index most_kept = Index{1} << 22;

    Measurement measure(StreamRun& run) const {
        const std::unique_ptr<Meter> meter = make_();
        const FlowPtr flow = from_->open(run, 0);
        Measurement found{.complete = true};
        Index samples = 0;
        for (storage::Samples block; flow->next(block); block = storage::Samples()) {
            meter->take(block.view());
            samples += block.rows();
            run.report(samples, length());
            if (found.complete) found.kept.push_back(std::move(block));
            if (samples * head().channels() > most_kept) {
                found.complete = false;
                found.kept.clear();
            }
        }
        found.values = meter->values();
        return found;
    }

    /// Blocks that were kept.
    class Again : public Flow {
    public:
        explicit Again(const std::vector<storage::Samples>& blocks) : blocks_(blocks) {}

        bool next(storage::Samples& block) override {
            if (next_ == blocks_.size()) return false;
            block = blocks_[next_++];
            return true;
        }

    private:
        const std::vector<storage::Samples>& blocks_; // of the run
        std::size_t next_ = 0;
    };

    class Changed : public Flow {
    public:
        Changed(FlowPtr flow, const std::vector<double>& values,
                const std::function<void(const std::vector<double>&, storage::Samples&)>& change)
            : flow_(std::move(flow)), values_(values), change_(change) {}

        bool next(storage::Samples& block) override {
            if (!flow_->next(block)) return false;
            change_(values_, block);
            return true;
        }

    private:
        FlowPtr flow_;
        std::vector<double> values_;
        std::function<void(const std::vector<double>&, storage::Samples&)> change_;
    };

    NodePtr from_;
    std::function<std::unique_ptr<Meter>()> make_;
    std::function<void(const std::vector<double>&, storage::Samples&)> change_;
};

} // namespace

NodePtr part_of(NodePtr from, Asig head, Index first, std::optional<Index> count) {
    return std::make_shared<Part>(std::move(from), std::move(head), first, count);
}

NodePtr mapped(NodePtr from, Asig head, std::function<storage::Samples(storage::Samples)> f) {
    return std::make_shared<Mapped>(std::move(from), std::move(head), std::move(f));
}

NodePtr processed(NodePtr from, Asig head, MakeKernel make, Index tail) {
    return std::make_shared<Processed>(std::move(from), std::move(head), std::move(make), tail);
}

NodePtr measured(NodePtr from, Asig head, std::function<std::unique_ptr<Meter>()> make,
                 std::function<void(const std::vector<double>&, storage::Samples&)> change) {
    return std::make_shared<Measured>(std::move(from), std::move(head), std::move(make), std::move(change));
}

} // namespace pya::detail
