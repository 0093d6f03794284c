// SPDX-License-Identifier: MIT
/// @file
/// The most common tasks, step by step: load a recording, take its beginning, mix it with a tone, filter and
/// shape it, find the events in it, measure them, schedule them on a server, draw them, and save the results.
///
///     quickstart [FILE] [--out DIR]
///
/// It takes any sound file, mono or not, at any rate, also one that is shorter than the pieces that are cut
/// from it. The exit status is 0, or 1 for a file that can't be used, or 2 for wrong arguments.
#include <pya/pya.hpp>

#include "places.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>

using namespace pya;
namespace fs = std::filesystem;

namespace {

void say(const std::string& step, const Asig& sig) {
    const double peak = sig.sig().abs().maxCoeff();
    const double rms = std::sqrt(sig.rms().square().mean());
    std::printf("%s\n    %s\n    peak %.1f dB, rms %.1f dB\n", step.c_str(), sig.repr().c_str(), ampdb(peak),
                ampdb(rms));
}

void save(const Asig& sig, const fs::path& path) {
    sig.save(path.string());
    std::printf("    saved as %s\n", path.string().c_str());
}

/// One line of numbers about a sound of one channel.
void analyse(const Asig& sound) {
    const Aspec spec = sound.to_spec();
    const Eigen::ArrayXd power = spec.rfftspec().abs2();
    const Eigen::ArrayXd freqs = spec.freqs();
    Index strongest = 0;
    power.maxCoeff(&strongest);
    std::printf("strongest at %.0f Hz, centroid %.0f Hz", freqs(strongest),
                (power * freqs).sum() / power.sum());

    const Eigen::ArrayXd cepstrum = sound.to_mfcc().features().colwise().mean();
    std::printf(", mean cepstrum %.1f %.1f %.1f\n", cepstrum(1), cepstrum(2), cepstrum(3));
}

/// The recording with its events: the stretches that are louder than 40 dB below the peak.
Asig segment(const Asig& recording) {
    // Events are found in one channel; set_events() gives them to the signal of all channels.
    const Asig mono = recording.mono().norm().find_events(
        {.sil_thr = -40, .evt_min_dur = 30_ms, .sil_min_dur = 0.15, .sil_pad = {20_ms, 50_ms}});
    const Index count = static_cast<Index>(mono.events().size());
    std::printf("5. Find the events that are louder than -40 dB of the peak: %td\n", count);

    constexpr Index shown = 12;
    for (Index i = 0; i < std::min(count, shown); ++i) {
        const dsp::Event event = mono.events()[static_cast<std::size_t>(i)];
        std::printf("    %5.2f to %5.2f s: ", static_cast<double>(event.begin) / recording.sr(),
                    static_cast<double>(event.end) / recording.sr());
        analyse(mono.select_event(i));
    }
    if (count > shown) std::printf("    and %td more\n", count - shown);
    return Asig(recording).set_events(mono.events());
}

/// The events from the last to the first, one every 0.7 s.
Ascore backwards(const Asig& marked) {
    Ascore score;
    for (Index i = static_cast<Index>(marked.events().size()) - 1; i >= 0; --i) {
        const Asig event = marked.select_event(i);
        const double fade = std::min(0.02, event.dur() / 2);
        const double onset = 0.7 * static_cast<double>(score.size());
        score.push_back(
            {.sig = event.fade_in(fade).fade_out(fade), .onset = onset_frame(onset, marked.sr())});
    }
    return score;
}

/// Renders a score, and plays it on a server with a dummy device, as fast as the computer goes.
Asig schedule(const Ascore& score, int sr, int channels) {
    const Asig offline = render(score, {.sr = sr, .channels = channels});
    const auto studio = std::make_shared<DummyBackend>(DummyOptions{.pacing = Pacing::on_call});
    Aserver server({.sr = sr, .bs = 256, .channels = channels, .backend = studio});
    server.boot();
    server.play(score);
    server.wait();
    const bool same = studio->samples_out()(slice(0, offline.samples())) == offline;
    std::printf("6. Schedule the events from the last to the first: the server %s the rendered score\n",
                same ? "plays exactly" : "does not play");
    if (!same) throw DeviceError("the server and the renderer disagree");
    return Asig(offline).set_label("backwards");
}

void draw(const Asig& marked, const fs::path& out) {
    const auto saved = [](const fs::path& path) {
        savefig(path.string());
        std::printf("    saved as %s\n", path.string().c_str());
    };
    std::printf("7. Draw the recording with its events, and its level over time and frequency\n");
    if (marked.events().empty())
        marked.plot();
    else
        marked.plot_events();
    saved(out / "events.png");
    marked.to_stft().plot({.fn = PlotFn::db});
    saved(out / "stft.png");
}

void run(const std::string& path, const fs::path& out) {
    // Load. The label is what a signal is called when it is printed.
    const Asig recording(path, {.label = fs::path(path).filename().string()});
    if (recording.samples() == 0) throw ArgumentError(path + " has no samples, so there is nothing to do");
    if (!recording.sig().allFinite()) throw ArgumentError(path + " has samples that are NaN or infinite");
    say("1. Load", recording);
    const int sr = recording.sr();
    const Index channels = recording.channels();

    // Slice by time, fade, normalise. A slice ends where the signal does.
    const double length = std::min(1.5, recording.dur());
    const Asig opening = recording(slice(0_s, Seconds(length)))
                             .fade_in(length / 15)
                             .fade_out(length / 3, 2)
                             .norm(-6_dB)
                             .set_label("opening");
    say("2. Cut out the beginning, fade it in and out, normalise it to -6 dB", opening);

    // Mix. With x() the sum goes on to the end of the longer one.
    const Asig tone = Ugen::sine({.freq = std::min(220., sr / 8.),
                                  .amp = 0.2,
                                  .dur = 2 * length / 3,
                                  .sr = sr,
                                  .channels = channels})
                          .adsr({.att = length / 30, .dec = length / 10, .sus = 0.6, .rel = length / 6});
    const Asig mix = (tone.x() + opening).set_label("mix");
    say("3. Mix it over a tone two thirds as long, in extend mode", mix);
    save(mix, out / "mix.wav");

    // Filter and shape.
    const double high = std::min(3000., 0.4 * sr);
    const Asig telephone =
        recording.iirfilter({high / 10, high}, {.ftype = Ftype::butter, .order = 4})
            .envelope({0.2, 1, 0}, {0, 0.3 * recording.dur(), recording.dur()}, {.curve = 1.5})
            .norm(-1_dB)
            .set_label("telephone");
    say("4. Keep the band of a telephone, let it swell and die away", telephone);
    save(telephone, out / "telephone.wav");

    const Asig marked = segment(recording);
    const Ascore score = backwards(marked);
    if (!score.empty()) {
        const Asig scheduled = schedule(score, sr, static_cast<int>(channels));
        say("   Rendered", scheduled);
        save(scheduled, out / "backwards.wav");
    }
    draw(marked, out);
}

} // namespace

int main(int argc, char** argv) {
    std::string file = PYA_EXAMPLES_DATA "/sentence.flac";
    fs::path out = PYA_EXAMPLES_OUTPUT;
    bool given = false;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--out" && i + 1 < argc) {
            out = argv[++i];
        } else if (!given && !argument.starts_with("-")) {
            file = argument;
            given = true;
        } else {
            std::cerr << "usage: quickstart [FILE] [--out DIR]\n";
            return 2;
        }
    }
    try {
        fs::create_directories(out);
        run(file, out);
    } catch (const std::exception& error) {
        std::cerr << "quickstart: " << error.what() << '\n';
        return 1;
    }
}
