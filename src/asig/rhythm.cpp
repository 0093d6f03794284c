// SPDX-License-Identifier: MIT
// Onsets and beats with librosa's numbers.
#include <pya/afeature.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/memory.hpp>

namespace pya {
namespace {

/// The envelope of the mean of the channels, `stride` samples from value to value.
std::vector<double> envelope_of(const Asig& sig, Index stride, dsp::Aggregate aggregate) {
    return dsp::onset_strength(sig.mono().sig(), sig.sr(),
                               {.aggregate = aggregate, .frames = {.stride = stride}});
}

std::vector<double> seconds(const std::vector<Index>& frames, Index stride, int sr) {
    std::vector<double> times;
    for (const Index frame : frames)
        times.push_back(static_cast<double>(frame) * static_cast<double>(stride) / sr);
    return times;
}

} // namespace

Afeature Asig::onset_strength(const OnsetStrengthOptions& options) const {
    return detail::within_memory("Asig::onset_strength", [&] {
        const FrameOptions used = dsp::resolve(options.frames);
        const std::vector<double> values = dsp::onset_strength(sig(), sr(), options);
        AfeatureOptions made{.sr = sr(), .hop = used.stride, .label = given_label()};
        if (used.boundary == dsp::Boundary::off) made.first = static_cast<double>(*used.nfft / 2);
        if (options.groups.empty()) made.cn = {"onset_strength"};
        for (std::size_t g = 1; g < options.groups.size(); ++g)
            made.cn.push_back("onset_strength" + std::to_string(g - 1));
        if (channels() > 1) made.channels = cn();
        const Index columns = std::ssize(made.cn) * channels();
        return Afeature(Afeature::ConstValues(values.data(), dsp::frame_count(used, samples()), columns),
                        made);
    });
}

std::vector<double> Asig::onset_detect(const OnsetDetectOptions& options) const {
    return detail::within_memory("Asig::onset_detect", [&] {
        const std::vector<double> envelope = envelope_of(*this, options.stride, dsp::Aggregate::mean);
        return seconds(dsp::onset_detect(envelope, sr(), options), options.stride, sr());
    });
}

dsp::BeatTrack<double> Asig::beat_track(const BeatTrackOptions& options) const {
    return detail::within_memory("Asig::beat_track", [&] {
        const std::vector<double> envelope = envelope_of(*this, options.stride, dsp::Aggregate::median);
        const dsp::BeatTrack<Index> found = dsp::beat_track(envelope, sr(), options);
        return dsp::BeatTrack<double>{found.tempo, seconds(found.beats, options.stride, sr())};
    });
}

} // namespace pya
