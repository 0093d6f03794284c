// SPDX-License-Identifier: MIT
#include <pya/error.hpp>
#include <pya/io/csv.hpp>

#include "io/folder.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <string>

using namespace pya;

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

TEST_CASE("what is no table is an error that names the line", "[csv]") {
    const Folder folder;
    CHECK_THROWS_AS(io::load_csv(folder / "missing.csv"), IoError);
    CHECK_THROWS_AS(table("1,2\n3\n"), IoError);
    CHECK_THROWS_AS(table("a,b\n1,2,3\n"), IoError);
    CHECK_THROWS_AS(table("1,2\n\"3,4\n"), IoError);
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
