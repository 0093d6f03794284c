// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/astream.hpp>
#include <pya/error.hpp>

#include "stream/support.hpp"

using namespace pya;

TEST_CASE("the features of a stream are those of the signal") {
    const std::vector<std::string> names = {"centroid", "rms", "zero_crossing_rate", "mel"};
    for (const Index channels : {1, 2}) {
        const Asig sig = streams::noise(50000, channels);
        const Afeature whole = sig.features(names, {.nperseg = 1024, .stride = 256});
        const Afeature streamed = streams::in_pieces(sig).features(names, {.nperseg = 1024, .stride = 256});
        REQUIRE(streamed.values().rows() == whole.values().rows());
        REQUIRE(streamed.values().cols() == whole.values().cols());
        CHECK((streamed.values() == whole.values()).all());
        CHECK(streamed.cn() == whole.cn());
        CHECK((streamed.times() == whole.times()).all());
    }
}

TEST_CASE("features that need the whole stream are refused") {
    const Astream stream(streams::noise(5000));
    CHECK_THROWS_AS(stream.features({"mfcc"}), ArgumentError);
    CHECK_THROWS_AS(stream.features({}), ArgumentError);
    CHECK_THROWS_AS(stream.features({"height"}), ArgumentError);
}

TEST_CASE("the events of a stream are those of the signal") {
    Asig sig = streams::noise(90000, 1);
    for (const Index silent : {0, 30000, 60000}) sig.write().middleRows(silent, 10000) = 0;
    for (const double after : {0.1, 1.}) {
        const FindEventsOptions options{.sil_min_dur = 0.05, .sil_pad = {0.001, after}};
        const std::vector<dsp::Event> events = streams::in_pieces(sig).find_events(options);
        CHECK(events.size() == 3);
        CHECK(events == sig.find_events(options).events());
    }
    CHECK(Astream(Asig(0)).find_events().empty());
}
