// SPDX-License-Identifier: MIT
#include <pya/corpus.hpp>
#include <pya/error.hpp>

#include "corpus/runs.hpp"
#include "io/folder.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace pya;
using namespace corpus_runs;

namespace {

/// A value of Thrift's compact protocol: a number, a text, the fields of a structure or the elements of a
/// list.
struct Value {
    int field = 0;
    std::int64_t number = 0;
    std::string text = {};
    std::vector<Value> parts = {};

    bool has(int part) const {
        return std::ranges::any_of(parts, [&](const Value& value) { return value.field == part; });
    }
    const Value& operator[](int part) const {
        const auto found = std::ranges::find(parts, part, &Value::field);
        REQUIRE(found != parts.end());
        return *found;
    }
};

class Reader {
public:
    Reader(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}
    std::size_t at() const { return at_; }

    Value value(unsigned type) {
        Value result;
        switch (type) {
        case 5:
        case 6: {
            const std::uint64_t zigzag = varint();
            result.number = static_cast<std::int64_t>(zigzag >> 1) ^ -static_cast<std::int64_t>(zigzag & 1);
            break;
        }
        case 8: result.text = text(varint()); break;
        case 9: {
            const unsigned head = byte();
            const std::uint64_t size = head >> 4 == 15 ? varint() : head >> 4;
            for (std::uint64_t i = 0; i < size; ++i) {
                result.parts.push_back(value(head & 15));
                result.parts.back().field = static_cast<int>(i);
            }
            break;
        }
        case 12: {
            int field = 0;
            while (const unsigned head = byte()) {
                REQUIRE(head >> 4 > 0); // the next field is never far
                field += static_cast<int>(head >> 4);
                result.parts.push_back(value(head & 15));
                result.parts.back().field = field;
            }
            break;
        }
        default: FAIL("type " << type);
        }
        return result;
    }
    std::string text(std::size_t size) {
        REQUIRE(size <= bytes_.size() - at_);
        at_ += size;
        return std::string(bytes_.substr(at_ - size, size));
    }
    template <class T>
    T plain() {
        T number;
        std::memcpy(&number, text(sizeof(T)).data(), sizeof(T));
        return number;
    }

private:
    unsigned byte() {
        REQUIRE(at_ < bytes_.size());
        return static_cast<unsigned char>(bytes_[at_++]);
    }
    std::uint64_t varint() {
        std::uint64_t number = 0;
        for (int shift = 0;; shift += 7) {
            const unsigned next = byte();
            number |= std::uint64_t{next & 127} << shift;
            if (next < 128) return number;
        }
    }

    std::string_view bytes_;
    std::size_t at_;
};

struct Read {
    std::vector<std::string> names;
    std::vector<std::int64_t> groups; // rows of each
    std::vector<std::string> paths = {};
    std::vector<std::vector<double>> columns = {};
};

/// Reads a file of one column "path" and of doubles, and checks that its parts fill it without gaps.
Read read(const std::string& path) {
    const std::string file = content(path);
    REQUIRE(file.starts_with("PAR1"));
    REQUIRE(file.ends_with("PAR1"));
    REQUIRE(file.size() >= 12);
    const std::size_t tail = file.size() - 8;
    const auto length = Reader(file, tail).plain<std::uint32_t>();
    REQUIRE(length <= tail - 4);
    Reader footer(file, tail - length);
    const Value metadata = footer.value(12);
    CHECK(footer.at() == tail);
    CHECK(metadata[1].number == 1);
    CHECK(metadata[6].text.starts_with("pya version "));

    Read result;
    const Value& schema = metadata[2];
    const std::size_t count = schema.parts.size() - 1;
    CHECK(schema[0][5].number == static_cast<std::int64_t>(count));
    for (std::size_t i = 0; i < count; ++i) {
        const Value& column = schema[static_cast<int>(i) + 1];
        result.names.push_back(column[4].text);
        CHECK(column[1].number == (i == 0 ? 6 : 5)); // BYTE_ARRAY, DOUBLE
        CHECK(column[3].number == 0);                // REQUIRED
        CHECK(column.has(6) == (i == 0));
        CHECK(column.has(10) == (i == 0));
        if (i > 0) continue;
        CHECK(column[6].number == 0); // UTF8
        CHECK(column[10].has(1));     // STRING
    }
    result.columns.resize(count - 1);

    std::size_t at = 4;
    for (const Value& group : metadata[4].parts) {
        const std::int64_t rows = group[3].number;
        result.groups.push_back(rows);
        REQUIRE(group[1].parts.size() == count);
        const std::size_t begin = at;
        for (std::size_t i = 0; i < count; ++i) {
            const Value& chunk = group[1][static_cast<int>(i)][3];
            CHECK(chunk[1].number == (i == 0 ? 6 : 5));
            CHECK(chunk[3][0].text == result.names[i]);
            CHECK(chunk[4].number == 0); // UNCOMPRESSED
            CHECK(chunk[5].number == rows);
            CHECK(chunk[6].number == chunk[7].number);
            REQUIRE(chunk[9].number == static_cast<std::int64_t>(at));
            Reader page(file, at);
            const Value header = page.value(12);
            CHECK(header[1].number == 0); // DATA_PAGE
            CHECK(header[5][1].number == rows);
            CHECK(header[5][2].number == 0); // PLAIN
            const std::size_t values = page.at();
            for (std::int64_t row = 0; row < rows; ++row)
                if (i == 0)
                    result.paths.push_back(page.text(page.plain<std::uint32_t>()));
                else
                    result.columns[i - 1].push_back(page.plain<double>());
            CHECK(header[2].number == static_cast<std::int64_t>(page.at() - values));
            CHECK(header[3].number == header[2].number);
            CHECK(chunk[6].number == static_cast<std::int64_t>(page.at() - at));
            at = page.at();
        }
        CHECK(group[2].number == static_cast<std::int64_t>(at - begin));
    }
    CHECK(at == tail - length);
    CHECK(metadata[3].number == static_cast<std::int64_t>(result.paths.size()));
    return result;
}

/// The shard of a corpus that has only one.
std::string shard_in(const std::string& out) {
    for (const auto& entry : std::filesystem::directory_iterator(out + "/shards"))
        if (entry.path().string().ends_with(".table.csv")) return entry.path().string();
    return {};
}

} // namespace

TEST_CASE("a corpus as Parquet has the paths and every bit of the numbers") {
    const Folder folder;
    std::filesystem::create_directories(folder / "in");
    const std::vector<std::string> names{"a, \"b\".wav", "gr\xc3\xbc\xc3\x9f.wav", "z.wav"};
    for (std::size_t i = 0; i < names.size(); ++i)
        Asig(static_cast<Index>(i) + 1).save(folder / ("in/" + names[i]));
    using Limits = std::numeric_limits<double>;
    const std::vector<double> odd{
        0.1,           -0.0,    Limits::infinity(),  -Limits::infinity(), Limits::max(), 1e9,
        Limits::min(), -1. / 3, Limits::denorm_min()};
    const auto row = [&](const Asig& a) {
        Row result{{"samples", a.samples()}, {"missing", Limits::quiet_NaN()}, {"H\xc3\xb6he", 1}};
        for (std::size_t i = 0; i < odd.size(); ++i)
            for (const char* const half : {"a", "b"})
                result.add({half + std::to_string(i), odd[i] * (half[0] == 'a' ? 1. : 0.5)});
        return result;
    };
    CHECK(run({"--out", folder / "out", "--format", "parquet", folder / "in"}, row) == 0);
    const Read table = read(folder / "out/table.parquet");
    REQUIRE(table.names.size() == 4 + 2 * odd.size());
    CHECK(table.names[0] == "path");
    CHECK(table.names[3] == "H\xc3\xb6he");
    CHECK(table.names.back() == "b8");
    CHECK(table.groups == std::vector<std::int64_t>{3});
    for (std::size_t i = 0; i < names.size(); ++i) {
        CHECK(table.paths[i] == folder / ("in/" + names[i]));
        CHECK(table.columns[0][i] == static_cast<double>(i + 1));
        CHECK(std::isnan(table.columns[1][i]));
        for (std::size_t k = 0; k < odd.size(); ++k) {
            CHECK(std::bit_cast<std::uint64_t>(table.columns[3 + 2 * k][i]) ==
                  std::bit_cast<std::uint64_t>(odd[k]));
            CHECK(std::bit_cast<std::uint64_t>(table.columns[4 + 2 * k][i]) ==
                  std::bit_cast<std::uint64_t>(odd[k] * 0.5));
        }
    }
}

TEST_CASE("a Parquet table may have no rows, and no columns but the path") {
    const Folder folder;
    std::filesystem::create_directories(folder / "empty");
    CHECK(run({"--out", folder / "out", "--format", "parquet", folder / "empty"}) == 0);
    const Read empty = read(folder / "out/table.parquet");
    CHECK(empty.names == std::vector<std::string>{"path"});
    CHECK(empty.groups.empty());
    write_sounds(folder, 2);
    CHECK(run({"--out", folder / "paths", "--format", "parquet", folder / "in"},
              [](const Asig&) { return Row(); }) == 0);
    const Read paths = read(folder / "paths/table.parquet");
    CHECK(paths.names == std::vector<std::string>{"path"});
    CHECK(paths.paths == std::vector<std::string>{folder / "in/1001.wav", folder / "in/1002.wav"});
}

TEST_CASE("a large Parquet table is in groups of rows, whose size is bounded") {
    const Folder folder;
    write_sounds(folder, 1);
    CHECK(run({"--out", folder / "out", folder / "in"}) == 0);
    const std::size_t rows = 2 * 65536 + 1;
    std::string shard = "path,samples,half\n";
    for (std::size_t i = 0; i < rows; ++i)
        shard.append(std::to_string(i)).append(",").append(std::to_string(i)).append(",0.5\n");
    write_text(shard_in(folder / "out"), shard);
    CHECK(run({"--out", folder / "out", "--format", "parquet", folder / "in"}) == 0);
    const Read table = read(folder / "out/table.parquet");
    CHECK(table.groups == std::vector<std::int64_t>{65536, 65536, 1});
    bool same = table.paths.size() == rows && table.columns[0].size() == rows;
    for (std::size_t i = 0; same && i < rows; ++i)
        same = table.paths[i] == std::to_string(i) && table.columns[0][i] == static_cast<double>(i) &&
               table.columns[1][i] == 0.5;
    CHECK(same);
}

TEST_CASE("what is no UTF-8 in a file's name is U+FFFD in a Parquet table") {
    const Folder folder;
    std::filesystem::create_directories(folder / "in");
    Asig(1).save(folder / "in/gr\xfc\xdf.wav");
    CHECK(run({"--out", folder / "out", "--format", "csv,parquet", folder / "in"}) == 0);
    CHECK(read(folder / "out/table.parquet").paths[0] == folder / "in/gr\xef\xbf\xbd\xef\xbf\xbd.wav");
    CHECK(content(folder / "out/table.csv").find("gr\xfc\xdf.wav,1") != std::string::npos);
}

TEST_CASE("a damaged shard makes no table") {
    const Folder folder;
    write_sounds(folder, 2);
    CHECK(run({"--out", folder / "out", folder / "in"}) == 0);
    write_text(shard_in(folder / "out"), "path,samples,half\na.wav,1,0.5\nb.wav,1\n");
    CHECK(run({"--out", folder / "out", "--format", "parquet", folder / "in"}) == 2);
    CHECK(!std::filesystem::exists(folder / "out/table.parquet"));
}
