// SPDX-License-Identifier: MIT
// Groups iirfilter, resample and convolve, and appending: a whole signal through one of the kernels.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

using pya::Asig;

const Covers iirfilter("iirfilter", "Asig.iirfilter", [](const Case& c, Checker& check) {
    pya::IirOptions options;
    read_design(c, options);
    read_enum(c, "filter", options.filter,
              {{"lfilter", pya::FilterMethod::lfilter},
               {"filtfilt", pya::FilterMethod::filtfilt},
               {"sosfilt", pya::FilterMethod::sosfilt},
               {"sosfiltfilt", pya::FilterMethod::sosfiltfilt}});
    const Asig self = c.self();
    const Asig filtered = c.param("cutoff_freqs").is_array()
                              ? self.iirfilter(c.numbers("cutoff_freqs"), options)
                              : self.iirfilter(c.get<double>("cutoff_freqs"), options);
    check.result(filtered);
    check.out("b", array(filtered.filter().b()));
    check.out("a", array(filtered.filter().a()));
});

const Covers resample("resample", "Asig.resample", [](const Case& c, Checker& check) {
    int target_sr = 44100;
    double rate = 1;
    pya::Interp kind = pya::Interp::linear;
    c.read("target_sr", target_sr);
    c.read("rate", rate);
    read_interp(c, kind);
    check.result(c.self().resample(target_sr, {.rate = rate, .kind = kind}));
});

const Covers convolve("convolve", "Asig.convolve", [](const Case& c, Checker& check) {
    const Asig self = c.self();
    const Asig ir = c.signal("ir");
    pya::ConvolveOptions options;
    read_enum(c, "mode", options.mode,
              {{"full", pya::dsp::ConvMode::full},
               {"same", pya::dsp::ConvMode::same},
               {"valid", pya::dsp::ConvMode::valid}});
    read_enum(c, "norm", options.norm, {{"amp", pya::ConvNorm::amp}, {"none", pya::ConvNorm::off}});
    if (c.has("norm") && !c.given("norm")) options.norm = pya::ConvNorm::off;
    if (!c.given("methods")) check.result(self.convolve(ir, options));
    if (!c.given("methods")) return;
    for (const std::string& method : c.get<std::vector<std::string>>("methods")) {
        if (method == "fft")
            options.method = pya::dsp::ConvMethod::fft;
        else if (method == "direct")
            options.method = pya::dsp::ConvMethod::direct;
        else if (method == "auto")
            options.method = pya::dsp::ConvMethod::automatic;
        else
            throw std::logic_error("unknown method: " + method);
        check.result(self.convolve(ir, options));
    }
});

const Covers append("edit", "Asig.append", [](const Case& c, Checker& check) {
    double amp = 1;
    c.read("amp", amp);
    const Asig self = c.self();
    Asig other = c.signal("other");
    // pya converts another rate linearly, and the library band-limited, so the linear kind is asked for.
    if (other.sr() != self.sr()) other = other.resample(self.sr(), {.kind = pya::dsp::Interp::linear});
    check.result(self.append(other, amp));
});

} // namespace
} // namespace golden
