// SPDX-License-Identifier: MIT
#include <pya/asig/label.hpp>

#include "support/catch.hpp"

#include <array>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using pya::detail::Label;

TEST_CASE("a label remembers the name that was given, whatever methods add", "[asig]") {
    const Label label = Label("word") + "_normalised" + "_filtered";
    CHECK(label.text() == "word_normalised_filtered");
    CHECK(label.given() == "word");
}

TEST_CASE("labels of signals behind one another are joined, and no name is nothing", "[asig]") {
    Label label = Label("one") + "_scaled";
    CHECK(label.join(Label("two") + "_cut").text() == "one_scaled+two_cut");
    CHECK(label.given() == "one+two");
    CHECK(label.join(Label()).given() == "one+two");
    Label none;
    CHECK(none.join(Label("two")).given() == "two");
}

TEST_CASE("a label may have any length, and the name that was given stays", "[asig]") {
    const std::string name(GENERATE(0, 1, 57, 62, 63, 500), 'n');
    Label label(name);
    std::string text = name;
    for (const char* added :
         {"_cut", "_a_name_that_is_longer_than_all_that_a_label_has_room_for_in_place_itself", "",
          "_scaled"}) {
        label += added;
        text += added;
        CHECK(label.text() == text);
        CHECK(label.given() == name);
    }
    label += label.text();
    CHECK(label.text() == text + text);
    label.replace("other");
    CHECK(label.text() == "other");
    CHECK(label.given() == name);
    label = name;
    CHECK(label.text() == name);
}

TEST_CASE("a label that was read can be copied, moved and added to", "[asig]") {
    Label label = Label("word") + "_scaled";
    CHECK(label.text() == "word_scaled");
    Label copy = label;
    copy += "_cut";
    CHECK(copy.text() == "word_scaled_cut");
    CHECK(label.text() == "word_scaled");
    label += "_faded";
    CHECK(label.text() == "word_scaled_faded");
    const Label taken = std::move(label);
    CHECK(taken.text() == "word_scaled_faded");
    CHECK(label.text().empty());
    label = copy;
    CHECK(label.text() == "word_scaled_cut");
    CHECK(label.given() == "word");
}

TEST_CASE("several threads may read a label for the first time", "[asig][threads]") {
    const Label label = Label("word") + "_scaled";
    std::array<const std::string*, 4> read{};
    {
        std::vector<std::jthread> readers;
        for (const std::string*& text : read) readers.emplace_back([&] { text = &label.text(); });
    }
    for (const std::string* text : read) {
        CHECK(text == read.front());
        CHECK(*text == "word_scaled");
    }
}
