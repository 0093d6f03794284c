// SPDX-License-Identifier: MIT
// Arrays and objects that cross the library's border in both directions, in a program that may be compiled
// for another instruction set than the library: what one side allocates, the other one reads, changes, copies
// and frees.
#include <pya/dsp.hpp>
#include <pya/io/audio_file.hpp>
#include <pya/pya.hpp>

#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <utility>
#include <vector>

using namespace pya;

namespace {

int failures = 0;

void check(bool holds, const char* what) {
    if (holds) return;
    std::printf("%s\n", what);
    ++failures;
}

// What is larger, smaller and as large as before, so that assignment frees, takes over and copies.
template <class Array>
void reuse(Array array) {
    Array copy = array;
    copy = Array(array.rows() + 100, array.cols());
    copy = array;
    array = std::move(copy);
    array.resize(0, array.cols());
}

void kernels(const Eigen::ArrayXXd& x) {
    dsp::FilterDesign design = dsp::iirfilter(std::vector{1000., 4000.}, {.fs = 44100});
    reuse(Eigen::ArrayXcd(design.z));
    design = dsp::iirfilter(std::vector{300.}, {.btype = dsp::Btype::lowpass, .order = 9, .fs = 44100});
    const dsp::Sos sos = design.sos();
    reuse(Eigen::ArrayXXd(dsp::sosfilt(sos, x)));
    reuse(Eigen::ArrayXd(design.b()));
    reuse(Eigen::ArrayXd(dsp::get_window("hann", 513)));
    reuse(Eigen::ArrayXXd(dsp::resample<double>(x, 44100, 48000)));
    check(dsp::rms(std::vector<float>{1, -1}) == 1, "rms");
    dsp::StftResult<double> transform = dsp::stft(x, 44100);
    reuse(std::move(transform.times));
    reuse(std::move(transform.channels.at(0)));
    dsp::MfccResult cepstra = dsp::mfcc(x, 44100);
    reuse(std::move(cepstra.times));
    reuse(std::move(cepstra.channels.at(0)));
    reuse(dsp::FrameArray<double>(dsp::mel_filterbanks(44100)));
}

void values(const Asig& tone) {
    Asig loud = (tone + 0.25).norm(-6_dB);
    loud = loud.iirfilter({500, 8000}).resample(22050);
    FilterDesign design = tone.iirfilter(1000, {.btype = dsp::Btype::lowpass}).filter();
    reuse(Eigen::ArrayXcd(std::move(design.p)));
    Aspec spec = tone.to_spec();
    spec = 2 * spec * spec;
    reuse(Eigen::ArrayXXcd(spec.rfftspec()));
    check(spec.to_sig().samples() == tone.samples(), "to_spec");
    Astft stft = tone.to_stft();
    stft = 0.5 * stft;
    check(stft.to_sig().samples() == tone.samples(), "to_stft");
    Amfcc mfcc = tone.to_mfcc();
    reuse(Eigen::ArrayXXd(mfcc.features()));
    reuse(tone.get_times());
    auto [freqs, times, sxx] = tone.spectrogram();
    reuse(std::move(freqs));
    reuse(std::move(times));
    reuse(Eigen::ArrayXXf(tone.sig()));
    check(tone.rms().size() == 2, "rms of a signal");
    Asig custom = tone;
    custom.custom([](Asig& x) { x = x.fade_in(0.1); });
    reuse(Eigen::ArrayXf(tone.window("hann").sig().col(0)));
    check(tone.mono().find_events().events().size() <= 10, "find_events");
    check(render({{.sig = tone, .rate = 1.5}}).channels() == 2, "render");
    reuse(Eigen::ArrayXXf(signal_to_frame(Eigen::ArrayXf(tone.sig().col(0)), 400, 160)));
}

void tables(Eigen::ArrayXd data) {
    reuse(Eigen::ArrayXd(map(data).to(200, 2000).log()));
    reuse(map(data).smooth(3).values());
    reuse(map(std::move(data)).clip().values());
    EventColumns events = event_columns({Eigen::ArrayXXd::Random(50, 2).abs(), {"onset", "pan"}});
    reuse(events.onset);
    check(sonify(Asig(100), events).channels() == 2, "sonify");
    reuse(std::move(events.pan));
    reuse(dsp::equal_loudness(60, Eigen::ArrayXd::LinSpaced(50, 100, 1000)));
}

void figures(const Asig& tone) {
    const Eigen::ArrayXd x = Eigen::ArrayXd::LinSpaced(101, 0, 1);
    plot::Figure figure;
    figure.axes().plot(x).plot(x, x * x);
    plot::Curve curve{.y = x.sqrt(), .x = x};
    curve.y = x.head(50) + 1;
    curve.x = x.head(50);
    plot::Image image{.z = Eigen::ArrayXXf::Random(40, 30)};
    image.z(3, 4) = 7;
    figure.add_axes().add(curve).add(std::move(image));
    figure.axes().add(std::move(curve));
    reuse(Eigen::ArrayXd(figure.axes(0).curves().at(1).y));
    check(figure.axes(1).images().at(0).z(3, 4) == 7, "an image");
    plot::Figure copy = figure;
    figure = gridplot({tone, tone.to_spec(), tone.to_stft(), tone.to_mfcc(), tone.to_mel()});
    copy = figure;
    check(copy.size() == 5, "gridplot");
    tone.plot_spectrum();
    figure = plot::gcf();
    plot::gca().plot(x, x).add(plot::Curve{.y = x});
    basicplot(Eigen::ArrayXXd::Random(101, 3), x, {.typ = plot::Basic::image});
    plot::gcf() = std::move(copy);
    plot::figure();
}

void files(const Asig& tone, const std::string& path) {
    const std::vector<std::byte> flac = encode_audio(tone.sig(), tone.sr(), {.format = "flac"});
    AudioFile whole = load_audio(flac);
    check(whole.sig.rows() == tone.samples() && whole.info.format == "flac", "load_audio");
    reuse(std::move(whole.sig));
    check(Asig::from_memory(flac).samples() == tone.samples(), "from_memory");

    tone.save(path);
    auto [sig, sr] = audio_from_file(path);
    check(sr == tone.sr() && (sig == tone.sig()).all(), "audio_from_file");
    reuse(std::move(sig));
    Eigen::ArrayXXf block(1000, 2);
    check(AudioReader(path).read(block) == 1000, "AudioReader");
    reuse(std::move(block));
    std::remove(path.c_str());

    reuse(buf_to_float<float>(flac, 1));
    reuse(buf_to_float<double>(std::span(flac).first(3000), 3));
}

} // namespace

int main(int, char** argv) {
    kernels(Eigen::ArrayXXd::Random(4801, 2));
    values(Ugen::sine({.freq = 441, .dur = 0.3, .channels = 2}));
    tables(Eigen::ArrayXd::LinSpaced(101, 0, 1));
    figures(Ugen::sine({.freq = 441, .dur = 0.3, .channels = 2}));
    files(Ugen::sine({.freq = 441, .dur = 0.3, .channels = 2}), std::string(argv[0]) + ".wav");
    return failures;
}
