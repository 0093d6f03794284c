// SPDX-License-Identifier: MIT
#include <pya/pya.hpp>

#include "asig/reference_signal.hpp"
#include "support/catch.hpp"

#include <sys/resource.h>

using namespace pya;
using reference::difference;

namespace {

Asig noise(Index samples, Index channels = 1) {
    return Asig(Eigen::ArrayXXf::Random(samples, channels), {.sr = 1000, .label = "a"});
}

std::vector<Eigen::ArrayXXcf> bins_of(const Astft& stft) {
    std::vector<Eigen::ArrayXXcf> channels;
    for (Index c = 0; c < stft.channels(); ++c) channels.push_back(stft.stft(c));
    return channels;
}

} // namespace

TEST_CASE("a short-time transform gives back its signal", "[astft]") {
    for (const Index n : {1, 7, 300, 1001}) {
        const Asig a = noise(n, 2);
        const Asig back = a.to_stft({.nperseg = 64}).to_sig();
        REQUIRE(back.samples() == n);
        CHECK((back.sig() - a.sig()).abs().maxCoeff() < 1e-5f);
    }
}

TEST_CASE("window, overlap, padding, detrending and boundary are those of scipy's stft", "[astft]") {
    const Astft stft = reference::stereo_signal().to_stft({.nperseg = 20,
                                                           .window = {"kaiser", 5},
                                                           .noverlap = 15,
                                                           .nfft = 32,
                                                           .detrend = dsp::Detrend::linear,
                                                           .boundary = dsp::Boundary::even});
    CHECK(difference(stft.freqs(), reference::stft_left_freqs) < 1e-9);
    CHECK(difference(stft.times(), reference::stft_left_times) < 1e-12);
    CHECK(difference(stft.stft(0).real(), reference::stft_left_real) < 1e-6);
    CHECK(difference(stft.stft(0).imag(), reference::stft_left_imag) < 1e-6);
}

TEST_CASE("edited bins become the signal that scipy's istft makes of them", "[astft]") {
    Astft stft = reference::stereo_signal().to_stft({.nperseg = 16});
    stft.stft(1).bottomRows(4) = 0;
    const Asig back = stft.to_sig();
    CHECK(difference(back(all, 0), {reference::stereo.begin(), reference::stereo.begin() + 61}) < 1e-6);
    CHECK(difference(back(all, 1), reference::right_without_highs) < 1e-6);
}

TEST_CASE("an empty signal has an empty transform that can be drawn", "[astft]") {
    const Astft stft = Asig(0, {.channels = 2}).to_stft();
    CHECK(stft.nr_frames() == 0);
    CHECK(stft.freqs().size() == 0);
    CHECK(stft.to_sig().samples() == 0);
    CHECK(stft.to_sig().channels() == 2);
    plot::figure();
    stft.plot();
    Asig(0).to_stft().plot({.ch = 0});
    CHECK(plot::gcf().size() > 0);
    plot::figure();
}

TEST_CASE("bins of a transform are edited in place and keep their number", "[astft]") {
    Astft stft = noise(300, 2).to_stft({.nperseg = 64});
    stft.stft(1).topRows(3) = 0;
    CHECK(stft.stft(1)(2, 4) == 0.f);
    CHECK(stft.stft(0)(2, 4) != 0.f);
    CHECK_THROWS_AS(stft.stft() = Eigen::ArrayXXcf::Zero(3, 3), ArgumentError);
    CHECK_THROWS_AS(stft.stft(2), ArgumentError);
    const Astft quiet = stft.apply([](Astft::Bins& bins, Index) { bins *= 0.5f; });
    CHECK(quiet.stft()(5, 5) == stft.stft()(5, 5) * 0.5f);
}

TEST_CASE("a transform is made from bins if they belong to the parameters", "[astft]") {
    const StftOptions options{.nperseg = 64, .noverlap = 48, .nfft = 100};
    const Asig a = noise(301, 2);
    const Astft own = a.to_stft(options);
    const auto bins = bins_of(own);
    const Astft made(bins, options, {.sr = 1000, .label = "mine", .samples = 301});
    CHECK((made.to_sig().sig() - a.sig()).abs().maxCoeff() < 1e-5f);
    CHECK((made.freqs() == own.freqs()).all());
    CHECK((made.times() == own.times()).all());
    CHECK(made.label() == "mine");
    CHECK(made.channels() == 2);
    CHECK(Astft(bins[0], options, {.sr = 1000, .samples = 301}).channels() == 1);

    const Astft most(bins, options, {.sr = 1000}); // as long as the frames reach
    CHECK(most.samples() >= 301);
    CHECK(most.nr_frames() == own.nr_frames());

    CHECK_THROWS_AS(Astft(std::vector<Eigen::ArrayXXcf>(), options), ArgumentError);
    CHECK_THROWS_AS(Astft(bins, {.nperseg = 64}), ArgumentError);
    CHECK_THROWS_AS(Astft(bins, options, {.samples = 500}), ArgumentError);
    CHECK_THROWS_AS(Astft(bins, options, {.samples = 0}), ArgumentError);
    CHECK_THROWS_AS(Astft(bins, options, {.cn = {"l"}}), ArgumentError);
    CHECK_THROWS_AS(Astft(bins, options, {.sr = 0}), ArgumentError);
    CHECK_THROWS_AS(Astft(std::vector<Eigen::ArrayXXcf>{bins[0], bins[1].leftCols(3)}, options),
                    ArgumentError);
    CHECK_THROWS_AS(Astft(Eigen::ArrayXXcf(51, 0), options), ArgumentError);
}

TEST_CASE("transforms are added, multiplied and masked bin by bin", "[astft]") {
    const Astft a = noise(300).to_stft({.nperseg = 64}), b = noise(300).to_stft({.nperseg = 64});
    const Eigen::ArrayXXcf x = a.stft(), y = b.stft();
    CHECK(((a + b).stft() - (x + y)).abs().maxCoeff() < 1e-6f);
    CHECK(((a - b).stft() - (x - y)).abs().maxCoeff() < 1e-6f);
    CHECK(((a * b).stft() - (x * y)).abs().maxCoeff() < 1e-6f);
    CHECK(((a * 0.5).stft() - x * 0.5f).abs().maxCoeff() < 1e-6f);
    CHECK(((0.5 * a).stft() - x * 0.5f).abs().maxCoeff() < 1e-6f);
    const Eigen::ArrayXXf mask = Eigen::ArrayXXf::Random(x.rows(), x.cols());
    CHECK(((a * mask).stft() - x * mask.cast<std::complex<float>>()).abs().maxCoeff() < 1e-6f);
    CHECK_THROWS_AS(a * Eigen::ArrayXXf::Zero(2, 2), ArgumentError);
    CHECK_THROWS_AS(a + noise(300).to_stft({.nperseg = 32}), ArgumentError);
}

TEST_CASE("a moved-from transform is empty, and every method works", "[astft]") {
    Astft a = noise(300, 2).to_stft({.nperseg = 64});
    const Astft b = std::move(a);
    CHECK(b.channels() == 2);
    CHECK(a.channels() == 0);
    CHECK(a.nr_freqs() == 0);
    CHECK(a.times().size() == 0);
    CHECK(a.repr() == "Astft(''): 0 x 0 @ 44100 Hz = 0.000 s cn=[]");
    CHECK(a.to_sig().samples() == 0);
    CHECK(a.apply([](Astft::Bins&, Index) {}).channels() == 0);
    CHECK((a + a).channels() == 0);
    CHECK((0.5 * a).channels() == 0);
    CHECK(a.options().nperseg == 256);
    CHECK_THROWS_AS(a.stft(), ArgumentError);
    a = b;
    CHECK((a.stft(1) == b.stft(1)).all());
}

TEST_CASE("what a temporary transform returns outlives it", "[astft]") {
    const Asig a = noise(300);
    const auto bins = a.to_stft().stft();
    const auto& options = a.to_stft().options();
    const auto& names = a.to_stft().cn();
    CHECK((bins == a.to_stft().stft()).all());
    CHECK(options.nperseg == 256);
    CHECK(names == a.cn());
}

TEST_CASE("to_sig takes the parameters of scipy.signal.istft", "[astft]") {
    const Asig a(Eigen::ArrayXXf::Random(1000, 2), {.sr = 1000});
    const Astft stft(a, {.nperseg = 128});
    CHECK(stft.to_sig({.sr = 500}).sr() == 500);
    CHECK(stft.to_sig({.sr = 500}) == stft.to_sig().set_sr(500));
    CHECK_THROWS_AS(stft.to_sig({.sr = 0}), ArgumentError);
    CHECK(stft.to_sig({.nperseg = 128}) == stft.to_sig());
    CHECK(stft.to_sig({.input_onesided = true}) == stft.to_sig());

    // Shorter segments of longer transforms, half of which neighbours share.
    const std::vector<Eigen::ArrayXXcf> bins{stft.stft(0), stft.stft(1)};
    const Asig shorter = stft.to_sig({.nperseg = 100, .trim = false});
    CHECK((shorter.sig() == dsp::istft(bins, {.nperseg = 100, .noverlap = 50, .nfft = 128})).all());
    CHECK_THROWS_AS(stft.to_sig({.nperseg = 129}), ArgumentError);
    CHECK_THROWS_AS(stft.to_sig({.nperseg = 0}), ArgumentError);
}

TEST_CASE("to_sig takes all bins for those up to half the rate, and the other way round", "[astft]") {
    const Asig a(Eigen::ArrayXXf::Random(1000, 1), {.sr = 1000});
    const std::vector<Eigen::ArrayXXcf> half{Astft(a, {.nperseg = 128}).stft(0)};
    const Asig all_taken = Astft(a, {.nperseg = 128}).to_sig({.input_onesided = false, .trim = false});
    CHECK((all_taken.sig() ==
           dsp::istft(half, {.nperseg = 65, .noverlap = 32, .nfft = 65, .return_onesided = false}))
              .all());
    const Astft two_sided(a, {.nperseg = 128, .return_onesided = false});
    CHECK(two_sided.to_sig().allclose(a, {.atol = 1e-6}));
    const std::vector<Eigen::ArrayXXcf> full{two_sided.stft(0)};
    CHECK((two_sided.to_sig({.input_onesided = true, .trim = false}).sig() ==
           dsp::istft(full, {.nperseg = 254, .noverlap = 127, .nfft = 254}))
              .all());
}

TEST_CASE("a transform goes at another rate, at the same pitch", "[astft]") {
    const Asig tone = Ugen::sine({.freq = 440, .dur = 1, .sr = 8000, .cn = std::vector<std::string>{"left"}});
    const Astft stft = tone.to_stft({.nperseg = 256, .noverlap = 192});
    const Astft slow = stft.phase_vocoder(0.5);
    CHECK(slow.nr_frames() == 2 * stft.nr_frames());
    CHECK(slow.samples() == 16001); // the least that has so many frames
    CHECK(slow.times()[100] == Approx(0.8));
    CHECK(slow.cn() == tone.cn());
    const Asig sound = slow.to_sig();
    CHECK(sound.samples() == 16001);
    Index bin = 0;
    sound(slice(4000, 12000)).to_spec().rfftspec().col(0).abs().maxCoeff(&bin);
    CHECK(bin == 440);
    CHECK(stft.phase_vocoder(1).to_sig().allclose(tone, {.atol = 1e-5}));
    CHECK(stft.phase_vocoder(3).samples() == Approx(8000. / 3).margin(64));
    CHECK(stft.phase_vocoder(1e6).to_sig().samples() == 0);
    CHECK(Asig(0).to_stft().phase_vocoder(2).nr_frames() == 0);
    CHECK_THROWS_AS(stft.phase_vocoder(0), ArgumentError);
    CHECK_THROWS_AS(stft.phase_vocoder(-1), ArgumentError);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // which have most of the addresses
TEST_CASE("a transform that would be longer than the memory is refused", "[astft]") {
    const Astft stft = Ugen::sine({.dur = 1, .sr = 8000}).to_stft({.nperseg = 256, .noverlap = 192});
    rlimit before{};
    getrlimit(RLIMIT_AS, &before);
    rlimit little = before;
    little.rlim_cur = rlim_t{8} << 30;
    setrlimit(RLIMIT_AS, &little);
    CHECK_THROWS_AS(stft.phase_vocoder(1e-7), MemoryError); // the times alone take 10 GB
    setrlimit(RLIMIT_AS, &before);
}
#endif

TEST_CASE("a transform finds its phases again as by dsp::griffin_lim", "[astft]") {
    const Astft stft = noise(300, 2).to_stft({.nperseg = 64, .noverlap = 48});
    const Astft magnitudes =
        stft.apply([](Astft::Bins& bins, Index) { bins = Eigen::ArrayXXcf(bins.abs()); });
    const Astft found = magnitudes.griffin_lim({.iterations = 4});
    CHECK((found.stft(1).abs() - stft.stft(1).abs()).abs().maxCoeff() < 1e-6f);
    CHECK(found.label() == "a_stft_griffin_lim");
    CHECK(found.to_sig().samples() == 300);
    CHECK((stft.griffin_lim({.first = FirstPhase::own}).to_sig() - stft.to_sig()).peak() < 1e-4);
    CHECK(Asig(0, {.channels = 2}).to_stft().griffin_lim().to_sig().samples() == 0);
    CHECK_THROWS_AS(stft.griffin_lim({.iterations = -2}), ArgumentError);
}
