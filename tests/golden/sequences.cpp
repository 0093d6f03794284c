// SPDX-License-Identifier: MIT
// librosa's functions of sequences: of frames, of an envelope, of samples.
#include "golden/analysis.hpp"
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <nlohmann/json.hpp>

namespace golden {
namespace {

namespace dsp = pya::dsp;
using Frames = dsp::FrameArray<double>;

const Covers delta_cases("delta", "feature.delta", [](const Case& c, Checker& check) {
    const Array x = c.in("data");
    dsp::DeltaOptions o;
    c.read("width", o.width);
    c.read("order", o.order);
    c.read("cval", o.cval);
    read_enum(c, "mode", o.mode,
              {{"interp", dsp::DeltaMode::interp},
               {"nearest", dsp::DeltaMode::nearest},
               {"mirror", dsp::DeltaMode::mirror},
               {"constant", dsp::DeltaMode::constant},
               {"wrap", dsp::DeltaMode::wrap}});
    int axis = -1;
    c.read("axis", axis);
    // Time is the last axis in librosa and the rows here, whatever lies before it.
    const Index frames = axis == 0 ? x.rows() : x.shape.back();
    const Index others = static_cast<Index>(x.values.size()) / frames;
    Frames rows(frames, others);
    const auto at = [&](Index frame, Index other) {
        return static_cast<std::size_t>(axis == 0 ? frame * others + other : other * frames + frame);
    };
    for (Index t = 0; t < frames; ++t)
        for (Index k = 0; k < others; ++k) rows(t, k) = x.values[at(t, k)].real();
    const Frames slopes = dsp::delta(rows, o);
    Array result = x;
    for (Index t = 0; t < frames; ++t)
        for (Index k = 0; k < others; ++k) result.values[at(t, k)] = slopes(t, k);
    check.out("delta", result);
});

const Covers pcen_cases("pcen", "pcen", [](const Case& c, Checker& check) {
    const FrameColumns s = columns_of(c.in("S"));
    Index stride = 512;
    c.read("hop_length", stride);
    dsp::PcenOptions o;
    c.read("gain", o.gain);
    c.read("bias", o.bias);
    c.read("power", o.power);
    c.read("time_constant", o.time_constant);
    c.read("eps", o.eps);
    read_optional(c, "b", o.b);
    c.read("max_size", o.max_size);
    std::vector<double> out(s.values.size());
    const pya::dsp::Block<double> result(out.data(), s.size, s.count);
    dsp::Pcen pcen(c.sr(), stride, s.size, o);
    const Index frames = s.shape.back();
    for (Index first = 0; first < s.count; first += frames) { // each channel by itself
        pcen.process(s.block().channels_from(first, frames), result.channels_from(first, frames));
        pcen.reset();
    }
    check.out("pcen", s.array(out, s.size));
});

const Covers lpc_cases("lpc", "lpc", [](const Case& c, Checker& check) {
    const pya::Asig self = c.self();
    Array all;
    for (Index channel = 0; channel < self.channels(); ++channel) {
        const pya::dsp::Block<const float> sig(self.sig());
        const Array a = list(dsp::lpc(sig.channel(channel), c.get<Index>("order")));
        all.values.insert(all.values.end(), a.values.begin(), a.values.end());
        all.shape = a.shape;
    }
    if (self.channels() > 1) all.shape.insert(all.shape.begin(), self.channels());
    check.out("a", all);
});

const Covers correlation("autocorrelate", "autocorrelate", [](const Case& c, Checker& check) {
    const std::vector<double> x = c.in("self").list();
    Index lags = std::ssize(x);
    c.read("max_size", lags);
    for (const std::string& name : c.outs()) check.out(name, list(dsp::autocorrelate(x, lags)));
});

const Covers tempogram_cases("tempogram", "feature.tempogram", [](const Case& c, Checker& check) {
    dsp::TempogramOptions o;
    c.read("win_length", o.win_length);
    c.read("center", o.center);
    read_window(c, "window", o.window);
    read_norm(c, "norm", o.norm);
    check.out("tempogram", array(dsp::tempogram(c.in("onset_envelope").list(), o).transpose()));
});

const Covers dtw_cases("dtw", "sequence.dtw", [](const Case& c, Checker& check) {
    dsp::DtwOptions o;
    read_enum(c, "metric", o.metric,
              {{"euclidean", dsp::DtwMetric::euclidean},
               {"cityblock", dsp::DtwMetric::cityblock},
               {"cosine", dsp::DtwMetric::cosine}});
    c.read("subseq", o.subseq);
    bool banded = false;
    c.read("global_constraints", banded);
    if (banded) o.band = c.has("band_rad") ? c.get<double>("band_rad") : 0.25;
    if (c.given("step_sizes_sigma")) {
        o.steps.clear();
        for (const nlohmann::json& step : c.param("step_sizes_sigma"))
            o.steps.push_back({step[0].get<Index>(), step[1].get<Index>()});
        const std::vector<double> mul = c.numbers("weights_mul"), add = c.numbers("weights_add");
        for (std::size_t i = 0; i < o.steps.size(); ++i) {
            o.steps[i].mul = mul[i];
            o.steps[i].add = add[i];
        }
    }
    const auto rows = [&](const char* name) { return Frames(c.in(name).real().transpose()); };
    const dsp::Dtw found =
        c.has_in("C") ? dsp::dtw(Frames(c.in("C").real()), o) : dsp::dtw(rows("X"), rows("Y"), o);
    const Index x_frames = c.has_in("C") ? c.in("C").rows() : c.in("X").cols();
    check.out("D", array(Eigen::Map<const Frames>(found.costs.data(), x_frames,
                                                  std::ssize(found.costs) / x_frames)));
    Eigen::ArrayXXd path(std::ssize(found.path), 2); // librosa's goes from the end to the start
    for (Index i = 0; i < path.rows(); ++i) {
        const dsp::DtwPair pair = found.path[static_cast<std::size_t>(path.rows() - 1 - i)];
        path.row(i) << static_cast<double>(pair.x), static_cast<double>(pair.y);
    }
    check.out("wp", array(path));
});

std::vector<dsp::Event> sounding_of(const Case& c) {
    dsp::SoundingOptions o;
    c.read("top_db", o.top_db);
    c.read("frame_length", o.nperseg);
    c.read("hop_length", o.stride);
    read_optional(c, "ref", o.ref);
    return dsp::sounding(c.self().sig(), o);
}

const Covers trim_cases("trim", "effects.trim", [](const Case& c, Checker& check) {
    const std::vector<dsp::Event> all = sounding_of(c);
    Eigen::ArrayXd index = Eigen::ArrayXd::Zero(2);
    if (!all.empty()) index << static_cast<double>(all.front().begin), static_cast<double>(all.back().end);
    check.out("index", array(index));
});

const Covers split_cases("split", "effects.split", [](const Case& c, Checker& check) {
    const std::vector<dsp::Event> all = sounding_of(c);
    Eigen::ArrayXXd intervals(std::ssize(all), 2);
    for (Index i = 0; i < intervals.rows(); ++i) {
        const dsp::Event& stretch = all[static_cast<std::size_t>(i)];
        intervals.row(i) << static_cast<double>(stretch.begin), static_cast<double>(stretch.end);
    }
    check.out("intervals", array(intervals));
});

} // namespace
} // namespace golden
