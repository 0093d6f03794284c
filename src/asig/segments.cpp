// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/segment/overlap_add.hpp>
#include <pya/dsp/segment/window_op.hpp>
#include <pya/memory.hpp>

#include "asig/moved_events.hpp"

#include <algorithm>

namespace pya {

Asig Asig::reduced(storage::Samples values, Index stride) const {
    const auto rate = static_cast<int>(std::max<Index>(sr_ / stride, 1));
    const Index count = values.rows();
    detail::Label label = label_;
    label.replace("window_oped");
    return Asig(
        std::move(values), rate, std::move(label), cn_,
        detail::moved(events_, samples(), count, [&](Index at) { return at / stride + (at % stride > 0); }));
}

Asig Asig::window_op(const WindowOpOptions& options) const {
    return detail::within_memory("Asig::window_op", [&] {
        const dsp::SegmentLayout segments(samples(), options);
        storage::Samples values = storage::Samples::uninitialised(segments.count(), channels());
        dsp::window_op(dsp::Block<const float>(samples_.view()), segments, dsp::reduction(options.fn),
                       dsp::Block<float>(values.write()));
        return reduced(std::move(values), options.stride);
    });
}

Asig Asig::window_op(const WindowOpOptions& options, const std::function<double(const Asig&)>& fn) const {
    const dsp::SegmentLayout segments(samples(), options);
    if (!fn) detail::fail("Asig::window_op: the function is empty");
    storage::Samples values = storage::Samples::uninitialised(segments.count(), channels());
    SigMap out = values.write();
    for (Index c = 0; c < channels(); ++c) {
        const AsigOptions like{.sr = sr_, .label = label(), .cn = {cn()[static_cast<std::size_t>(c)]}};
        for (Index k = 0; k < segments.count(); ++k) {
            storage::Samples segment = storage::Samples::uninitialised(segments.size(k), 1);
            segments.read(samples_.channel(c), k, segment.write().data());
            out(k, c) = static_cast<float>(fn(Asig(std::move(segment), like)));
        }
    }
    return reduced(std::move(values), options.stride);
}

Asig Asig::overlap_add(const OverlapAddOptions& options) const {
    return detail::within_memory("Asig::overlap_add", [&] {
        storage::Samples result =
            storage::Samples::uninitialised(dsp::overlap_add_samples(samples(), options), channels());
        dsp::overlap_add(dsp::Block<const float>(samples_.view()), options,
                         dsp::Block<float>(result.write()));
        const double factor =
            static_cast<double>(options.stride_out) / static_cast<double>(options.stride_in);
        auto events = detail::stretched(events_, samples(), result.rows(), factor);
        return Asig(std::move(result), sr_, label_ + "_ola", cn_, std::move(events));
    });
}

} // namespace pya
