// SPDX-License-Identifier: MIT
// librosa's harmonic and percussive parts, and its phase vocoder.
#include "golden/analysis.hpp"
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/dsp/separate.hpp>
#include <pya/dsp/spectral/phase_vocoder.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

namespace dsp = pya::dsp;

// A number for both parts, or one for each.
template <class T>
void read_pair(const Case& c, const std::string& name, T& harmonic, T& percussive) {
    if (!c.given(name)) return;
    const std::vector<double> values = c.numbers(name);
    harmonic = static_cast<T>(values.front());
    percussive = static_cast<T>(values.back());
}

dsp::HpssOptions hpss_options(const Case& c) {
    dsp::HpssOptions o;
    read_pair(c, "kernel_size", o.harmonic_width, o.percussive_width);
    read_pair(c, "margin", o.harmonic_margin, o.percussive_margin);
    if (c.given("power")) o.power = to_number(c.param("power"));
    return o;
}

const Covers hpss_cases("hpss", "decompose.hpss", [](const Case& c, Checker& check) {
    const FrameColumns s = columns_of(c.in("S"));
    std::vector<double> harmonic(s.values), percussive(s.values);
    bool mask = false;
    c.read("mask", mask);
    const Index frames = s.shape.back();
    for (Index first = 0; first < s.count; first += frames) { // each channel by itself
        const auto part = [&](auto* values) {
            return Eigen::Map<Eigen::ArrayXXd>(values + first * s.size, s.size, frames);
        };
        const Eigen::ArrayXXd magnitudes = part(harmonic.data());
        const auto masks = dsp::hpss_masks(magnitudes, hpss_options(c));
        const Eigen::ArrayXXd whole = mask ? Eigen::ArrayXXd::Ones(s.size, frames) : magnitudes;
        part(harmonic.data()) = whole * masks.harmonic;
        part(percussive.data()) = whole * masks.percussive;
    }
    check.out("harmonic", s.array(harmonic, s.size));
    check.out("percussive", s.array(percussive, s.size));
});

template <auto part>
void check_part(const Case& c, Checker& check) {
    const Eigen::ArrayXXd sig = c.self().sig().cast<double>();
    const Eigen::ArrayXXd y = dsp::hpss(sig, hpss_options(c)).*part;
    check.out("y", array(Eigen::ArrayXd(y.col(0))));
}

using Parts = dsp::Hpss<Eigen::ArrayXXd>;
const Covers harmonic_cases("hpss_effects", "effects.harmonic", check_part<&Parts::harmonic>);
const Covers percussive_cases("hpss_effects", "effects.percussive", check_part<&Parts::percussive>);

const Covers phase_vocoder("phase_vocoder", "phase_vocoder", [](const Case& c, Checker& check) {
    const Array d = c.in("D");
    const std::size_t dims = d.shape.size();
    const Index bins = d.shape[dims - 2], frames = d.shape[dims - 1];
    Index nfft = 2 * (bins - 1);
    c.read("n_fft", nfft);
    Index hop = nfft / 4;
    c.read("hop_length", hop);
    Array out{d.shape, {}};
    using Rows = Eigen::Array<std::complex<double>, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    for (Index first = 0; first < std::ssize(d.values); first += bins * frames) { // each channel by itself
        const Eigen::ArrayXXcd part = Eigen::Map<const Rows>(d.values.data() + first, bins, frames);
        const Rows stretched = dsp::phase_vocoder(part, c.get<double>("rate"), hop, nfft);
        out.shape[dims - 1] = stretched.cols();
        out.values.insert(out.values.end(), stretched.data(), stretched.data() + stretched.size());
    }
    check.out("D", out);
});

} // namespace
} // namespace golden
