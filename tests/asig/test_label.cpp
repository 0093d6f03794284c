// SPDX-License-Identifier: MIT
#include <pya/asig/label.hpp>

#include "support/catch.hpp"

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
