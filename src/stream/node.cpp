// SPDX-License-Identifier: MIT
#include "stream/node.hpp"

#include <pya/error.hpp>

#include <algorithm>

namespace pya::detail {
namespace {

class Skipped : public Flow {
public:
    Skipped(FlowPtr flow, Index first) : flow_(std::move(flow)), left_(first) {}

    bool next(storage::Samples& block) override {
        if (!flow_->next(block)) return false;
        const Index skipped = std::min(left_, block.rows());
        left_ -= skipped;
        block = block.block(skipped, block.rows() - skipped, 0, block.cols());
        return true;
    }

private:
    FlowPtr flow_;
    Index left_;
};

} // namespace

void StreamRun::report(Index samples, std::optional<Index> total) const {
    if (options_.progress && !options_.progress({pass_, passes_, samples, total}))
        throw StreamStopped("Astream: the run was stopped by its progress function");
}

void check_ends(const char* method, const StreamNode& node) {
    if (node.endless())
        fail("Astream::", method, ": the stream has no end; take a part of it, stream(slice(0_s, 10_s))");
}

FlowPtr skipped(FlowPtr flow, Index first) {
    if (first == 0) return flow;
    return std::make_unique<Skipped>(std::move(flow), first);
}

} // namespace pya::detail
