// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "asig/reference_signal.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>

using namespace pya;
using reference::difference;

TEST_CASE("to_spec has the numbers of numpy's rfft at an odd, prime length", "[asig]") {
    const Asig a = reference::stereo_signal();
    const Aspec spec = a.to_spec();
    CHECK(difference(spec.rfftspec().real(), reference::spectrum_real) < 1e-10);
    CHECK(difference(spec.rfftspec().imag(), reference::spectrum_imag) < 1e-10);
    CHECK(spec.samples() == 61);
    CHECK(spec.label() == "noise_spec");
    CHECK(spec.cn() == a.cn());
    CHECK(spec.sr() == 1000);
}

TEST_CASE("a spectrum obeys Parseval", "[asig]") {
    const Asig a = reference::stereo_signal();
    const Eigen::ArrayXXd powers = a.to_spec().magnitude().square();
    for (Index c = 0; c < 2; ++c) {
        const double energy = a.sig().col(c).cast<double>().square().sum();
        CHECK((powers(0, c) + 2 * powers.col(c).tail(30).sum()) / 61 == Approx(energy));
    }
}

TEST_CASE("to_stft has the numbers of scipy's stft for each channel", "[asig]") {
    const Astft stft = reference::stereo_signal().to_stft({.nperseg = 16});
    CHECK(difference(stft.times(), reference::stft_times) < 1e-12);
    CHECK(difference(stft.stft(1).real(), reference::stft_right_real) < 1e-6);
    CHECK(difference(stft.stft(1).imag(), reference::stft_right_imag) < 1e-6);
    CHECK(stft.channels() == 2);
    CHECK(stft.label() == "noise_stft");
}

TEST_CASE("spectrogram has scipy's numbers, the segments of a channel side by side", "[asig]") {
    const auto [freqs, times, sxx] = reference::stereo_signal().spectrogram({.nperseg = 16, .noverlap = 8});
    CHECK(freqs.size() == 9);
    CHECK(difference(times, reference::spectrogram_times) < 1e-12);
    // the default window is Tukey's, as in scipy
    CHECK(difference(sxx, reference::spectrogram_left_right) < 1e-8);
}

TEST_CASE("the peak of a tone's spectrum is at its frequency and level in every analysis", "[asig]") {
    const Asig tone = Ugen::sine({.freq = 1000, .amp = 0.5, .dur = 1_s, .sr = 8000});
    Index at = 0, frame = 0;
    CHECK(tone.to_spec().magnitude().col(0).maxCoeff(&at) == Approx(0.5 * 8000 / 2));
    CHECK(tone.to_spec().freqs()(at) == 1000);
    const Astft stft = tone.to_stft({.nperseg = 256});
    stft.stft().abs().maxCoeff(&at, &frame);
    CHECK(stft.freqs()(at) == 1000);
    CHECK(ampdb(std::abs(stft.stft()(at, 20))) == Approx(ampdb(0.25)).margin(0.01));
    const auto [freqs, times, sxx] = tone.spectrogram();
    sxx.col(5).maxCoeff(&at);
    CHECK(freqs(at) == 1000);
}

TEST_CASE("to_mfcc keeps rate, names and frames, and tells tones apart", "[asig]") {
    const Asig a(Eigen::ArrayXXf::Random(4000, 3), {.sr = 8000, .label = "a", .cn = {"x", "y", "z"}});
    const Amfcc mfcc = a.to_mfcc({.hopsize = 100, .ncep = 12});
    CHECK(mfcc.cepstra(2).cols() == 12);
    CHECK(mfcc.cepstra(2).rows() == mfcc.nframes());
    CHECK(mfcc.cn() == a.cn());
    CHECK(mfcc.sr() == 8000);
    CHECK((mfcc.cepstra(1) == a(all, 1).to_mfcc({.hopsize = 100, .ncep = 12}).cepstra()).all());
    const auto mean = [](const Asig& sig) { return sig.to_mfcc().cepstra().colwise().mean().eval(); };
    const auto low = mean(Ugen::sine({.freq = 200, .sr = 8000})),
               high = mean(Ugen::sine({.freq = 3000, .sr = 8000}));
    CHECK((low - high).matrix().norm() > 5);
}

TEST_CASE("analyses of one sample and of silence are finite, of NaN are NaN", "[asig]") {
    const Asig one({0.5f}, {.sr = 1000});
    CHECK(one.to_spec().rfftspec()(0, 0) == 0.5);
    CHECK(one.to_stft().to_sig().samples() == 1);
    CHECK(one.to_mfcc().cepstra().allFinite());
    const Asig silence(500, {.sr = 1000, .channels = 2});
    CHECK(silence.to_spec().magnitude().isZero());
    CHECK(silence.to_mfcc().cepstra(1).allFinite());
    Asig bad(500, {.sr = 1000, .channels = 2});
    bad.write()(250, 0) = std::numeric_limits<float>::quiet_NaN();
    CHECK(bad.to_spec().magnitude().col(0).isNaN().all());
    CHECK(bad.to_spec().magnitude().col(1).isZero());
    CHECK(bad.to_stft({.nperseg = 64}).stft(1).isZero());
}

TEST_CASE("analyses refuse impossible parameters, and the signal stays", "[asig]") {
    const Asig a = reference::stereo_signal();
    CHECK_THROWS_AS(Asig(0).to_spec(), ArgumentError);
    CHECK_THROWS_AS(a.to_stft({.nperseg = 0}), ArgumentError);
    CHECK_THROWS_AS(a.to_stft({.nperseg = 16, .noverlap = 16}), ArgumentError);
    CHECK_THROWS_AS(a.spectrogram({.nperseg = 16, .nfft = 8}), ArgumentError);
    CHECK_THROWS_AS(a.to_mfcc({.hopsize = 0}), ArgumentError);
    CHECK_THROWS_AS(a.to_mfcc({.ncep = 0}), ArgumentError);
    CHECK(a == reference::stereo_signal());
}
