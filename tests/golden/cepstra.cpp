// SPDX-License-Identifier: MIT
// Group mfcc: cepstra with all the stages before them, and pya's defaults of helper/mfcc_defaults.
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

#include <pya/dsp/cepstral/mel.hpp>
#include <pya/pya.hpp>

namespace golden {
namespace {

namespace dsp = pya::dsp;
using pya::Amfcc;

pya::dsp::MfccOptions options(const Case& c) {
    pya::dsp::MfccOptions o;
    read_optional(c, "n_per_frame", o.n_per_frame);
    read_optional(c, "hopsize", o.hopsize);
    read_optional(c, "nfft", o.nfft);
    read_window(c, "window", o.window);
    c.read("nfilters", o.nfilters);
    c.read("ncep", o.ncep);
    c.read("ceplifter", o.ceplifter);
    c.read("preemph", o.preemph);
    c.read("append_energy", o.append_energy);
    return o;
}

const Covers amfcc("mfcc", "Amfcc", [](const Case& c, Checker& check) {
    const pya::Asig self = c.self();
    const Amfcc mfcc = self.to_mfcc(options(c));
    check.expect("n_per_frame", static_cast<double>(mfcc.n_per_frame()));
    check.expect("hopsize", static_cast<double>(mfcc.hopsize()));
    check.expect("nfft", static_cast<double>(mfcc.nfft()));
    check.expect("nframes", static_cast<double>(mfcc.nframes()));
    check.expect("label", mfcc.label());
    check.expect("duration", mfcc.duration());
    check.out("window", array(mfcc.window()));
    check.out("filter_banks", array(mfcc.filter_banks()));
    check.out("timestamp", array(mfcc.timestamp()));

    // One dimension more with several channels: frames, channels, values.
    const auto stacked = [&](auto stage) {
        std::vector<Array> channels;
        for (Index ch = 0; ch < mfcc.channels(); ++ch) channels.push_back(array(stage(ch)));
        return channels.size() == 1 ? channels.front() : stack_middle(channels);
    };
    const Eigen::ArrayXf emphasised =
        dsp::preemphasis(Eigen::ArrayXf(self.sig().col(0)), mfcc.options().preemph);
    check.out("preemph", array(emphasised));
    check.out("frames", stacked([&](Index ch) { return mfcc.frames(ch); }));
    check.out("pspec", stacked([&](Index ch) { return mfcc.pspec(ch); }));
    check.out("frame_energy", stacked([&](Index ch) { return mfcc.frame_energy(ch); }));
    check.out("log_mel", stacked([&](Index ch) { return mfcc.log_mel(ch); }));
    check.out("dct", stacked([&](Index ch) { return dsp::dct(mfcc.log_mel(ch), mfcc.ncep()); }));
    check.out("liftered", stacked([&](Index ch) {
                  return dsp::lifter(dsp::dct(mfcc.log_mel(ch), mfcc.ncep()), mfcc.options().ceplifter);
              }));
    check.out("cepstra", stacked([&](Index ch) { return mfcc.cepstra(ch); }));
});

const Covers mel_filterbanks("mfcc", "Amfcc.mel_filterbanks", [](const Case& c, Checker& check) {
    Index nfilters = 26;
    Index nfft = 512;
    double lowfreq = 0;
    std::optional<double> highfreq;
    c.read("nfilters", nfilters);
    c.read("nfft", nfft);
    c.read("lowfreq", lowfreq);
    read_optional(c, "highfreq", highfreq);
    check.out("fb", array(dsp::mel_filterbanks(c.sr(), nfilters, nfft, lowfreq, highfreq)));
});

const Covers lifter("mfcc", "Amfcc.lifter", [](const Case& c, Checker& check) {
    const dsp::FrameArray<double> cepstra = c.in("cepstra").real();
    Index L = 22;
    c.read("L", L);
    check.out("out", array(dsp::lifter(cepstra, L)));
});

const Covers preemphasis("mfcc", "Amfcc.preemphasis", [](const Case& c, Checker& check) {
    double coeff = 0.97;
    c.read("coeff", coeff);
    check.out("out", array(dsp::preemphasis(c.in("x").vector(), coeff)));
});

const Covers defaults("helper", "mfcc_defaults", [](const Case& c, Checker& check) {
    const pya::dsp::MfccOptions used = dsp::resolve(pya::dsp::MfccOptions{}, c.get<double>("sr"));
    check.expect("n_per_frame", static_cast<double>(*used.n_per_frame));
    check.expect("hopsize", static_cast<double>(*used.hopsize));
    check.expect("nfft", static_cast<double>(*used.nfft));
});

} // namespace
} // namespace golden
