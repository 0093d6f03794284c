// SPDX-License-Identifier: MIT
#include "golden/analysis.hpp"

#include "golden/parameters.hpp"

#include <nlohmann/json.hpp>

namespace golden {

namespace dsp = pya::dsp;

dsp::FrameOptions frame_options(const Case& c) {
    dsp::FrameOptions o;
    Index nfft = 2048;
    c.read("n_fft", nfft);
    c.read("frame_length", nfft);
    o.nfft = nfft;
    o.nperseg = nfft;
    c.read("win_length", o.nperseg);
    c.read("hop_length", o.stride);
    read_window(c, "window", o.window);
    read_enum(c, "pad_mode", o.boundary,
              {{"constant", dsp::Boundary::zeros},
               {"reflect", dsp::Boundary::even},
               {"edge", dsp::Boundary::constant}});
    bool center = true;
    c.read("center", center);
    if (!center) o.boundary = dsp::Boundary::off;
    return o;
}

void read_or_none(const Case& c, const std::string& name, std::optional<double>& value) {
    if (!c.has(name)) return;
    value.reset();
    if (c.given(name)) value = to_number(c.param(name));
}

void read_norm(const Case& c, const std::string& name, std::optional<double>& norm) {
    read_or_none(c, name, norm);
}

dsp::MelOptions mel_options(const Case& c) {
    dsp::MelOptions o;
    c.read("n_mels", o.n_mels);
    c.read("fmin", o.fmin);
    read_optional(c, "fmax", o.fmax);
    c.read("power", o.power);
    bool htk = false;
    c.read("htk", htk);
    if (htk) o.scale = dsp::MelScale::htk;
    if (c.has("norm") && c.group() != "mfcc") {
        if (!c.given("norm"))
            o.norm = dsp::MelNorm::none();
        else
            o.norm = dsp::MelNorm::of(to_number(c.param("norm")));
    }
    return o;
}

Array features_of(const Case& c, const std::string& feature, const dsp::FeatureOptions& options) {
    const pya::Asig self = c.self();
    const dsp::FeatureTable table = dsp::features(self.sig(), c.sr(), {feature}, frame_options(c), options);
    const Index channels = self.channels(), columns = std::ssize(table.columns);
    Array result;
    result.shape = channels == 1 ? std::vector<Index>{columns, table.frames}
                                 : std::vector<Index>{channels, columns, table.frames};
    for (Index i = 0; i < channels * columns; ++i)
        for (Index t = 0; t < table.frames; ++t)
            result.values.emplace_back(table.values[static_cast<std::size_t>(t * channels * columns + i)]);
    return result;
}

FrameColumns columns_of(const Array& x) {
    const std::size_t dims = x.shape.size();
    const Index size = dims < 2 ? 1 : x.shape[dims - 2], frames = x.shape[dims - 1];
    FrameColumns result{x.shape, size, static_cast<Index>(x.values.size()) / size, {}};
    for (Index column = 0; column < result.count; ++column)
        for (Index k = 0; k < size; ++k)
            result.values.push_back(
                x.values[static_cast<std::size_t>((column / frames * size + k) * frames + column % frames)]
                    .real());
    return result;
}

Array FrameColumns::array(const std::vector<double>& others, Index features) const {
    Array result;
    result.shape = shape;
    const Index frames = shape.back();
    if (shape.size() > 1) result.shape[shape.size() - 2] = features;
    for (Index outer = 0; outer < count / frames; ++outer)
        for (Index k = 0; k < features; ++k)
            for (Index t = 0; t < frames; ++t)
                result.values.emplace_back(
                    others[static_cast<std::size_t>((outer * frames + t) * features + k)]);
    return result;
}

} // namespace golden
