// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/astft.hpp>
#include <pya/error.hpp>
#include <pya/ugen.hpp>

#include "support/catch.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace pya;
using Catch::Matchers::Contains;

namespace {

Asig two_chords() {
    const auto tone = [](double freq) {
        return Ugen::sine({.freq = freq, .amp = 0.2, .dur = 1, .sr = 16000, .channels = 2});
    };
    Asig both = tone(220) + tone(440) + tone(1320) + tone(3100);
    both.set_cn({"l", "r"}).set_label("chord");
    both(all, "r") *= 0.5;
    return both;
}

} // namespace

TEST_CASE("a mel spectrum becomes a transform that has this mel spectrum", "[afeature]") {
    const MelOptions mel{.n_mels = 40, .fmax = 7000};
    const FrameOptions frames{.nperseg = 800, .stride = 200, .nfft = 1024};
    const Afeature wanted = two_chords().to_mel(mel, frames);
    const Astft found = wanted.mel_to_stft(mel, frames);
    CHECK(found.sr() == 16000);
    CHECK(found.cn() == std::vector<std::string>{"l", "r"});
    CHECK(found.nr_freqs() == 513);
    CHECK(found.nr_frames() == wanted.frames());
    CHECK(found.samples() == 16000);
    const dsp::FrameArray<double> filters = dsp::mel_filters(16000, 1024, mel);
    const double window_sum = dsp::get_window("hann", 800).sum();
    for (Index c = 0; c < 2; ++c) {
        const Eigen::ArrayXXd powers = (found.stft(c).abs().cast<double>() * window_sum).square();
        const Eigen::ArrayXXd again = (filters.matrix() * powers.matrix()).transpose().array();
        const Eigen::ArrayXXd target = wanted.values().middleCols(40 * c, 40);
        CHECK((again - target).matrix().norm() < 1e-3 * target.matrix().norm());
    }
}

TEST_CASE("the sound of a mel spectrum has nearly this mel spectrum, at its level", "[afeature]") {
    const Asig sound = two_chords();
    const Afeature wanted = sound.to_mel();
    const Asig back = wanted.mel_to_stft().griffin_lim().to_sig();
    CHECK(back.label() == "chord_griffin_lim_2sig");
    CHECK(back.samples() == 15872); // 31 hops of 512
    CHECK(back.rms()(0) == Approx(sound.rms()(0)).epsilon(0.1));
    const Afeature again = back.to_mel();
    const auto off = (again.values() - wanted.values().topRows(again.frames())).matrix().norm();
    CHECK(off < 0.2 * wanted.values().matrix().norm());
}

TEST_CASE("mel_to_stft refuses what the options can't have made", "[afeature]") {
    const Asig sound = two_chords();
    const Afeature mel = sound.to_mel();
    CHECK_THROWS_WITH(mel.to_db().mel_to_stft(), Contains("dB"));
    CHECK_THROWS_WITH(mel.mel_to_stft({.n_mels = 64}), Contains("256 columns") && Contains("n_mels = 64"));
    CHECK_THROWS_WITH(mel.mel_to_stft({.fmin = 30}), Contains("Hz"));
    CHECK_THROWS_WITH(mel.mel_to_stft({}, {.stride = 256}), Contains("stride is 256"));
    CHECK_THROWS_WITH(mel.mel_to_stft({}, {.nperseg = 400, .nfft = 2048}), Contains("stride is 512"));
    CHECK_THROWS_WITH(sound(slice(0, 1000)).to_mel().mel_to_stft(), Contains("2 frames"));
    CHECK_THROWS_AS(Asig(0).to_mel().mel_to_stft(), ArgumentError);
    CHECK_THROWS_AS((mel * -1).mel_to_stft(), ArgumentError);
}
