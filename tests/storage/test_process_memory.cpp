// SPDX-License-Identifier: MIT
#include "storage/process_memory.hpp"

#include "support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <random>
#include <string>

using namespace pya::storage;

namespace {

/// A folder with the files that Linux has for control groups.
class ControlGroups {
public:
    ControlGroups()
        : root_(std::filesystem::temp_directory_path() /
                ("pya-control-groups-" + std::to_string(std::random_device()()))) {}
    ~ControlGroups() { std::filesystem::remove_all(root_); }

    void write(const std::string& name, const std::string& text) {
        const auto file = root_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    std::size_t memory() const { return control_group_memory(root_ / "names", root_ / "fs"); }

private:
    std::filesystem::path root_;
};

} // namespace

TEST_CASE("the memory of control groups, version 2, is the least up the tree", "[storage]") {
    ControlGroups groups;
    groups.write("names", "0::/user/shell/job\n");
    CHECK(groups.memory() == unlimited);
    groups.write("fs/user/shell/job/memory.max", "max\n");
    CHECK(groups.memory() == unlimited);
    groups.write("fs/user/memory.max", "3000000\n");
    CHECK(groups.memory() == 3'000'000);
    groups.write("fs/user/shell/memory.max", "5000000\n");
    CHECK(groups.memory() == 3'000'000);
    groups.write("fs/user/shell/job/memory.high", "2000000\n");
    CHECK(groups.memory() == 2'000'000);
    groups.write("fs/memory.max", "1000000");
    CHECK(groups.memory() == 1'000'000);
    groups.write("fs/unified/user/memory.max", "900000\n");
    CHECK(groups.memory() == 900'000);
}

TEST_CASE("the memory of control groups, version 1", "[storage]") {
    ControlGroups groups;
    groups.write("names", "9:name=systemd:/\n5:cpu,memory:/docker/a:b\n0::/\n");
    groups.write("fs/memory/memory.limit_in_bytes", "9223372036854771712\n");
    CHECK(groups.memory() == 9'223'372'036'854'771'712u);
    groups.write("fs/memory/docker/a:b/memory.limit_in_bytes", "268435456\n");
    CHECK(groups.memory() == 268'435'456);
    groups.write("names", "5:memoryless:/docker/a:b\n");
    CHECK(groups.memory() == unlimited);
}

TEST_CASE("files without a number limit nothing", "[storage]") {
    ControlGroups groups;
    CHECK(groups.memory() == unlimited);
    for (const char* names : {"", "\n\n", "0", "0:", "nonsense", ":::::", "0::../..\n"}) {
        groups.write("names", names);
        CHECK(groups.memory() == unlimited);
    }
    groups.write("names", "0::/\n");
    for (const char* text :
         {"", "\n", "0\n", "-5\n", "12 kB\n", "1e9", "7x\n", "99999999999999999999999\n"}) {
        groups.write("fs/memory.max", text);
        CHECK(groups.memory() == unlimited);
    }
}

TEST_CASE("a process has some memory", "[storage]") {
    CHECK(process_memory() > 0);
    CHECK(process_memory() < unlimited);
}
