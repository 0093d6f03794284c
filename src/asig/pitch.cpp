// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/pitch/pitch.hpp>
#include <pya/dsp/pitch/pyin.hpp>
#include <pya/dsp/pitch/yin.hpp>
#include <pya/memory.hpp>

#include <cmath>

namespace pya {
namespace {

/// What the columns of a signal's pitch are called, and where its first frame has its centre.
AfeatureOptions described(const Asig& sig, Index hop, double first) {
    AfeatureOptions options{.sr = sig.sr(),
                            .hop = hop,
                            .first = first,
                            .cn = {"f0", "voiced", "confidence"},
                            .label = sig.given_label()};
    if (sig.channels() > 1) options.channels = sig.cn();
    return options;
}

double first_centre(const dsp::Boundary boundary, Index frame_length) {
    return boundary == dsp::Boundary::off ? static_cast<double>(frame_length / 2) : 0;
}

} // namespace

Afeature Asig::pitch(const PitchOptions& options) const {
    return detail::within_memory("Asig::pitch", [&] {
        dsp::PitchAnalyser<float> analyser(sr(), options, channels());
        std::vector<double> values;
        Index frames = 0;
        const auto take = [&](std::span<const dsp::PitchFrame> row) {
            ++frames;
            for (const dsp::PitchFrame& frame : row)
                values.insert(values.end(),
                              {frame.voiced ? frame.f0 : NAN, frame.voiced ? 1. : 0, frame.confidence});
        };
        analyser.process(sig(), take);
        analyser.finish(take);
        return Afeature(Afeature::ConstValues(values.data(), frames, 3 * channels()),
                        described(*this, analyser.hop(), 0));
    });
}

Afeature Asig::pyin(const PyinOptions& options) const {
    return detail::within_memory("Asig::pyin", [&] {
        Afeature::Frames values(0, 3 * channels());
        for (Index c = 0; c < channels(); ++c) {
            const std::vector<dsp::PyinFrame> found =
                dsp::pyin(std::span(sig().col(c).data(), static_cast<std::size_t>(samples())), sr(), options);
            values.conservativeResize(std::ssize(found), values.cols());
            for (Index t = 0; t < values.rows(); ++t) {
                const dsp::PyinFrame& frame = found[static_cast<std::size_t>(t)];
                values.row(t).segment<3>(3 * c) << frame.f0, frame.voiced ? 1. : 0, frame.probability;
            }
        }
        return Afeature(values, described(*this, options.hop_length.value_or(options.frame_length / 4),
                                          first_centre(options.boundary, options.frame_length)));
    });
}

Afeature Asig::yin(const YinOptions& options) const {
    return detail::within_memory("Asig::yin", [&] {
        dsp::YinAnalyser<float> analyser(sr(), options, channels());
        std::vector<double> values;
        Index frames = 0;
        const auto take = [&](std::span<const double> row) {
            ++frames;
            values.insert(values.end(), row.begin(), row.end());
        };
        analyser.process(sig(), take);
        analyser.finish(take);
        AfeatureOptions made = described(*this, *analyser.options().hop_length,
                                         first_centre(options.boundary, options.frame_length));
        made.cn = {"f0"};
        made.unit = "Hz";
        return Afeature(Afeature::ConstValues(values.data(), frames, channels()), made);
    });
}

} // namespace pya
