// SPDX-License-Identifier: MIT
#include <pya/astream.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/error.hpp>
#include <pya/stream/blocks.hpp>
#include <pya/stream/options.hpp>

#include "io/folder.hpp"
#include "stream/support.hpp"
#include "support/quiet.hpp"

#include <filesystem>
#include <thread>
#include <vector>

using namespace pya;

TEST_CASE("blocks of a stream are parts of the signal") {
    const Asig sig = streams::noise(100000);
    const Astream stream = streams::in_pieces(sig);
    Index first = 0;
    for (const Asig& block : stream.blocks(0.3_s)) {
        streams::check_same(block, sig(slice(first, first + 13230)));
        first += 13230;
    }
    CHECK(first == 8 * 13230);
}

TEST_CASE("blocks overlap, and none has only samples of the one before") {
    const Asig sig = streams::noise(1000, 1, 100);
    const auto begins = [](const Asig& a, Seconds length, Seconds hop) {
        std::vector<Index> lengths;
        Index first = 0;
        for (const Asig& block : Astream(a).blocks(length, {.hop = hop})) {
            streams::check_same(block, a(slice(first, first + to_samples(length, 100))));
            first += to_samples(hop, 100);
            lengths.push_back(block.samples());
        }
        return lengths;
    };
    CHECK(begins(sig, 4_s, 2_s) == std::vector<Index>{400, 400, 400, 400});
    CHECK(begins(sig, 4_s, 3_s) == std::vector<Index>{400, 400, 400});
    CHECK(begins(sig, 4_s, 4_s) == std::vector<Index>{400, 400, 200});
    CHECK(begins(sig, 1_s, 4_s) == std::vector<Index>{100, 100, 100});
    CHECK(begins(sig, 20_s, 1_s) == std::vector<Index>{1000});
    CHECK(begins(sig(slice(0, 0)), 4_s, 2_s).empty());
}

TEST_CASE("blocks run once, and may be left early") {
    const Astream stream(streams::noise(1000000, 1));
    StreamBlocks blocks = stream.blocks(10_ms);
    for (const Asig& block : blocks) {
        CHECK(block.samples() == 441);
        break;
    }
    CHECK_THROWS_AS(blocks.begin(), ArgumentError);
    CHECK_THROWS_AS(stream.blocks(0), ArgumentError);
    CHECK_THROWS_AS(stream.blocks(1_s, {.hop = 0_s}), ArgumentError);
    CHECK_THROWS_AS(stream.blocks(-1_s), ArgumentError);
}

TEST_CASE("progress goes through all passes") {
    const Astream stream = Astream(streams::noise(200000)).norm().gain(0.5).norm();
    double before = 0;
    int pass = 1;
    stream.to_asig({.progress = [&](const StreamProgress& now) {
        CHECK(now.done() >= before);
        CHECK((now.pass == pass || now.pass == pass + 1));
        CHECK(now.passes == 3);
        CHECK(now.total == 200000);
        pass = now.pass;
        before = now.done();
        return true;
    }});
    CHECK(before == 1);
    CHECK(pass == 3);
}

TEST_CASE("a run that is stopped ends with an error, and no file or one up to there") {
    const Quiet quiet;
    const Folder folder;
    const Asig sig = streams::noise(200000);
    const auto stop = [](const StreamProgress& now) { return now.samples < 50000; };
    CHECK_THROWS_AS(Astream(sig).to_asig({.progress = stop}), StreamStopped);
    CHECK_THROWS_AS(Astream(sig).save(folder / "a.wav", {}, {.progress = stop}), StreamStopped);
    CHECK(!std::filesystem::exists(folder / "a.wav"));
    CHECK_THROWS_AS(Astream(sig).save(folder / "a.wav", {}, {.progress = stop, .keep_partial = true}),
                    StreamStopped);
    const Asig kept(folder / "a.wav");
    CHECK(kept.samples() > 0);
    streams::check_same(kept, sig(slice(0, kept.samples())));
    CHECK_THROWS_AS(Astream(sig).norm().to_asig({.progress = stop}), StreamStopped);
}

TEST_CASE("several threads run one stream", "[threads]") {
    const Asig sig = streams::noise(150000);
    const Astream stream = Astream(sig).iirfilter(800, {.btype = Btype::lowpass}).norm(-1_dB).fade_out(0.2);
    const Asig whole = stream.to_asig({.threads = false});
    std::vector<Asig> results(3);
    std::vector<std::thread> threads;
    for (Asig& result : results) threads.emplace_back([&] { result = stream.to_asig(); });
    for (std::thread& thread : threads) thread.join();
    for (const Asig& result : results) streams::check_same(result, whole);
}

TEST_CASE("an error in a step is thrown where the stream is run", "[threads]") {
    const Astream stream = Astream(streams::noise(150000)).apply([](float x) {
        if (x > 0.5f) throw IoError("found it");
        return x;
    });
    CHECK_THROWS_AS(stream.to_asig(), IoError);
    CHECK_THROWS_AS(stream.norm().to_asig(), IoError);
    CHECK_THROWS_AS(stream.to_asig({.threads = false}), IoError);
}

TEST_CASE("what can't be streamed is refused where it is asked for") {
    const Astream stream(streams::noise(1000));
    CHECK_THROWS_AS(stream({1, 2, 3}), ArgumentError);
    CHECK_THROWS_AS(stream(slice(0, 100, 2)), ArgumentError);
    CHECK_THROWS_AS(stream(slice(none, none, -1)), ArgumentError);
    CHECK_THROWS_AS(stream(all, "x"), ArgumentError);
    CHECK_THROWS_AS(stream.iirfilter(100, {.btype = Btype::lowpass, .filter = FilterMethod::sosfiltfilt}),
                    ArgumentError);
    CHECK_THROWS_AS(stream.resample(8000, {.kind = Interp::cubic}), ArgumentError);
    CHECK_THROWS_AS(stream.resample(8000, {.kind = Interp::samplerate_best}), ArgumentError);
    CHECK_THROWS_AS(stream.resample(8000, {.rate = Acurve({{0, 1}, {1, 2}})}), ArgumentError);
    CHECK_THROWS_AS(stream.resample(44100, {.rate = 3.14159265358979}), ArgumentError);
    CHECK_THROWS_AS(stream.resample(0), ArgumentError);
    CHECK_THROWS_AS(stream.time_stretch(Acurve({{0, 1}, {1, 2}})), ArgumentError);
    CHECK_THROWS_AS(stream.pitch_shift(Acurve({{0, 1}, {1, 2}})), ArgumentError);
    CHECK_THROWS_AS(stream.find_events(), ArgumentError);
}

TEST_CASE("bad arguments of steps are refused where they are given") {
    const Astream stream(streams::noise(1000));
    CHECK_THROWS_AS(stream.gain(std::vector<double>{1}), ArgumentError);
    CHECK_THROWS_AS(stream.fade_in(-1), ArgumentError);
    CHECK_THROWS_AS(stream.fade_out(1, NAN), ArgumentError);
    CHECK_THROWS_AS(stream.envelope({}), ArgumentError);
    CHECK_THROWS_AS(stream.adsr({.att = 5}), ArgumentError);
    CHECK_THROWS_AS(stream.iirfilter(-100, {.btype = Btype::lowpass}), ArgumentError);
    CHECK_THROWS_AS(stream.lfilter({1}, {0, 1}), ArgumentError);
    CHECK_THROWS_AS(stream.lfilter({}, {1}), ArgumentError);
    CHECK_THROWS_AS(stream.firfilter({}), ArgumentError);
    CHECK_THROWS_AS(stream.time_stretch(0), ArgumentError);
    CHECK_THROWS_WITH(stream.time_stretch(NAN), Catch::Matchers::Contains("time_stretch"));
    CHECK_THROWS_WITH(stream.pitch_shift(NAN), Catch::Matchers::Contains("pitch_shift"));
    CHECK_THROWS_AS(stream.pitch_shift(100), ArgumentError);
    CHECK_THROWS_AS(stream.mono({1, 2, 3}), ArgumentError);
    CHECK_THROWS_AS(stream.pan2(3), ArgumentError);
    CHECK_THROWS_AS(stream.shift_channel(-2), ArgumentError);
    CHECK_THROWS_AS(stream.limit({.lookahead = -1}), ArgumentError);
    CHECK_THROWS_AS(stream.through(dsp::SosFilter(Sos::Ones(1, 6), 1)), ArgumentError);
    CHECK_THROWS_AS(stream.through(dsp::SosFilter(Sos::Ones(1, 6), 2), -1), ArgumentError);
    CHECK_THROWS_AS(stream.append(Astream(streams::noise(10, 1))), ArgumentError);
}
