// SPDX-License-Identifier: MIT
#include "support/catch.hpp"
#include "support/eventually.hpp"
#include "support/quiet.hpp"
#include "support/virtual_recorder.hpp"

#include <pya/arecorder.hpp>
#include <pya/backend/dummy.hpp>
#include <pya/io/audio_file.hpp>
#include <pya/log.hpp>

#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace pya;
using virtual_recorder::hearing;
using virtual_recorder::numbers;
using virtual_recorder::on;

namespace {

struct TemporaryFile {
    std::string path = (std::filesystem::temp_directory_path() /
                        ("pya_take_" + std::to_string(std::random_device()()) + ".wav"))
                           .string();
    ~TemporaryFile() { std::remove(path.c_str()); }
};

// This process can't have more of something, such as bytes in a file, as on a full disk.
class Limit {
public:
    Limit(decltype(RLIMIT_FSIZE) what, rlim_t most) : what_(what) {
        REQUIRE(getrlimit(what, &before_) == 0);
        const rlimit limit{most, before_.rlim_max};
        REQUIRE(setrlimit(what, &limit) == 0);
    }
    ~Limit() { setrlimit(what_, &before_); }
    Limit(const Limit&) = delete;
    Limit& operator=(const Limit&) = delete;

private:
    decltype(RLIMIT_FSIZE) what_;
    rlimit before_{};
};

// Files can't grow beyond it, as on a disk that is full.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : limit_(RLIMIT_FSIZE, bytes) {}

private:
    struct NoSignal {
        void (*handler)(int) = std::signal(SIGXFSZ, SIG_IGN);
        ~NoSignal() { std::signal(SIGXFSZ, handler); }
    } no_signal_;
    Limit limit_;
};

constexpr rlim_t header = 94; // bytes, of a take's file

} // namespace

TEST_CASE("a take in a file can be read while it grows and when it is complete", "[threads]") {
    const TemporaryFile file;
    const Asig input = numbers(5000, 2);
    const auto backend = hearing(input);
    Arecorder r(on(backend, 2));
    r.boot();
    r.record({.file = file.path});
    CHECK_THROWS_AS(r.set_tracks({0}), ArgumentError);
    CHECK_THROWS_AS(r.record({.file = file.path}), ArgumentError);
    backend->advance(4500);
    // The ring holds two seconds, so at least what came before them is in the file, except the last half
    // second.
    const Eigen::ArrayXXf early = audio_from_file(file.path).sig;
    CHECK(early.rows() >= 1500);
    CHECK((early == input.sig().topRows(early.rows())).all());
    backend->advance(500);
    r.stop();
    CHECK((audio_from_file(file.path).sig == input.sig()).all());
    CHECK(audio_from_file(file.path).sr == 1000);
    CHECK(r.recordings().empty());
}

TEST_CASE("a file that can't be made is an IoError, and the next take works", "[threads]") {
    std::FILE* full = std::fopen("/dev/full", "wb");
    if (full == nullptr) return;
    std::fclose(full);
    const auto backend = hearing(numbers(5000, 2));
    Arecorder r(on(backend, 2));
    r.boot();
    CHECK_THROWS_AS(r.record({.file = "/dev/full"}), IoError);
    CHECK_THROWS_AS(r.record({.file = "/nowhere/take.wav"}), IoError);
    CHECK_THROWS_AS(r.record({.file = std::string("/nowhere/take\0.wav", 18)}), ArgumentError);
    r.record();
    backend->advance(10);
    r.stop();
    CHECK(r.recordings().back().samples() == 10);
}

TEST_CASE("a disk that becomes full ends the take, which can be read up to there", "[threads]") {
    std::atomic<int> warnings = 0;
    const LogHandler before = set_log_handler([&](std::string_view) { ++warnings; });
    const TemporaryFile file;
    const Asig input = numbers(20000, 2);
    const auto backend = hearing(input);
    Arecorder r(on(backend, 2));
    r.boot();
    {
        const FileSizeLimit limit(header + 8 * 2750);
        r.record({.file = file.path});
        backend->advance(10000);
        CHECK_FALSE(r.is_recording());
        CHECK(r.frames() < 4000);
        CHECK_THROWS_AS(r.record(), IoError);
        CHECK_THROWS_AS(r.stop(), IoError);
    }
    set_log_handler(before);
    CHECK(warnings == 1);
    CHECK(r.is_active());
    const Eigen::ArrayXXf there = audio_from_file(file.path).sig;
    REQUIRE(there.rows() > 1000); // all but half a second and a piece of the ring
    CHECK(there.rows() <= 2750);
    CHECK((there == input.sig().topRows(there.rows())).all());
    r.record({.file = file.path});
    backend->advance(300);
    r.stop();
    CHECK((audio_from_file(file.path).sig == input.sig().middleRows(10000, 300)).all());
}

TEST_CASE("frames counts no more than can be read when the disk becomes full", "[threads]") {
    Quiet quiet;
    const TemporaryFile file;
    const Asig input = numbers(20000, 2);
    const rlim_t spare = GENERATE(0, 3, 8); // bytes of the frame that the disk doesn't take as a whole
    const auto backend = hearing(input);
    Arecorder r(on(backend, 2));
    r.boot();
    const FileSizeLimit limit(header + 8 * 2750 + spare % 8);
    r.record({.file = file.path});
    backend->advance(10000);
    CHECK(r.frames() == 2750);
    CHECK_THROWS_AS(r.stop(), IoError);
    const Eigen::ArrayXXf there = audio_from_file(file.path).sig;
    REQUIRE(there.rows() == 2750);
    CHECK((there == input.sig().topRows(2750)).all());
    CHECK(std::filesystem::file_size(file.path) == header + 8 * 2750);
}

TEST_CASE("a take goes to a regular file only, so that no pipe makes the recorder wait", "[threads]") {
    const TemporaryFile file;
    REQUIRE(mkfifo(file.path.c_str(), 0600) == 0);
    Arecorder r(on(hearing({}), 2));
    r.boot();
    CHECK_THROWS_AS(r.record({.file = file.path}), IoError);
    const int reader = open(file.path.c_str(), O_RDONLY | O_NONBLOCK);
    CHECK_THROWS_AS(r.record({.file = file.path}), IoError);
    close(reader);
    CHECK_THROWS_AS(r.record({.file = "/tmp"}), IoError);
    CHECK_FALSE(r.is_recording());
}

TEST_CASE("programs that are started during a take do not inherit its file", "[threads]") {
    const TemporaryFile file;
    Arecorder r(on(hearing({}), 2));
    r.boot();
    r.record({.file = file.path});
    int found = 0;
    for (int fd = 3; fd < 1000; ++fd) {
        std::error_code ignored;
        const auto target = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd), ignored);
        if (target != file.path) continue;
        ++found;
        CHECK((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    }
    CHECK(found == 1);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a take ends where there is no more memory, and is kept", "[threads]") {
    std::atomic<int> warnings = 0;
    const LogHandler before = set_log_handler([&](std::string_view) { ++warnings; });
    const auto backend = hearing(Asig({0.5f}, {.sr = 1000}));
    Arecorder r({.sr = 1000, .bs = 4096, .channels = 10, .backend = backend});
    r.boot();
    r.record();
    {
        long pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        const Limit limit(RLIMIT_AS, static_cast<rlim_t>(pages * sysconf(_SC_PAGESIZE)) + (rlim_t{64} << 20));
        for (int i = 0; i < 100 && r.is_recording(); ++i) backend->advance(1 << 17);
        CHECK_FALSE(r.is_recording());
        CHECK(r.is_active());
        CHECK_THROWS_AS(r.record(), MemoryError);
        CHECK_THROWS_AS(r.stop(), MemoryError);
    }
    set_log_handler(before);
    CHECK(warnings == 1);
    const Asig take = r.recordings().back();
    CHECK(take.samples() > 1 << 17);
    CHECK(take.storage().channel(0)[0] == 0.5f);
    r.record();
    backend->advance(100);
    r.stop();
    CHECK(r.recordings().back().samples() == 100);
}
#endif

TEST_CASE("a log handler may quit the recorder that it hears of", "[threads]") {
    const TemporaryFile file;
    const auto backend = hearing(numbers(20000, 2));
    auto r = std::make_unique<Arecorder>(on(backend, 2));
    std::atomic<int> heard = 0;
    std::atomic<bool> thrown = false;
    const LogHandler before = set_log_handler([&](std::string_view) {
        try {
            heard == 0 ? r->quit() : r.reset();
        } catch (const IoError&) {
            thrown = true;
        }
        ++heard;
    });
    r->boot();
    {
        const FileSizeLimit limit(header + 8 * 100);
        r->record({.file = file.path});
        backend->advance(10000);
        CHECK(eventually([&] { return heard == 1; }));
    }
    CHECK(thrown);
    CHECK_FALSE(r->is_active());
    r->boot();
    r->boot();
    CHECK(r == nullptr);
    set_log_handler(before);
}

TEST_CASE("a recorder that is destroyed during a take completes its file", "[threads]") {
    const TemporaryFile file;
    const Asig input = numbers(700, 1);
    const auto backend = hearing(input);
    {
        Arecorder r(on(backend, 1));
        r.boot();
        r.record({.file = file.path});
        backend->advance(700);
    }
    CHECK((audio_from_file(file.path).sig == input.sig()).all());
}
