// SPDX-License-Identifier: MIT
#include "run/watch.hpp"

#include "run/folder.hpp"
#include "support/catch.hpp"

#include <cstdio>

using pya::detail::live::Watch;

TEST_CASE("a file that is saved in place, or by another that takes its place, has changed once") {
    const Folder folder;
    const std::string a = folder.write("/a", "1"), b = folder.write("/b", "1");
    Watch watch;
    watch.set({a, b});
    CHECK_FALSE(watch.changed());
    folder.write("/a", "12");
    CHECK(watch.changed());
    CHECK_FALSE(watch.changed());
    const std::string c = folder.write("/c", "1");
    REQUIRE(std::rename(c.c_str(), b.c_str()) == 0);
    CHECK(watch.changed());
    CHECK_FALSE(watch.changed());
}

TEST_CASE("a file that is gone has changed when it is there again") {
    const Folder folder;
    const std::string a = folder.write("/a", "1"), b = folder.write("/b", "1");
    Watch watch;
    watch.set({a});
    REQUIRE(std::rename(a.c_str(), b.c_str()) == 0);
    CHECK_FALSE(watch.changed());
    folder.write("/a", "12");
    CHECK(watch.changed());
}

TEST_CASE("a change before more files are watched is not forgotten") {
    const Folder folder;
    const std::string a = folder.write("/a", "1"), b = folder.write("/b", "1");
    Watch watch;
    watch.set({a});
    folder.write("/a", "12");
    watch.set({a, b});
    CHECK(watch.changed());
    CHECK_FALSE(watch.changed());
}
