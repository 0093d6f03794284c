// SPDX-License-Identifier: MIT
// The label that a person has given, beside the one that methods have added to.
#include "support/catch.hpp"

#include <pya/pya.hpp>

#include <utility>

using namespace pya;

TEST_CASE("Methods add to the label and leave the given one") {
    const Asig word = Ugen::noise({.dur = 0.1, .label = "word"});
    const Asig last = word(slice(0, 2000)).norm().fade_in(0.01).mono().flatten().resample(22050);
    CHECK(last.label() == "word_arrayindexed_normalised_fadein_blended_flattened_resampled");
    CHECK(last.given_label() == "word");
    CHECK((word * 2.f).given_label() == "word");
    CHECK(word.window_op({.fn = "rms"}).label() == "window_oped");
    CHECK(word.window_op({.fn = "rms"}).given_label() == "word");
}

TEST_CASE("The given label goes through spectra and back") {
    const Asig word = Ugen::noise({.dur = 0.1, .label = "word"});
    CHECK(word.to_spec().weight({1, 0}).given_label() == "word");
    CHECK(word.to_spec().to_sig().given_label() == "word");
    CHECK(word.to_spec().to_sig().label() == "word_spec_2sig");
    CHECK(word.norm().to_stft().to_sig().given_label() == "word");
    CHECK(word.norm().to_stft().to_sig().label() == "word_normalised_stft_2sig");
    CHECK(word.gain(0.5).to_mfcc().given_label() == "word");
    CHECK(Aspec(word, {.label = "mine"}).given_label() == "mine");
}

TEST_CASE("A new label and an appended signal change the given label") {
    const Asig a({1.f}, {.label = "a"}), b({2.f}, {.label = "b"});
    CHECK(a.norm().append(b.norm()).given_label() == "a+b");
    CHECK(a.norm().append(b).label() == "a_normalised+b");
    CHECK(a.norm().append(Asig({1.f})).given_label() == "a");
    CHECK(a.norm().set_label("c").given_label() == "c");
    Asig taken = a;
    const Asig thief = std::move(taken);
    CHECK(thief.given_label() == "a");
    CHECK(taken.given_label().empty());
}
