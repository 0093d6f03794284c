// SPDX-License-Identifier: MIT
/// @file
/// The results of pya 0.5.2, which were measured with numpy 1.24 and scipy 1.10, beside those of this
/// library, which are computed here. The page about differences shows the table.
#include <pya/pya.hpp>

#include <cmath>
#include <cstdio>
#include <functional>
#include <sstream>

using namespace pya;

namespace {

void row(const char* what, const char* pya, const auto& here) {
    std::ostringstream text;
    text.precision(4);
    text << here;
    std::printf("%-60s %-20s %s\n", what, pya, text.str().c_str());
}

/// The first samples of the first channel.
std::string first(const Asig& sig, Index n) {
    std::ostringstream text;
    text << sig.sig().col(0).head(n).transpose().format(Eigen::IOFormat(4, Eigen::DontAlignCols));
    return text.str();
}

Asig ones(Index samples, int sr, Index channels = 1) {
    return Asig(samples, {.sr = sr, .channels = channels}) + 1;
}

/// The class of error that f throws.
std::string thrown(const std::function<void()>& f) {
    try {
        f();
    } catch (const ArgumentError&) {
        return "ArgumentError";
    }
    return "nothing";
}

void signals() {
    row("samples of Asig(0.29, sr=100)", "28", Asig(0.29, {.sr = 100}).samples());
    row("channels of a stereo a[:, 1:2]", "TypeError", Asig(9, {.channels = 2})(all, slice(1, 2)).channels());
    row("samples of a stereo a[4]", "ValueError", Asig(9, {.channels = 2})(4).samples());
    Asig a(4, {.sr = 8});
    a.b({1, 3}) = {7.f, 8.f};
    row("a = Asig(4); a.b[[1, 3]] = [7, 8]", "0 0 0 0", first(a, 4));
    a.o(slice(2, none)) = {5.f, 6.f, 7.f};
    row("a.o[2:] = [5, 6, 7]", "TypeError", first(a, 5));
    row("a + Asig(9), after an a.x + Asig(9)", "9 samples", thrown([&] { a + Asig(9, {.sr = 8}); }));
    row("a[:, ['unknown']] = 9", "writes all channels", thrown([&] { a(all, "unknown") = 9; }));
    row("norm of silence", "nan nan", first(Asig(2).norm(), 2));
    row("rms of 45 s of 0.1 on two channels", "0.09907", (0.1 * ones(45 * 44100, 44100, 2)).rms()(0));
    row("middle of a stereo fade_in(curve=2)", "0.5", ones(101, 100, 2).fade_in(1.01, 2).sig()(50, 0));
    row("samples of fade_out(0)", "ValueError", ones(8, 8).fade_out(0).samples());
    row("stereo envelope([0, 1, 2])", "ValueError", first(ones(3, 3, 2).envelope({0, 1, 2}), 3));
    row("channels of a stereo rewire({(0, 3): 0.5})", "ValueError",
        ones(2, 8, 2).rewire({{{0, 3}, 0.5}}).channels());
    row("samples of a stereo append", "ValueError", ones(4, 8, 2).append(ones(3, 8, 2)).samples());
    row("Asig([1]).append(Asig([1]), amp=0.5)", "1 1", first(Asig({1.f}).append(Asig({1.f}), 0.5), 2));
    row("ones(16).overlap_add(4, 4, 4)", "1 1 0 0 1",
        first(ones(16, 8).overlap_add({.nperseg = 4, .stride_in = 4, .stride_out = 4}), 5));
}

void processing() {
    row("15 samples resampled to their own rate", "14", ones(15, 44100).resample(44100).samples());
    const Asig loud = ones(1000, 1000);
    row("events in a sound that lasts to the end", "0", loud.find_events().events().size());
    Asig burst(1000, {.sr = 1000});
    burst(slice(200, 210)) = 1;
    row("events of 10 ms, evt_min_dur=0.5", "1 (of 501 ms)",
        burst.find_events({.evt_min_dur = 0.5}).events().size());
    const Asig noise = Ugen::noise({.dur = 1.0, .seed = 1});
    row("is the peak of noise after iirfilter([100, 200]) below 1", "no (8.9e10)",
        noise.iirfilter({100, 200}).sig().abs().maxCoeff() < 1 ? "yes" : "no");
    row("[1, 2, 3] convolved with [1, 0.5], mode same", "2.5 4 1.5",
        first(Asig({1, 2, 3}).convolve(Asig({1.f, 0.5f}), {.mode = ConvMode::same, .norm = ConvNorm::off}),
              3));

    const Asig odd = noise(slice(0, 9)).set_sr(10);
    row("samples of 9 after to_spec().to_sig()", "8", odd.to_spec().to_sig().samples());
    row("second frequency of 9 samples at 10 Hz", "1.25", odd.to_spec().freqs()(1));
    const Asig part = noise(slice(0, 10000));
    row("samples of 10000 after to_stft(nperseg=1024).to_sig()", "10240",
        part.to_stft({.nperseg = 1024}).to_sig().samples());
    const Asig back = part.to_stft({.window = "hamming"}).to_sig();
    row("is the error of to_stft(window='hamming').to_sig() 0", "no (0.26)",
        (back - part).sig().abs().maxCoeff() < 1e-6f ? "yes" : "no");
    row("channels of a stereo to_stft().to_sig()", "ValueError", part.stereo().to_stft().to_sig().channels());
    row("cepstra of half a second of stereo at 16 kHz, frames", "99",
        Ugen::sine({.dur = 0.5, .sr = 16000, .channels = 2}).to_mfcc().nframes());
    row("part of square(440, n_rows=441) that is high (exact: 0.546)", "0.458",
        (Ugen::square({.freq = 440, .n_rows = 441}).sig() > 0).cast<double>().mean());
    const double mean = Ugen::noise({.type = Noise::pink, .dur = 1.0, .seed = 1}).sig().mean();
    row("is the mean of pink noise of amp 1 below 0.01", "no (0.53)", std::abs(mean) < 0.01 ? "yes" : "no");
}

void files_and_servers() {
    Asig({1.5f, -1.5f}).save("differences.wav");
    row("1.5 and -1.5 saved and loaded", "0.99997 -1", first(Asig("differences.wav"), 2));
    Asig({1.5f, -1.5f}).save_wavfile("differences.wav", "int16");
    row("the same as int16, in thousands", "-16.39 16.39", first(Asig("differences.wav") * 32.768, 2));
    Asig({0.5f, -0.5f}).save_wavfile("differences.wav", "uint8");
    row("signs of 0.5 and -0.5 saved as uint8 and loaded", "-1 1",
        first(Asig("differences.wav").apply([](float x) { return x > 0 ? 1.f : -1.f; }), 2));

    const auto studio = std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call});
    Aserver s({.sr = 8, .bs = 8, .channels = 1, .backend = studio});
    s.boot();
    s.play(ones(2, 8), {.onset = 0.5});
    s.wait();
    Index start = 0;
    studio->samples_out().sig().col(0).maxCoeff(&start);
    row("first sample of a sound played at 0.5 s, 8 Hz, blocks of 8", "8", start);
    std::ostringstream frames;
    for (int k = 1; k <= 6; ++k) frames << onset_frame(k / 44100., 44100) << ' ';
    row("frames of the onsets 1/44100, 2/44100 ... 6/44100 s", "0 1 3 4 4 5", frames.str());
    row("is_pow2(2**29)", "False", is_pow2(1 << 29) ? "true" : "false");
}

} // namespace

int main() {
    std::printf("%-60s %-20s %s\n", "", "pya", "here");
    signals();
    processing();
    files_and_servers();
}
