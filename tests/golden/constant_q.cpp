// SPDX-License-Identifier: MIT
// Groups cqt and chroma_cqt.
#include "golden/analysis.hpp"
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/dsp/constant_q.hpp>

namespace golden {
namespace {

namespace dsp = pya::dsp;

dsp::ConstantQOptions read_options(const Case& c) {
    dsp::ConstantQOptions o;
    c.read("fmin", o.fmin);
    c.read("n_bins", o.n_bins);
    c.read("bins_per_octave", o.bins_per_octave);
    c.read("hop_length", o.stride);
    read_or_none(c, "tuning", o.tuning);
    c.read("filter_scale", o.filter_scale);
    c.read("sparsity", o.sparsity);
    c.read("scale", o.scale);
    read_window(c, "window", o.window);
    return o;
}

// One value a bin, frame by frame, as librosa has it for a signal.
Array ordered(const Case& c, Index frames, Index bins, const std::vector<double>& values) {
    const Index channels = c.self().channels();
    FrameColumns columns{{bins, frames}, bins, frames * channels, {}};
    if (channels > 1) columns.shape.insert(columns.shape.begin(), channels);
    return columns.array(values, bins);
}

std::vector<double> magnitudes(const dsp::ConstantQ& cqt) {
    std::vector<double> list;
    for (const std::complex<double>& bin : cqt.bins) list.push_back(std::abs(bin));
    return list;
}

const Covers cqt("cqt", "cqt", [](const Case& c, Checker& check) {
    dsp::ConstantQOptions o = read_options(c);
    read_norm(c, "norm", o.norm);
    const dsp::ConstantQ found = dsp::constant_q(c.self().sig(), c.sr(), o);
    check.out("magnitude", ordered(c, found.frames, o.n_bins, magnitudes(found)));
});

const Covers chroma("chroma_cqt", "feature.chroma_cqt", [](const Case& c, Checker& check) {
    dsp::ConstantQOptions o = read_options(c);
    if (!c.has("bins_per_octave")) o.bins_per_octave = 36;
    Index octaves = 7;
    c.read("n_octaves", octaves);
    o.n_bins = octaves * o.bins_per_octave;
    dsp::ConstantQChromaOptions chroma_options;
    c.read("n_chroma", chroma_options.n_chroma);
    c.read("threshold", chroma_options.threshold);
    read_norm(c, "norm", chroma_options.norm);
    const dsp::ConstantQ found = dsp::constant_q(c.self().sig(), c.sr(), o);
    const std::vector<double> values = magnitudes(found);
    const Index frames = std::ssize(values) / o.n_bins;
    std::vector<double> out(static_cast<std::size_t>(chroma_options.n_chroma * frames));
    dsp::constant_q_chroma({values.data(), o.n_bins, frames}, {out.data(), chroma_options.n_chroma, frames},
                           o, chroma_options);
    check.out("chroma", ordered(c, found.frames, chroma_options.n_chroma, out));
});

} // namespace
} // namespace golden
