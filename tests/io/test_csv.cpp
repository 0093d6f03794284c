// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/csv.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <string>

using namespace pya;
using Catch::Matchers::Contains;

namespace {

io::Table table(const std::string& text, const io::CsvOptions& options = {}) {
    const Folder folder;
    std::ofstream(folder / "x.csv", std::ios::binary) << text;
    return io::load_csv(folder / "x.csv", options);
}

std::string saved(const Eigen::ArrayXXd& values, const io::CsvOptions& options = {}) {
    const Folder folder;
    io::save_csv(folder / "x.csv", values, options);
    return read_text(folder / "x.csv");
}

} // namespace

TEST_CASE("a table has rows, columns and, where there are some, names", "[csv]") {
    const io::Table plain = table("1,2\n3,-4.5e-3\n");
    CHECK((plain.values == (Eigen::ArrayXXd(2, 2) << 1, 2, 3, -4.5e-3).finished()).all());
    CHECK(plain.names.empty());
    const io::Table named = table("time,level\n0,0.5\n1,0.25");
    CHECK(named.names == std::vector<std::string>{"time", "level"});
    CHECK((named.values == (Eigen::ArrayXXd(2, 2) << 0, 0.5, 1, 0.25).finished()).all());
    CHECK(table("").values.size() == 0);
    CHECK(table("a,b\n").names.size() == 2);
    CHECK(table("a,b\n").values.rows() == 0);
    CHECK(table("a,b\n").values.cols() == 2);
}

TEST_CASE("a column of a table has a name", "[csv]") {
    const io::Table named = table("time,level,level\n0,0.5,7\n1,0.25,8\n");
    CHECK((named("level") == Eigen::ArrayXd{{0.5, 0.25}}).all());
    CHECK((named("time") == Eigen::ArrayXd{{0, 1}}).all());
    CHECK(table("a,b\n")("b").size() == 0);
    CHECK_THROWS_WITH(named("pitch"), Contains("'pitch'") && Contains("'time', 'level'"));
    CHECK_THROWS_WITH(table("1,2\n")("time"), Contains("no names"));
    CHECK_THROWS_AS(named(""), ArgumentError);
}

TEST_CASE("tables of other systems and programs are read", "[csv]") {
    const Eigen::ArrayXXd want = (Eigen::ArrayXXd(2, 2) << 1, 2, 3, 4).finished();
    CHECK((table("1;2\r\n3;4\r\n", {.delimiter = ';'}).values == want).all());
    CHECK((table("1\t2\r3\t4\r", {.delimiter = '\t'}).values == want).all());
    CHECK((table("\xef\xbb\xbf"
                 "1 , +2\n\n\"3\",4\n")
               .values == want)
              .all());
    CHECK(table("\"a, \"\"b\"\"\",c\n1,2").names == std::vector<std::string>{"a, \"b\"", "c"});
    const io::Table gaps = table("1,,nan\n,inf,-inf\n");
    CHECK(std::isnan(gaps.values(0, 1)));
    CHECK(std::isnan(gaps.values(0, 2)));
    CHECK(std::isnan(gaps.values(1, 0)));
    CHECK(gaps.values(1, 2) == -HUGE_VAL);
}

TEST_CASE("columns that are chosen are read, whatever the others hold", "[csv]") {
    const std::string text = "date,temp,\"who, where\",co2,\n"
                             "2024-01-01,1.5,\"Ann, \"\"A\"\"\r\nnorth,\n\",400,5\" pipe\n"
                             "\n"
                             "n/a,,,-4e2,\n";
    const io::Table part = table(text, {.columns = {"co2", "temp"}});
    CHECK(part.names == std::vector<std::string>{"co2", "temp"});
    REQUIRE(part.values.rows() == 2);
    CHECK((part("co2") == Eigen::ArrayXd{{400, -400}}).all());
    CHECK(part("temp")(0) == 1.5);
    CHECK(std::isnan(part("temp")(1)));
    CHECK((table(text, {.columns = {"co2", "co2"}}).values.col(1) == Eigen::ArrayXd{{400, -400}}).all());
    CHECK_THROWS_WITH(table(text), Contains("'2024-01-01' in line 2") && Contains("option columns"));
    CHECK_THROWS_WITH(table(text, {.columns = {"temp", "date"}}), Contains("'2024-01-01' in line 2"));
    CHECK_THROWS_WITH(table(text + "1,2,3\n", {.columns = {"temp"}}), Contains("line 7 has 3 fields"));
}

TEST_CASE("a column that is not there is an error that names those that are", "[csv]") {
    CHECK_THROWS_AS(table("a,b\n1,2\n", {.columns = {"c"}}), ArgumentError);
    CHECK_THROWS_WITH(table("a,b\n1,2\n", {.columns = {"a", "c"}}), Contains("'c'") && Contains("'a', 'b'"));
    CHECK_THROWS_WITH(table("a\n", {.columns = {""}}), Contains("column ''"));
    CHECK_THROWS_WITH(table("", {.columns = {"c"}}), Contains("'c'") && Contains("no names"));
    const io::Table years = table("2019,2020\n1,2\n", {.columns = {"2020"}});
    CHECK(years.names == std::vector<std::string>{"2020"});
    CHECK((years.values == Eigen::ArrayXXd::Constant(1, 1, 2)).all());
}

TEST_CASE("blanks that separate fields are no blanks around them", "[csv]") {
    const io::Table tabs = table("a\tb\tc\n1\t\t\"3\"\n\t\t\"6\"\n", {.delimiter = '\t'});
    CHECK((tabs("c") == Eigen::ArrayXd{{3, 6}}).all());
    CHECK(std::isnan(tabs("b")(0)));
    CHECK((table("1 \"2\"\n", {.delimiter = ' '}).values == Eigen::ArrayXXd{{1, 2}}).all());
}

TEST_CASE("what may stand in a number separates no fields", "[csv]") {
    for (const char delimiter : {'.', '-', 'e', '5', '"', '\n'}) {
        CHECK_THROWS_AS(table("1,2\n", {.delimiter = delimiter}), ArgumentError);
        CHECK_THROWS_AS(saved(Eigen::ArrayXXd::Zero(1, 2), {.delimiter = delimiter}), ArgumentError);
    }
}

TEST_CASE("what is no table is an error that names the line", "[csv]") {
    const Folder folder;
    CHECK_THROWS_AS(io::load_csv(folder / "missing.csv"), IoError);
    CHECK_THROWS_AS(table("1,2\n3\n"), IoError);
    CHECK_THROWS_AS(table("a,b\n1,2,3\n"), IoError);
    CHECK_THROWS_WITH(table("1,2\n\"3,4\n"), Contains("in line 2") && Contains("no end"));
    CHECK_THROWS_AS(table("a,b\n1,\"x\n2,y\n", {.columns = {"a"}}), IoError);
    CHECK_THROWS_WITH(table("a,b\n1,2\n3,x\n"), Catch::Contains("'x' in line 3"));
}

TEST_CASE("what is saved comes back to the last bit", "[csv]") {
    const Folder folder;
    Eigen::ArrayXXd values = Eigen::ArrayXXd::Random(50, 3) / 3;
    values(0, 0) = 1e-310;
    values(1, 1) = std::numeric_limits<double>::infinity();
    io::save_csv(folder / "x.csv", values, {.names = {"a b", "c,\"d\"", "7"}});
    const io::Table back = io::load_csv(folder / "x.csv");
    CHECK((back.values == values).all());
    CHECK(back.names == std::vector<std::string>{"a b", "c,\"d\"", "7"});
    CHECK(saved((Eigen::ArrayXXd(1, 2) << 0.1, -2).finished(), {.names = {"x", "y"}}) == "x,y\n0.1,-2\n");
    CHECK(saved(Eigen::ArrayXXd(0, 2)).empty());
    CHECK_THROWS_AS(saved(values, {.names = {"a"}}), ArgumentError);
    CHECK_THROWS_AS(io::save_csv(folder / "no/x.csv", values), IoError);
}
