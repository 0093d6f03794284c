// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/astream.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/memory.hpp>

#include "asig/feature_options.hpp"
#include "stream/node.hpp"

#include <algorithm>

namespace pya {

Afeature Astream::features(const std::vector<std::string>& names, const FrameOptions& frames,
                           const FeatureOptions& options, const RunOptions& run) const {
    detail::check_ends("features", *node_);
    return detail::within_memory("Astream::features", [&] {
        dsp::FeatureAnalyser<float> analyser(sr(), names, frames, options, channels());
        std::vector<double> values; // row by row
        Index rows = 0;
        const auto take = [&](dsp::Block<const double> row) {
            for (Index c = 0; c < row.channels(); ++c)
                values.insert(values.end(), row.channel(c).begin(), row.channel(c).end());
            ++rows;
        };
        each([&](const Asig& block) { analyser.process(block.sig(), take); }, run);
        analyser.finish(take);
        const Index columns = static_cast<Index>(analyser.columns().size()) * channels();
        return Afeature(Afeature::ConstValues(values.data(), rows, columns),
                        detail::feature_options(head(), analyser.frames(), analyser.columns()));
    });
}

std::vector<dsp::Event> Astream::find_events(const FindEventsOptions& options, const RunOptions& run) const {
    if (channels() != 1)
        detail::fail("Astream::find_events: the stream has ", channels(),
                     " channels; select one or use mono()");
    detail::check_ends("find_events", *node_);
    return detail::within_memory("Astream::find_events", [&] {
        dsp::EventDetector<float> detector(sr(), options);
        std::vector<dsp::Event> events;
        const auto take = [&events](const dsp::Event& event, Index) { events.push_back(event); };
        Index samples = 0;
        each(
            [&](const Asig& block) {
                detector.process(block.sig(), take);
                samples += block.samples();
            },
            run);
        detector.finish(take);
        for (dsp::Event& event : events) event.end = std::min(event.end, samples);
        return events;
    });
}

} // namespace pya
