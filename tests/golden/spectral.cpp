// SPDX-License-Identifier: MIT
// Groups get_window, stft and spectrogram: the kernels in double precision with the narrow tolerances, and in
// single precision.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/dsp/spectral/spectrogram.hpp>
#include <pya/dsp/spectral/stft.hpp>
#include <pya/dsp/window/window.hpp>
#include <pya/pya.hpp>

#include <nlohmann/json.hpp>

namespace golden {
namespace {

// (bins, frames), or (bins, channels, frames) of several.
template <class Matrix>
Array spectra(const std::vector<Matrix>& channels) {
    std::vector<Array> arrays;
    for (const Matrix& channel : channels) arrays.push_back(array(channel));
    return arrays.size() == 1 ? arrays.front() : stack_middle(arrays);
}

Array samples(const Eigen::ArrayXXd& sig) { return sig.cols() == 1 ? array(sig.col(0)) : array(sig); }

const Covers get_window("get_window", "get_window", [](const Case& c, Checker& check) {
    bool fftbins = true;
    c.read("fftbins", fftbins);
    check.out("w", array(pya::dsp::get_window(window_of(c.param("window")), c.get<Index>("n"), fftbins)));
});

pya::dsp::StftOptions stft_options(const Case& c) {
    pya::dsp::StftOptions o;
    read_window(c, "window", o.window);
    c.read("nperseg", o.nperseg);
    read_optional(c, "noverlap", o.noverlap);
    read_optional(c, "nfft", o.nfft);
    read_detrend(c, o.detrend);
    c.read("return_onesided", o.return_onesided);
    if (c.has("boundary") && !c.given("boundary")) o.boundary = pya::dsp::Boundary::off;
    read_enum(c, "boundary", o.boundary,
              {{"zeros", pya::dsp::Boundary::zeros},
               {"even", pya::dsp::Boundary::even},
               {"odd", pya::dsp::Boundary::odd},
               {"constant", pya::dsp::Boundary::constant}});
    c.read("padded", o.padded);
    return o;
}

// True if the inverse, cut to the length of the signal, gives back as much of the signal as the frames
// contain.
void check_reconstruction(const Case& c, Checker& check, const Eigen::ArrayXXd& got) {
    const Eigen::ArrayXXd self = c.in("self").real();
    const bool perfect = got.rows() <= self.rows() && got.cols() == self.cols() &&
                         (got - self.topRows(got.rows())).abs().maxCoeff() <= c.tolerance("istft").atol;
    check.expect("perfect_reconstruction", perfect ? 1 : 0);
}

const Covers stft("stft", "Astft", [](const Case& c, Checker& check) {
    const auto transform = pya::dsp::stft(c.in("self").real(), c.sr(), stft_options(c));
    const Array got = spectra(transform.channels);
    check.out("stft", got);
    check.out("freqs", array(transform.freqs));
    check.out("times", array(transform.times));
    check.expect("shape", got.shape);
    check.expect("nperseg_used", static_cast<double>(transform.options.nperseg));
    if (c.has_out("istft")) {
        const Eigen::ArrayXXd back = pya::dsp::istft(transform.channels, transform.options);
        check.out("istft", samples(back));
        check.expect("istft_len", static_cast<double>(back.rows()));
    }
    Index held = 0; // samples that lie in frames
    if (c.expects("perfect_reconstruction")) {
        const Eigen::ArrayXXd restored = pya::dsp::istft(transform);
        held = restored.rows();
        check.expect("reconstructed_samples", static_cast<double>(held));
        check_reconstruction(c, check, restored);
    }

    const pya::Asig self = c.self();
    const pya::Astft single = self.to_stft(stft_options(c));
    std::vector<Eigen::ArrayXXcf> channels;
    for (Index ch = 0; ch < single.channels(); ++ch) channels.push_back(single.stft(ch));
    check.out_float32("stft", spectra(channels));
    check.out("freqs", array(single.freqs()));
    check.out("times", array(single.times()));
    if (!c.expects("perfect_reconstruction")) return;
    // to_sig() has as many samples as the signal, silent where no frame reaches.
    const pya::Asig back = single.to_sig();
    check_reconstruction(c, check, back.sig().topRows(held).cast<double>());
    check.require(back.samples() == self.samples(), "to_sig() lost the length");
    check.require(back.sr() == self.sr() && back.cn() == self.cn(), "to_sig() lost the rate or the names");
});

pya::dsp::SpectrogramOptions spectrogram_options(const Case& c) {
    pya::dsp::SpectrogramOptions o;
    read_window(c, "window", o.window);
    c.read("nperseg", o.nperseg);
    read_optional(c, "noverlap", o.noverlap);
    read_optional(c, "nfft", o.nfft);
    read_detrend(c, o.detrend);
    c.read("return_onesided", o.return_onesided);
    read_enum(c, "scaling", o.scaling,
              {{"density", pya::dsp::Scaling::density}, {"spectrum", pya::dsp::Scaling::spectrum}});
    return o;
}

template <class Result>
Array check_axes(Checker& check, const Result& result) {
    check.out("freqs", array(result.freqs));
    check.out("times", array(result.times));
    const Array got = spectra(result.channels);
    check.expect("shape", got.shape);
    return got;
}

const Covers spectrogram("spectrogram", "Asig.spectrogram", [](const Case& c, Checker& check) {
    pya::dsp::SpectrogramOptions o = spectrogram_options(c);
    const Eigen::ArrayXXd doubles = c.in("self").real();
    if (c.given("mode") && c.get<std::string>("mode") == "complex") {
        check.out("S", check_axes(check, pya::dsp::complex_spectrogram(doubles, c.sr(), o)));
        check.out_float32("S",
                          check_axes(check, pya::dsp::complex_spectrogram(c.in("self").floats(), c.sr(), o)));
        return;
    }
    read_enum(c, "mode", o.mode,
              {{"psd", pya::dsp::SpectrogramMode::psd},
               {"magnitude", pya::dsp::SpectrogramMode::magnitude},
               {"angle", pya::dsp::SpectrogramMode::angle},
               {"phase", pya::dsp::SpectrogramMode::phase}});
    check.mask("S", "mask");
    check.out("S", check_axes(check, pya::dsp::spectrogram(doubles, c.sr(), o)));

    const pya::Spectrogram single = c.self().spectrogram(o);
    check.out("freqs", array(single.freqs));
    check.out("times", array(single.times));
    const Index frames = single.times.size();
    std::vector<Eigen::ArrayXXf> channels;
    for (Index first = 0; first < single.sxx.cols(); first += frames)
        channels.push_back(single.sxx.middleCols(first, frames));
    check.out_float32("S", spectra(channels));
});

} // namespace
} // namespace golden
