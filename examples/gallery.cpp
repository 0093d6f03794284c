// SPDX-License-Identifier: MIT
/// @file
/// Every plot of the library, drawn from the shipped recording into a folder:
///   gallery FOLDER [SOUND]
#include <pya/pya.hpp>

#include <cmath>
#include <filesystem>
#include <iostream>
#include <string>

using namespace pya;
using plot::LineStyle;

namespace {

void gallery(const std::string& folder, const std::string& sound) {
    int count = 0;
    const auto saved = [&](const std::string& name, const plot::Figure& figure) {
        figure.savefig(folder + "/" + name);
        std::cout << "\r" << ++count << " pictures, the last is " << name << "          " << std::flush;
    };
    // Saves the current figure.
    const auto save = [&](const std::string& name) {
        saved(name, plot::gcf());
        plot::figure();
    };

    const Asig word(sound, {.label = "sound becomes visible here", .cn = {"left", "right"}});
    const Asig mono = word.mono().set_label(word.label());
    const auto vowel = slice(1.30_s, 1.33_s);

    word.plot();
    save("waveform.png");

    word.plot({.fn = PlotFn::db});
    save("level.png");

    word.plot({.offset = 0.0, .xlim = {1.3, 1.33}});
    save("channels_laid_over.png");

    mono(slice(1.311_s, 1.315_s))
        .plot({.x_as_time = false, .style = {.color = "tomato", .lw = 2, .marker = "o"}});
    save("samples.png");

    mono.plot().norm(-12_dB).set_label("at -12 dB").plot();
    save("chain.png");

    mono.find_events({.sil_thr = -45, .sil_min_dur = 0.2}).plot_events();
    save("events.png");

    Ugen::chirp({.f0 = 100, .f1 = 10000, .method = ChirpMethod::logarithmic, .dur = 2_s})
        .to_stft({.nperseg = 1024})
        .plot({.fn = PlotFn::db, .ylim = {0, 12000}});
    save("chirp.png");

    const Agen glide = gen::exponential(500, 8000, 2_s);
    for (const bool limited : {false, true}) {
        plot::subplot(1, 2, limited ? 2 : 1);
        const Asig saw = gen::saw(glide, {.band_limited = limited}).render(2_s);
        saw.to_stft({.nperseg = 1024}).plot({.fn = PlotFn::db});
        plot::title(limited ? "band-limited" : "exact");
    }
    save("generator.png");

    mono(vowel).plot_spectrum({.xlim = {0, 5000}});
    save("spectrum_and_phase.png");

    word.to_spec().plot({.fn = SpecFn::db});
    save("spectrum.png");

    mono.to_spec().plot({.fn = SpecFn::db, .xscale = plot::Scale::log});
    save("spectrum_log.png");

    mono.to_stft({.nperseg = 1024}).plot({.fn = PlotFn::db, .ylim = {0, 12000}});
    save("spectrogram.png");

    mono.to_stft({.nperseg = 2048}).plot({.fn = PlotFn::db, .yscale = plot::Scale::mel});
    save("spectrogram_mel.png");

    mono.to_stft({.nperseg = 2048, .noverlap = 1536}).plot({.fn = PlotFn::db, .ylim = {0, 600}});
    mono.pitch()("f0").plot({.ax = &plot::gca(), .style = {.color = "white", .lw = 3}});
    save("pitch.png");

    mono.features({"centroid", "flatness"}).plot();
    save("features.png");

    mono.to_mel().to_db().plot({.cmap = Cmap::inferno});
    save("mel.png");

    Asig scale(0);
    for (const int midi : {60, 62, 64, 65, 67, 69, 71, 72})
        scale = scale.append(Ugen::sawtooth({.freq = midicps(midi), .dur = 0.4_s}).fade_out(0.1));
    scale.set_label("C major").to_chroma().plot();
    save("chroma.png");

    scale.to_cqt({.n_bins = 60}).to_db().plot({.cmap = Cmap::inferno});
    save("cqt.png");

    mono.plot();
    for (const double onset : mono.onsets()) plot::gca().axvline(onset, {.color = "C3", .lw = 2});
    save("onsets.png");

    const Asig kick = Ugen::sine({.freq = 55, .amp = 0.7, .dur = 0.3}).envelope({1, 0.2, 0});
    const Asig hat = Ugen::noise({.amp = 0.15, .dur = 0.08, .seed = 1}).fade_out(0.08);
    Asig groove(8_s, {.label = "a drum and a cymbal", .channels = 1});
    for (int i = 0; i < 13; ++i) {
        groove.add(kick, {.onset = 0.4 + 0.55 * i});
        groove.add(hat, {.onset = 0.675 + 0.55 * i});
    }
    groove.plot();
    for (const double beat : groove.beats().times) plot::gca().axvline(beat, {.color = "C3", .lw = 2});
    save("beats.png");

    mono.plot({.style = {.color = "gray"}});
    mono.features({"rms"}).plot({.ax = &plot::gca(), .style = {.color = "C3", .lw = 2, .label = "rms"}});
    save("rms.png");

    word.to_stft({.nperseg = 512}).plot({.fn = PlotFn::db, .clim = {-90, -20}, .cmap = Cmap::inferno});
    save("spectrogram_stereo.png");

    Asig partials(4.25, {.sr = 16000});
    for (int k = 1; k <= 15; ++k)
        partials += Ugen::sine({.freq = 500.0 * k, .dur = 4.25_s, .sr = 16000}) / 15;
    partials.resample(16000, {.rate = Acurve({{0_s, 0.25}, {2_s, 4}})})
        .to_stft({.nperseg = 1024})
        .plot({.fn = PlotFn::db, .clim = {-130, -20}});
    plot::title("fifteen partials, from a quarter to four times the speed");
    save("glide.png");

    Asig bells_and_clicks = Ugen::impulse({.freq = 4, .amp = 0.5, .dur = 2.0});
    for (const double freq : {440., 660., 1100.})
        bells_and_clicks += Ugen::sine({.freq = freq, .amp = 0.1, .dur = 2.0});
    auto [tones, clicks] = bells_and_clicks.set_label("tones and clicks").hpss();
    for (const Asig& part : {bells_and_clicks, tones.set_label("tones"), clicks.set_label("clicks")})
        part.to_stft({.nperseg = 1024}).plot({.fn = PlotFn::db, .ylim = {0, 3000}, .clim = {-110, -20}});
    save("hpss.png");

    const Asig slower = mono.time_stretch(1.5).set_label("slower");
    const Asig deeper = mono.pitch_shift(-5).set_label("deeper");
    for (const Asig& sig : {mono, slower, deeper})
        sig.to_stft({.nperseg = 1024}).plot({.fn = PlotFn::db, .ylim = {0, 6000}, .clim = {-80, -20}});
    save("stretched.png");

    Asig noisy = mono + Ugen::noise({.amp = 0.01, .n_rows = mono.samples(), .seed = 3});
    for (const Asig& part : {noisy.set_label("with noise"), noisy.denoise().set_label("without")})
        part.to_stft({.nperseg = 1024}).plot({.fn = PlotFn::db, .ylim = {0, 12000}, .clim = {-110, -40}});
    save("denoise.png");

    const Asig buzz = Ugen::sawtooth({.freq = 110, .n_rows = mono.samples(), .label = "synthesiser"});
    Asig robot = 0 * buzz;
    for (double low = 100; low < 12000; low *= 1.25) {
        const Asig level = mono.iirfilter({low, 1.25 * low}).apply([](float x) { return std::abs(x); });
        robot += level.iirfilter(40, {.btype = Btype::lowpass}) * buzz.iirfilter({low, 1.25 * low});
    }
    for (const Asig& part : {mono, buzz, robot.set_label("a synthesiser that speaks").norm()})
        part.to_stft({.nperseg = 1024}).plot({.fn = PlotFn::db, .ylim = {0, 6000}, .clim = {-110, -40}});
    save("vocoder.png");

    mono.to_mfcc().plot();
    save("cepstrum.png");

    for (const Ftype ftype : {Ftype::butter, Ftype::cheby2, Ftype::ellip})
        mono.iirfilter({300, 3400}, {.ftype = ftype, .rp = 1, .rs = 60})
            .set_label(ftype == Ftype::butter   ? "Butterworth"
                       : ftype == Ftype::cheby2 ? "Chebyshev II"
                                                : "elliptic")
            .plot_freqz(2000);
    plot::ylim(-90, 5);
    plot::title("300 to 3400 Hz");
    save("filters.png");

    mono.firfilter(dsp::firwin(121, 2000, {.fs = 44100})).set_label("firwin").plot_freqz(4000);
    mono.firfilter(dsp::remez(121, {0, 1800, 2200, 22050}, {1, 0}, {.weight = {1, 10}, .fs = 44100}))
        .set_label("remez")
        .plot_freqz(4000);
    plot::xlim(0, 8000);
    plot::ylim(-90, 5);
    plot::title("low-passes of 121 taps");
    save("fir.png");

    const Asig band = mono.iirfilter({300, 3400});
    mono.to_spec().plot({.fn = SpecFn::db, .xscale = plot::Scale::log, .style = {.label = "a sentence"}});
    plot::twinx();
    band.plot_freqz(2000, {.style = {.color = "k", .lw = 2, .label = "gain of the filter"}});
    plot::ylim(-60, 5);
    save("two_axes.png");

    plot::subplot(1, 2, 1);
    mono.plot({.xlim = {1.2, 1.5}});
    plot::subplot(1, 2, 2);
    mono(vowel).plot_spectrum({.xlim = {0, 5000}});
    plot::suptitle("a vowel");
    save("subplots.png");

    const LineStyle thin{.color = "steelblue", .lw = 0.5, .label = "the sentence"};
    const LineStyle thick{.color = "#d62728", .lw = 2.5, .ls = "--", .label = "its level"};
    mono.plot({.xlim = {1, 2.5}, .style = thin});
    mono.window_op({.nperseg = 1024, .stride = 512, .fn = "rms"}).plot({.style = thick});
    plot::title("a signal and its level");
    plot::xlabel("seconds after the start");
    plot::grid(false);
    save("styles.png");

    mono.plot();
    mono.to_stft({.nperseg = 1024}).plot({.fn = PlotFn::db, .ylim = {0, 12000}});
    saved("word.svg", plot::gcf());
    saved("word.pdf", plot::gcf());
    save("word.png");

    const plot::Figure grid =
        gridplot({mono, mono.to_spec(), mono.to_stft(), mono.to_mfcc()}, {.colwrap = 2});
    saved("grid.png", grid);

    Eigen::ArrayXd x = Eigen::ArrayXd::LinSpaced(200, 0, 2);
    Eigen::ArrayXXd waves(200, 3);
    waves << (3 * x).sin(), (5 * x).sin(), (8 * x).sin();
    basicplot(waves, x, {.cn = {"slow", "quick", "quickest"}, .ylabel = "displacement"});
    save("basicplot.png");

    basicplot(waves, x, {.typ = plot::Basic::image, .cmap = Cmap::gray, .ylabel = "wave", .show_bar = false});
    save("basicplot_image.png");
    std::cout << "\nin " << folder << "\n";
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: gallery FOLDER [SOUND]\n";
        return 2;
    }
    try {
        std::filesystem::create_directories(argv[1]);
        gallery(argv[1], argc > 2 ? argv[2] : "examples/data/sentence.flac");
    } catch (const std::exception& error) {
        std::cerr << "\ngallery: " << error.what() << "\n";
        return 1;
    }
}
