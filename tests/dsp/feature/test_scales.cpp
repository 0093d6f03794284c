// SPDX-License-Identifier: MIT
// Scales of frequency and level, filters, and peaks of spectra.
#include <pya/dsp/feature/chroma_filters.hpp>
#include <pya/dsp/feature/decibels.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>
#include <pya/dsp/feature/frequencies.hpp>
#include <pya/dsp/feature/mel_filters.hpp>
#include <pya/dsp/feature/piptrack.hpp>
#include <pya/dsp/feature/weighting.hpp>
#include <pya/error.hpp>

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>

using namespace pya::dsp;

TEST_CASE("mel scales go there and back", "[feature]") {
    for (const MelScale scale : {MelScale::slaney, MelScale::htk})
        for (const double hz : {0., 60., 999., 1000., 1001., 12000.})
            CHECK(mel_to_hz(hz_to_mel(hz, scale), scale) == Approx(hz).margin(1e-9));
    CHECK(hz_to_mel(1000) == Approx(15));
    CHECK(hz_to_mel(1000, MelScale::htk) == Approx(999.9855));
    CHECK(hz_to_octs(440) == Approx(4));
    CHECK(octs_to_hz(hz_to_octs(300, 0.2, 24), 0.2, 24) == Approx(300));
}

TEST_CASE("frequencies of bins and bands", "[feature]") {
    CHECK(fft_frequencies(8000, 4) == std::vector<double>{0, 2000, 4000});
    CHECK(fft_frequencies(8000, 5).size() == 3);
    CHECK(mel_frequencies(5, 0, 800) == std::vector<double>{0, 200, 400, 600, 800});
    CHECK(cqt_frequencies(13, 110).back() == Approx(220));
    CHECK(tempo_frequencies(3, 1000, 10)[2] == Approx(3000));
    CHECK(std::isinf(tempo_frequencies(3)[0]));
    CHECK_THROWS_AS(fft_frequencies(0, 4), pya::ArgumentError);
    CHECK_THROWS_AS(fft_frequencies(8000, 0), pya::ArgumentError);
    CHECK_THROWS_AS(mel_frequencies(0), pya::ArgumentError);
    CHECK_THROWS_AS(mel_frequencies(4, 200, 100), pya::ArgumentError);
    CHECK_THROWS_AS(cqt_frequencies(4, 0), pya::ArgumentError);
    CHECK_THROWS_AS(tempo_frequencies(4, 8000, 0), pya::ArgumentError);
}

TEST_CASE("weightings are those of the standard's table", "[feature]") {
    CHECK(frequency_weighting(1000) == Approx(0).margin(0.01));
    CHECK(frequency_weighting(100) == Approx(-19.1).margin(0.06));
    CHECK(frequency_weighting(10000) == Approx(-2.5).margin(0.06));
    CHECK(frequency_weighting(100, Weighting::B) == Approx(-5.6).margin(0.06));
    CHECK(frequency_weighting(31.5, Weighting::C) == Approx(-3.0).margin(0.06));
    CHECK(frequency_weighting(3150, Weighting::D) == Approx(11.5).margin(0.5));
    CHECK(frequency_weighting(20, Weighting::Z) == 0);
    CHECK(frequency_weighting(0) == -80);
    CHECK(std::isinf(frequency_weighting(0, Weighting::A, {})));
}

TEST_CASE("decibels are held below the loudest", "[feature]") {
    std::vector<double> x = {1, 0.1, 1e-20};
    power_to_db(x, x);
    CHECK(x == std::vector<double>{0, -10, -80});
    x = {1, -0.1, 0};
    amplitude_to_db(x, x, {.ref = 10, .top_db = {}});
    CHECK(x == std::vector<double>{-20, -40, -120});
    CHECK_THROWS_AS(power_to_db(x, x, {.amin = 0.}), pya::ArgumentError);
    CHECK_THROWS_AS(power_to_db(x, x, {.top_db = -1.}), pya::ArgumentError);
    std::vector<double> two(2);
    CHECK_THROWS_AS(power_to_db(x, two), pya::ArgumentError);
}

TEST_CASE("mel filters have the area, the peak or the norm that is asked for", "[feature]") {
    const auto area = mel_filters(22050, 4096, {.n_mels = 20});
    CHECK((area.rowwise().sum() * 22050 / 4096 - 1).abs().maxCoeff() < 0.02);
    CHECK(mel_filters(22050, 4096, {.n_mels = 20, .norm = MelNorm::none()}).maxCoeff() <= 1);
    const auto shares = mel_filters(22050, 4096, {.n_mels = 20, .norm = MelNorm::of(1)});
    CHECK((shares.rowwise().sum() - 1).abs().maxCoeff() < 1e-12);
    CHECK(mel_filters(8000, 256, MelOptions::torchaudio()).rows() == 128);
    CHECK_THROWS_AS(mel_filters(8000, 256, {.fmax = 5000}), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filters(8000, 256, {.fmin = -1}), pya::ArgumentError);
    CHECK_THROWS_AS(mel_filters(8000, 256, {.norm = MelNorm::of(0)}), pya::ArgumentError);
}

TEST_CASE("chroma filters put a note in its class", "[feature]") {
    const auto filters = chroma_filters(22050, 4096);
    Index note = 0;
    filters.col(static_cast<Index>(std::lround(440. * 4096 / 22050))).maxCoeff(&note);
    CHECK(note == 9); // A
    CHECK_THROWS_AS(chroma_filters(22050, 1), pya::ArgumentError);
    CHECK_THROWS_AS(chroma_filters(22050, 64, {.tuning = NAN}), pya::ArgumentError);
    CHECK_THROWS_AS(chroma_filters(22050, 64, {.octwidth = 0.}), pya::ArgumentError);
}

namespace {

std::vector<float> tone(double hz, double sr, std::size_t samples) {
    std::vector<float> x;
    for (std::size_t i = 0; i < samples; ++i)
        x.push_back(static_cast<float>(std::sin(2 * std::numbers::pi * hz * static_cast<double>(i) / sr)));
    return x;
}

} // namespace

TEST_CASE("piptrack finds a tone between the bins", "[feature]") {
    const std::vector<float> x = tone(1234.5, 22050, 8192);
    const Piptrack found = piptrack(Block<const float>(x), 22050);
    CHECK(found.frames == 17);
    const auto* const frame = found.pitches.data() + 8 * 1025;
    CHECK(*std::max_element(frame, frame + 1025) == Approx(1234.5).margin(1));
    CHECK(std::count_if(frame, frame + 1025, [](double hz) { return hz > 0; }) == 1);
    CHECK_THROWS_AS(piptrack(Block<const float>(x), 22050, {}, {.fmin = 500, .fmax = 400}),
                    pya::ArgumentError);
}

TEST_CASE("tuning is estimated to the resolution", "[feature]") {
    const std::vector<float> x = tone(440 * std::exp2(0.2 / 12), 22050, 22050);
    CHECK(estimate_tuning(Block<const float>(x), 22050) == Approx(0.2).margin(0.03));
    CHECK(pitch_tuning({}) == 0);
    const std::vector<float> silence(5000);
    CHECK(estimate_tuning(Block<const float>(silence), 22050) == 0);
    CHECK_THROWS_AS(pitch_tuning({}, 0), pya::ArgumentError);
    CHECK_THROWS_AS(pitch_tuning({}, 0.1, 0), pya::ArgumentError);
}

TEST_CASE("pitches are counted in the step that they lie in", "[feature]") {
    std::vector<double> hz = {0, -1, NAN, INFINITY};
    for (int octave = -3; octave < 4; ++octave) hz.push_back(440 * std::exp2(octave)); // on an edge
    CHECK(pitch_tuning(hz) == 0);
    for (int step = 0; step < 100; ++step)
        for (int i = 0; i < (step == 37 ? 12 : 4); ++i)
            hz.push_back(440 * std::exp2((i + (step + 0.3) / 100 - 0.5) / 12));
    CHECK(pitch_tuning(hz) == Approx(-0.13));
    hz.insert(hz.end(), 12, 1e300);
    hz.insert(hz.end(), 12, 1e-300);
    hz.insert(hz.end(), 12, std::numeric_limits<double>::denorm_min());
    CHECK(pitch_tuning(hz, 0.5) == Approx(-0.5).margin(0.5));
}

TEST_CASE("pitches above the median of their magnitudes are those of the tuning", "[feature]") {
    const auto samples = GENERATE(2048, 4096, 30000);
    std::vector<float> x(static_cast<std::size_t>(samples));
    std::uint32_t random = 1;
    for (float& value : x)
        value = static_cast<float>((random = random * 1664525 + 1013904223) >> 8) - 0x1p23f;
    const Piptrack found = piptrack(Block<const float>(x), 22050);
    std::vector<double> magnitudes, pitches;
    for (std::size_t i = 0; i < found.pitches.size(); ++i)
        if (found.pitches[i] > 0) magnitudes.push_back(found.magnitudes[i]);
    std::sort(magnitudes.begin(), magnitudes.end());
    const std::size_t middle = magnitudes.size() / 2;
    const double median =
        magnitudes.size() % 2 == 1 ? magnitudes[middle] : (magnitudes[middle - 1] + magnitudes[middle]) / 2;
    for (std::size_t i = 0; i < found.pitches.size(); ++i)
        if (found.pitches[i] > 0 && found.magnitudes[i] >= median) pitches.push_back(found.pitches[i]);
    CHECK(estimate_tuning(Block<const float>(x), 22050) == pitch_tuning(pitches));
}

TEST_CASE("the rms of magnitudes is that of the samples", "[feature]") {
    const std::vector<double> impulse = {1, 1, 1};
    CHECK(rms_of_spectrum(impulse, 4) == Approx(0.5));
    CHECK(rms_of_spectrum(impulse, 5) == Approx(std::sqrt(0.2)));
    CHECK_THROWS_AS(rms_of_spectrum(impulse, 6), pya::ArgumentError);
}
