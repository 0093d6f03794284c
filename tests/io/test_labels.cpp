// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/labels.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace pya;

namespace {

std::vector<io::Label> labels(const std::string& text) {
    const Folder folder;
    std::ofstream(folder / "x.txt", std::ios::binary) << text;
    return io::load_labels(folder / "x.txt");
}

} // namespace

TEST_CASE("labels of Audacity are two times and a text", "[labels]") {
    const auto found =
        labels("0.500000\t1.250000\tword\r\n\\\t100.0\t2000.0\n2.000000\t2.000000\t\n3\t4\tone two\n5\t6");
    REQUIRE(found.size() == 4);
    CHECK(found[0].begin.value == 0.5);
    CHECK(found[0].end.value == 1.25);
    CHECK(found[0].text == "word");
    CHECK(found[1].begin.value == found[1].end.value);
    CHECK(found[2].text == "one two");
    CHECK(found[3].text.empty());
    CHECK(labels("").empty());
}

TEST_CASE("what is no label is an error that names the line", "[labels]") {
    const Folder folder;
    CHECK_THROWS_AS(io::load_labels(folder / "missing.txt"), IoError);
    CHECK_THROWS_AS(labels("word"), IoError);
    CHECK_THROWS_AS(labels("2\t1\tbackwards"), IoError);
    CHECK_THROWS_WITH(labels("0\t1\ta\n0\tx\tb\n"), Catch::Contains("line 2"));
}

TEST_CASE("labels that are saved come back", "[labels]") {
    const Folder folder;
    const std::vector<io::Label> some{{0.1, 1e-9 + 0.1, "a"}, {1234567.125, 1234567.125, "two words"}};
    io::save_labels(folder / "x.txt", some);
    const auto back = io::load_labels(folder / "x.txt");
    REQUIRE(back.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(back[i].begin.value == some[i].begin.value);
        CHECK(back[i].end.value == some[i].end.value);
        CHECK(back[i].text == some[i].text);
    }
    const auto refused = [&](const io::Label& label) {
        CHECK_THROWS_AS(io::save_labels(folder / "y.txt", std::vector{label}), ArgumentError);
    };
    refused({1, 0, ""});
    refused({std::nan(""), 1, ""});
    refused({0, HUGE_VAL, ""});
    refused({0, 1, "a\tb"});
    refused({0, 1, "a\nb"});
    CHECK(folder.names() == std::vector<std::string>{"x.txt"});
}

TEST_CASE("labels and events are the same at a rate", "[labels]") {
    const std::vector<dsp::Event> events{{0, 22050}, {44100, 44101}, {7, 7}};
    const auto times = io::to_labels(events, 44100);
    CHECK(times[0].end.value == 0.5);
    CHECK(times[2].text == "3");
    CHECK(io::to_events(times, 44100) == events);
    CHECK(io::to_events(std::vector<io::Label>{{0.3333333, 0.5, ""}}, 3) == std::vector<dsp::Event>{{1, 2}});
    CHECK_THROWS_AS(io::to_events(times, 0), ArgumentError);
    CHECK_THROWS_AS(io::to_labels(events, std::nan("")), ArgumentError);
    CHECK_THROWS_AS(io::to_events(std::vector<io::Label>{{-1, 0, ""}}, 3), ArgumentError);
    CHECK_THROWS_AS(io::to_events(std::vector<io::Label>{{2, 1, ""}}, 3), ArgumentError);
    CHECK_THROWS_AS(io::to_events(std::vector<io::Label>{{0, 1e300, ""}}, 3), ArgumentError);
}
