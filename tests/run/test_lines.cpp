// SPDX-License-Identifier: MIT
#include "run/lines.hpp"

#include "run/folder.hpp"
#include "support/catch.hpp"

using namespace pya::detail::live;

namespace {

std::string parts(std::string_view text) {
    const Line line = parse_line(text);
    return line.kind + "|" + line.place + "|" + line.text;
}

} // namespace

TEST_CASE("errors and warnings of compilers, linkers and scripts are told by their place") {
    CHECK(parts("song.cpp:5:7: error: no such thing") == "error|song.cpp:5|no such thing");
    CHECK(parts("a b/song.cpp:12: error: what: it is") == "error|a b/song.cpp:12|what: it is");
    CHECK(parts("song.cpp:1:10: fatal error: no.hpp") == "error|song.cpp:1|no.hpp");
    CHECK(parts("song.cpp: error: without a line") == "error|song.cpp|without a line");
    CHECK(parts("song.cpp:9: warning: beware") == "warning|song.cpp:9|beware");
    CHECK(parts("/usr/bin/ld: /tmp/x.o: in function `main':song.cpp:6: undefined reference to `f()'") ==
          "error|song.cpp:6|undefined reference to `f()'");
    CHECK(parts("song.cpp:6: undefined reference to `f()'") ==
          "error|song.cpp:6|undefined reference to `f()'");
}

TEST_CASE("anything else is output") {
    for (const char* text : {"", "hello", "the error: none", "note: x", "song.cpp:5:7: note: see there"})
        CHECK(parts(text) == std::string("output||") + text);
    CHECK(parse_line(std::string(100000, 'x')).text.size() == 4096);
}

TEST_CASE("lines are taken when they are complete, and long ones in pieces") {
    std::string text = "one\n\ntw";
    CHECK(take_lines(text, false) == std::vector<std::string>{"one", ""});
    CHECK(text == "tw");
    text += "o\nthree";
    CHECK(take_lines(text, true) == std::vector<std::string>{"two", "three"});
    CHECK(take_lines(text, true).empty());
    text = std::string(10000, 'x');
    CHECK(take_lines(text, false).size() == 2);
    CHECK(text.size() == 10000 - 2 * 4096);
}

TEST_CASE("the line of a place is read from its file") {
    const Folder folder;
    const std::string name = folder.write("/a", "first\n    second();\n\n");
    CHECK(line_at(name + ":2") == "second();");
    CHECK(line_at(name + ":3").empty());
    CHECK(line_at(name + ":40").empty());
    CHECK(line_at(name + ":0").empty());
    CHECK(line_at("nothing:1").empty());
    CHECK(line_at("nothing").empty());
}
