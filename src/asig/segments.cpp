// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/segment/window_op.hpp>

#include "dsp/window/cache.hpp"
#include "memory.hpp"

#include <algorithm>

namespace pya {
namespace {

Eigen::ArrayXd window_samples(const dsp::Window& window, Index n) {
    const auto samples = dsp::impl::shared_window(window, n);
    return Eigen::Map<const Eigen::ArrayXd>(samples->data(), n);
}

dsp::Segments segments_of(const Asig& sig, const WindowOpOptions& options) {
    dsp::WindowFunction window;
    if (!options.win.empty()) window = [&](Index n) { return window_samples(options.win, n); };
    return {sig.samples(), {options.nperseg, options.stride, options.pad}, window};
}

AsigOptions reduced(const Asig& sig, Index stride) {
    const auto rate = std::max<Index>(sig.sr() / stride, 1);
    return {.sr = static_cast<int>(rate), .label = "window_oped", .cn = sig.cn()};
}

} // namespace

Asig Asig::window_op(const WindowOpOptions& options) const {
    return detail::within_memory("Asig::window_op", [&] {
        const dsp::Segments segments = segments_of(*this, options);
        return Asig(dsp::window_op(samples_.view(), segments, dsp::reduction(options.fn)),
                    reduced(*this, options.stride));
    });
}

Asig Asig::window_op(const WindowOpOptions& options, const std::function<double(const Asig&)>& fn) const {
    const dsp::Segments segments = segments_of(*this, options);
    if (!fn) detail::fail("Asig::window_op: the function is empty");
    storage::Samples values = storage::Samples::uninitialised(segments.count(), channels());
    SigMap out = values.write();
    for (Index c = 0; c < channels(); ++c) {
        const AsigOptions like{.sr = sr_, .label = label_, .cn = {cn()[static_cast<std::size_t>(c)]}};
        for (Index k = 0; k < segments.count(); ++k) {
            storage::Samples segment = storage::Samples::uninitialised(segments.size(k), 1);
            segments.read(samples_.channel(c), k, segment.write().data());
            out(k, c) = static_cast<float>(fn(Asig(std::move(segment), like)));
        }
    }
    return Asig(std::move(values), reduced(*this, options.stride));
}

Asig Asig::overlap_add(const OverlapAddOptions& options) const {
    const dsp::OverlapAddOptions grains{.nperseg = options.nperseg,
                                        .stride_in = options.stride_in,
                                        .stride_out = options.stride_out,
                                        .jitter_in = options.jitter_in,
                                        .jitter_out = options.jitter_out,
                                        .seed = options.seed,
                                        .pad = options.pad};
    return detail::within_memory("Asig::overlap_add", [&] {
        storage::Samples result =
            storage::Samples::uninitialised(dsp::overlap_add_samples(samples(), grains), channels());
        const Eigen::ArrayXd window =
            options.win.empty() ? Eigen::ArrayXd() : window_samples(options.win, options.nperseg);
        dsp::overlap_add(samples_.view(), grains, window, result.write());
        return Asig(std::move(result), {.sr = sr_, .label = label_ + "_ola", .cn = cn()});
    });
}

} // namespace pya
