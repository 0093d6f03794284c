// SPDX-License-Identifier: MIT
// librosa's spectral features.
#include "golden/analysis.hpp"
#include "golden/mapping.hpp"
#include "golden/parameters.hpp"

namespace golden {
namespace {

namespace dsp = pya::dsp;

const Covers centroid("centroid", "feature.spectral_centroid", [](const Case& c, Checker& check) {
    check.out("centroid", features_of(c, "centroid", {}));
});

const Covers bandwidth("bandwidth", "feature.spectral_bandwidth", [](const Case& c, Checker& check) {
    dsp::FeatureOptions o;
    c.read("p", o.bandwidth_order);
    c.read("norm", o.bandwidth_norm);
    check.out("bandwidth", features_of(c, "bandwidth", o));
});

const Covers rolloff("rolloff", "feature.spectral_rolloff", [](const Case& c, Checker& check) {
    dsp::FeatureOptions o;
    c.read("roll_percent", o.roll_percent);
    check.out("rolloff", features_of(c, "rolloff", o));
});

const Covers flatness("flatness", "feature.spectral_flatness", [](const Case& c, Checker& check) {
    dsp::FeatureOptions o;
    c.read("power", o.flatness_power);
    c.read("amin", o.flatness_amin);
    check.out("flatness", features_of(c, "flatness", o));
});

const Covers contrast("contrast", "feature.spectral_contrast", [](const Case& c, Checker& check) {
    dsp::FeatureOptions o;
    c.read("fmin", o.contrast.fmin);
    c.read("n_bands", o.contrast.n_bands);
    c.read("quantile", o.contrast.quantile);
    c.read("linear", o.contrast.linear);
    check.out("contrast", features_of(c, "contrast", o));
});

const Covers zcr("zcr", "feature.zero_crossing_rate", [](const Case& c, Checker& check) {
    dsp::FeatureOptions o;
    c.read("threshold", o.crossing_threshold);
    c.read("zero_pos", o.crossing_zero_pos);
    check.out("zcr", features_of(c, "zero_crossing_rate", o));
});

const Covers frame_rms("rms", "feature.rms", [](const Case& c, Checker& check) {
    if (!c.has_in("S")) {
        check.out("rms", features_of(c, "rms", {}));
        return;
    }
    const FrameColumns s = columns_of(c.in("S"));
    std::vector<double> levels;
    for (Index i = 0; i < s.count; ++i)
        levels.push_back(dsp::rms_of_spectrum(s.block().channel(i), c.get<Index>("frame_length")));
    check.out("rms", s.array(levels, 1));
});

const Covers mel("melspectrogram", "feature.melspectrogram", [](const Case& c, Checker& check) {
    check.out("S", features_of(c, "mel", {.mel = mel_options(c)}));
});

const Covers mel_filter("mel_filter", "filters.mel", [](const Case& c, Checker& check) {
    check.out("weights", array(dsp::mel_filters(c.sr(), c.get<Index>("n_fft"), mel_options(c))));
});

const Covers mfcc("mfcc", "feature.mfcc", [](const Case& c, Checker& check) {
    dsp::FeatureOptions o{.mel = mel_options(c)};
    c.read("n_mfcc", o.mfcc.n_mfcc);
    c.read("dct_type", o.mfcc.dct_type);
    c.read("lifter", o.mfcc.lifter);
    o.mfcc.ortho = !c.has("norm") || c.given("norm");
    check.out("mfcc", features_of(c, "mfcc", o));
});

dsp::ChromaOptions chroma_options(const Case& c) {
    dsp::ChromaOptions o;
    c.read("n_chroma", o.n_chroma);
    read_optional(c, "tuning", o.tuning);
    c.read("ctroct", o.ctroct);
    read_or_none(c, "octwidth", o.octwidth);
    c.read("base_c", o.base_c);
    read_norm(c, "norm", c.fn() == "filters.chroma" ? o.filter_norm : o.norm);
    return o;
}

const Covers chroma_filter("chroma_filter", "filters.chroma", [](const Case& c, Checker& check) {
    check.out("weights", array(dsp::chroma_filters(c.sr(), c.get<Index>("n_fft"), chroma_options(c))));
});

const Covers chroma_cases("chroma_stft", "feature.chroma_stft", [](const Case& c, Checker& check) {
    check.out("chroma", features_of(c, "chroma", {.chroma = chroma_options(c)}));
});

const Covers tonnetz("tonnetz", "feature.tonnetz", [](const Case& c, Checker& check) {
    const FrameColumns chroma = columns_of(c.in("chroma"));
    std::vector<double> out(static_cast<std::size_t>(6 * chroma.count));
    dsp::tonnetz(chroma.block(), {out.data(), 6, chroma.count});
    check.out("tonnetz", chroma.array(out, 6));
});

dsp::PiptrackOptions piptrack_options(const Case& c) {
    dsp::PiptrackOptions o;
    c.read("fmin", o.fmin);
    c.read("fmax", o.fmax);
    c.read("threshold", o.threshold);
    read_optional(c, "ref", o.ref);
    return o;
}

// Without a hop_length librosa takes a quarter of a frame here.
dsp::FrameOptions quarter_frames(const Case& c) {
    dsp::FrameOptions frames = frame_options(c);
    if (!c.has("hop_length")) frames.stride = *frames.nfft / 4;
    return frames;
}

const Covers tuning_cases("tuning", "estimate_tuning", [](const Case& c, Checker& check) {
    dsp::TuningOptions o{.peaks = piptrack_options(c)};
    c.read("resolution", o.resolution);
    c.read("bins_per_octave", o.bins_per_octave);
    const double tuning = dsp::estimate_tuning(c.self().sig(), c.sr(), quarter_frames(c), o);
    check.out("tuning", array(Eigen::ArrayXd::Constant(1, tuning)));
});

const Covers pitch_tuning("tuning", "pitch_tuning", [](const Case& c, Checker& check) {
    double resolution = 0.01;
    Index bins_per_octave = 12;
    c.read("resolution", resolution);
    c.read("bins_per_octave", bins_per_octave);
    const double tuning = dsp::pitch_tuning(c.in("frequencies").list(), resolution, bins_per_octave);
    check.out("tuning", array(Eigen::ArrayXd::Constant(1, tuning)));
});

const Covers piptrack("piptrack", "piptrack", [](const Case& c, Checker& check) {
    const pya::Asig self = c.self();
    const dsp::FrameOptions frames = quarter_frames(c);
    const dsp::Piptrack found = dsp::piptrack(self.sig(), c.sr(), frames, piptrack_options(c));
    const Index frames_found = found.frames * self.channels();
    const auto ordered = [&](const std::vector<double>& values) {
        const Index bins = *frames.nfft / 2 + 1;
        FrameColumns columns{{bins, found.frames}, bins, frames_found, {}};
        if (self.channels() > 1) columns.shape.insert(columns.shape.begin(), self.channels());
        return columns.array(values, bins);
    };
    check.out("pitches", ordered(found.pitches));
    check.out("magnitudes", ordered(found.magnitudes));
});

} // namespace
} // namespace golden
