// SPDX-License-Identifier: MIT
#include <pya/corpus.hpp>
#include <pya/error.hpp>
#include <pya/io/npy.hpp>

#include "corpus/runs.hpp"
#include "io/folder.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

using namespace pya;
using namespace corpus_runs;

TEST_CASE("a corpus makes a table of a folder") {
    const Folder folder;
    write_sounds(folder, 4);
    CHECK(run({"--out", folder / "out", folder / "in"}) == 0);
    const std::string in = folder / "in/";
    CHECK(content(folder / "out/table.csv") == "path,samples,half\n" + in + "1001.wav,1,0.5\n" + in +
                                                   "1002.wav,2,1\n" + in + "1004.wav,4,2\n" + in +
                                                   "deep/1003.wav,3,1.5\n");
    CHECK(content(folder / "out/errors.csv") == "path,error\n");
    Eigen::ArrayXXd numbers(4, 2);
    numbers << 1, 0.5, 2, 1, 4, 2, 3, 1.5;
    CHECK((io::load_npy(folder / "out/table.npy") == numbers).all());
}

TEST_CASE("a main function is one line") {
    const Folder folder;
    write_sounds(folder, 2);
    const std::string out = folder / "out", in = folder / "in";
    const char* const argv[] = {"program", "--out", out.c_str(), in.c_str()};
    const Silent silent;
    CHECK(Corpus(4, argv).run([](const Asig& a) { return Row{{"rate", a.sr()}, {"peak", a.peak()}}; }) == 0);
    CHECK(silent.said.str() == "2 rows in " + out + "/table.csv\n");
}

TEST_CASE("the table of a corpus goes to stdout, and nothing stays") {
    const Folder folder;
    write_sounds(folder, 2);
    const std::string in = folder / "in/";
    write_text(in + "0.wav", "This is no sound.\n");
    ::setenv("TMPDIR", (folder / "in/deep").c_str(), 1);
    std::ostringstream table;
    std::streambuf* const before = std::cout.rdbuf(table.rdbuf());
    const int status = run({"--out", "-", in});
    const int shared = run({"--out", "-", "--shard", "1/2", in});
    std::cout.rdbuf(before);
    ::unsetenv("TMPDIR");
    CHECK(status == 1);
    CHECK(shared == 2);
    CHECK(table.str() == "path,samples,half\n" + in + "1001.wav,1,0.5\n" + in + "1002.wav,2,1\n");
    CHECK(std::filesystem::is_empty(folder / "in/deep"));
    CHECK(!std::filesystem::exists("-"));
}

TEST_CASE("bad files of a corpus are lines among the errors") {
    const Folder folder;
    write_sounds(folder, 5);
    write_text(folder / "in/0.wav", "This is no sound.\n");
    write_text(folder / "in/empty.wav", "");
    write_text(folder / "list.txt", "in\nin/1001.wav\nin/1002.wav\nin/missing.wav\n");
    const auto odd = [](const Asig& a) {
        if (a.samples() == 4) throw std::runtime_error("four, \"exactly\"");
        if (a.samples() == 5) throw 5;
        return length(a);
    };
    CHECK(run({"--out", folder / "out", folder / "in", folder / "list.txt"}, odd) == 1);
    const std::string table = content(folder / "out/table.csv"), errors = content(folder / "out/errors.csv");
    CHECK(std::ranges::count(table, '\n') == 4);
    CHECK(std::ranges::count(errors, '\n') == 9);
    for (const char* const part :
         {"0.wav,", "empty.wav,", "1004.wav,\"four, \"\"exactly\"\"\"\n", "1005.wav,something",
          "missing.wav,", "1001.wav,it is listed more than once", "/in,"}) {
        CAPTURE(part, errors);
        CHECK(errors.find(part) != std::string::npos);
    }
}

TEST_CASE("rows of other columns are errors") {
    const Folder folder;
    write_sounds(folder, 4);
    const auto odd = [](const Asig& a) { return a.samples() == 2 ? Row{{"two", 2}} : length(a); };
    CHECK(run({"--out", folder / "out", folder / "in"}, odd) == 1);
    CHECK(content(folder / "out/errors.csv").find("1002.wav,its row has other columns") != std::string::npos);
    CHECK(run({"--out", folder / "other", "--per-shard", "1", folder / "in"}, odd) == 2);
    CHECK(!std::filesystem::exists(folder / "other/table.csv"));
}

TEST_CASE("any number of threads, shares and shards has the same bytes") {
    const Folder folder;
    write_sounds(folder, 40);
    write_text(folder / "in/0.wav", "This is no sound.\n");
    const auto run_to = [&](const char* out, std::vector<std::string> more) {
        more.insert(more.end(), {"--out", folder / out, "--format", "csv,npy,parquet", folder / "in"});
        return run(more);
    };
    CHECK(run_to("one", {"--threads", "1"}) == 1);
    CHECK(run_to("many", {"--threads", "7", "--per-shard", "3"}) == 1);
    for (const char* const share : {"2/3", "1/3", "3/3"})
        CHECK(run_to("shares", {"--per-shard", "3", "--shard", share}) ==
              (share == std::string("3/3") ? 1 : 0));
    for (const char* const name : {"/table.csv", "/errors.csv", "/table.npy", "/table.parquet"})
        for (const char* const other : {"many", "shares"})
            CHECK(content(folder / (std::string("one") + name)) ==
                  content(folder / (other + std::string(name))));
}

TEST_CASE("a job array of Slurm shares a corpus") {
    const Folder folder;
    write_sounds(folder, 10);
    ::setenv("SLURM_ARRAY_TASK_MIN", "5", 1);
    ::setenv("SLURM_ARRAY_TASK_COUNT", "2", 1);
    std::atomic<int> calls = 0;
    const auto counted = [&](const Asig& a) { return ++calls, length(a); };
    for (const char* const task : {"5", "6"}) {
        ::setenv("SLURM_ARRAY_TASK_ID", task, 1);
        CHECK(run({"--out", folder / "out", "--per-shard", "5", folder / "in"}, counted) == 0);
        CHECK(calls == (task == std::string("5") ? 5 : 10));
    }
    for (const char* const name : {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"})
        ::unsetenv(name);
    CHECK(std::ranges::count(content(folder / "out/table.csv"), '\n') == 11);
}

TEST_CASE("the processes of mpirun and srun take the shards of a corpus as they come") {
    const Folder folder;
    write_sounds(folder, 40);
    CHECK(run({"--out", folder / "whole", folder / "in"}) == 0);
    const std::vector<std::vector<std::string>> launchers = {
        {"OMPI_COMM_WORLD_SIZE", "4", "PMIX_NAMESPACE", "17"},
        {"SLURM_STEP_NUM_TASKS", "4", "SLURM_JOB_ID", "7", "SLURM_STEP_ID", "0"}};
    for (const auto& variables : launchers) {
        const std::string out = folder / variables[0], calls = out + ".calls";
        std::vector<pid_t> ranks;
        for (int rank = 0; rank < 4; ++rank) {
            const pid_t child = ::fork();
            if (child == 0) {
                for (std::size_t i = 0; i < variables.size(); i += 2)
                    ::setenv(variables[i].c_str(), variables[i + 1].c_str(), 1);
                ::_exit(run({"--out", out, "--per-shard", "3", folder / "in"}, [&](const Asig& a) {
                    std::ofstream(calls, std::ios::app) << '.';
                    return length(a);
                }));
            }
            ranks.push_back(child);
        }
        for (const pid_t rank : ranks) {
            int how = 0;
            REQUIRE(::waitpid(rank, &how, 0) == rank);
            CHECK((WIFEXITED(how) && WEXITSTATUS(how) == 0));
        }
        CHECK(content(calls).size() == 40); // nothing is done twice
        for (const char* const name : {"/table.csv", "/errors.csv", "/table.npy"})
            CHECK(content(out + name) == content(folder / (std::string("whole") + name)));
        for (const auto& entry : std::filesystem::directory_iterator(out + "/shards"))
            CHECK(entry.path().extension() == ".csv");
    }
}

TEST_CASE("what a killed process of mpirun has taken is free for the next run") {
    const Folder folder;
    write_sounds(folder, 10);
    const std::vector<std::string> arguments{"--out", folder / "out", "--per-shard", "5", folder / "in"};
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("OMPI_COMM_WORLD_SIZE", "2", 1);
        ::setenv("PMIX_NAMESPACE", "1", 1);
        ::_exit(run(arguments, [](const Asig& a) {
            ::raise(SIGKILL);
            return length(a);
        }));
    }
    int how = 0;
    REQUIRE(::waitpid(child, &how, 0) == child);
    CHECK(WIFSIGNALED(how));
    CHECK(run(arguments) == 0);
    CHECK(std::ranges::count(content(folder / "out/table.csv"), '\n') == 11);
}

TEST_CASE("a corpus whose processes are killed loses and doubles nothing") {
    const Folder folder;
    write_sounds(folder, 60);
    write_text(folder / "in/0.wav", "This is no sound.\n");
    CHECK(run({"--out", folder / "whole", folder / "in"}) == 1);
    std::mt19937 random(5);
    int kills = 0;
    for (int status = -1, turn = 0; status != 1; ++turn) {
        const int most = std::uniform_int_distribution<>(1, 30)(random);
        const pid_t child = ::fork();
        if (child == 0) {
            std::atomic<int> calls = 0;
            ::_exit(run({"--out", folder / "out", "--per-shard", "4", "--threads", turn % 2 == 0 ? "1" : "3",
                         folder / "in"},
                        [&](const Asig& a) {
                            if (++calls == most) ::raise(SIGKILL);
                            return length(a);
                        }));
        }
        int how = 0;
        REQUIRE(::waitpid(child, &how, 0) == child);
        kills += WIFSIGNALED(how);
        status = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
        REQUIRE(turn < 500);
    }
    CHECK(kills > 1);
    for (const char* const name : {"/table.csv", "/errors.csv", "/table.npy"})
        CHECK(content(folder / (std::string("out") + name)) ==
              content(folder / (std::string("whole") + name)));
}

TEST_CASE("what is in a complete shard is not done again") {
    const Folder folder;
    write_sounds(folder, 10);
    CHECK(run({"--out", folder / "out", "--per-shard", "5", "--shard", "1/2", folder / "in"}) == 0);
    CHECK(!std::filesystem::exists(folder / "out/table.csv"));
    std::atomic<int> calls = 0;
    CHECK(run({"--out", folder / "out", "--per-shard", "5", folder / "in"},
              [&](const Asig& a) { return ++calls, length(a); }) == 0);
    CHECK(calls == 5);
}

TEST_CASE("a complete corpus is written in another format without doing anything again") {
    const Folder folder;
    write_sounds(folder, 3);
    const std::string out = folder / "out", in = folder / "in";
    CHECK(run({"--out", out, in}) == 0);
    CHECK(!std::filesystem::exists(out + "/table.parquet"));
    const auto made = std::filesystem::last_write_time(out + "/table.csv");
    std::atomic<int> calls = 0;
    const Silent silent;
    const auto count = [&](const Asig& a) { return ++calls, length(a); };
    CHECK(Corpus({"--out", out, "--format", "parquet,parquet", in}).run(count) == 0);
    CHECK(silent.said.str() == "3 rows in " + out + "/table.parquet\n");
    CHECK(calls == 0);
    CHECK(std::filesystem::exists(out + "/table.parquet"));
    CHECK(std::filesystem::last_write_time(out + "/table.csv") == made);
}

TEST_CASE("a table that can't be written is no result") {
    const Folder folder;
    write_sounds(folder, 3);
    std::filesystem::create_directories(folder / "out/table.parquet");
    CHECK(run({"--out", folder / "out", "--format", "csv,parquet", folder / "in"}) == 2);
    CHECK(!std::filesystem::exists(folder / "out/table.csv")); // the first one comes last
}

TEST_CASE("a folder of another run is refused and stays as it was") {
    const Folder folder;
    write_sounds(folder, 3);
    CHECK(run({"--out", folder / "out", folder / "in"}, length, "a") == 0);
    const std::string table = content(folder / "out/table.csv");
    CHECK(run({"--out", folder / "out", folder / "in"}, length, "b") == 2);
    CHECK(run({"--out", folder / "out", "--per-shard", "2", folder / "in"}, length, "a") == 2);
    Asig(99).save(folder / "in/1001.wav");
    CHECK(run({"--out", folder / "out", folder / "in"}, length, "a") == 2);
    CHECK(content(folder / "out/table.csv") == table);
}

TEST_CASE("manifests and patterns name the files of a corpus") {
    const Folder folder;
    write_sounds(folder, 6);
    const std::string odd = "in/a,\"b\"\nc.wav";
    Asig(7).save(folder / odd);
    write_text(folder / "list.csv", "id,path\n1,in/1002.wav\r\n2,\"in/a,\"\"b\"\"\nc.wav\"\n");
    CHECK(run({"--out", folder / "out", folder / "list.csv", folder / "in/100[45].wav"}) == 0);
    const std::string in = folder / "in/";
    CHECK(content(folder / "out/table.csv") == "path,samples,half\n" + in + "1002.wav,2,1\n\"" + in +
                                                   "a,\"\"b\"\"\nc.wav\",7,3.5\n" + in + "1004.wav,4,2\n" +
                                                   in + "1005.wav,5,2.5\n");
    CHECK(io::load_npy(folder / "out/table.npy").rows() == 4);
    write_text(folder / "bad.csv", "id,file\n1,in/1002.wav\n");
    CHECK(run({"--out", folder / "bad", folder / "bad.csv"}) == 2);
    write_text(folder / "bad.csv", "");
    CHECK(run({"--out", folder / "bad", folder / "bad.csv"}) == 2);
    CHECK(run({"--out", folder / "bad", folder / "none*.wav"}) == 2);
}

TEST_CASE("a corpus without files has a table without rows") {
    const Folder folder;
    std::filesystem::create_directories(folder / "in");
    CHECK(run({"--out", folder / "out", folder / "in"}) == 0);
    CHECK(content(folder / "out/table.csv") == "path\n");
}

TEST_CASE("wrong arguments of a corpus have the status 2") {
    const Folder folder;
    write_sounds(folder, 1);
    const std::string in = folder / "in", out = folder / "out";
    CHECK(run({}) == 2);
    CHECK(run({"--help"}) == 0);
    CHECK(run({"--loud", in}) == 2);
    CHECK(run({in, "--out"}) == 2);
    for (const char* const shard : {"0/2", "3/2", "1", "/", "1/", "a/b", "-1/2"})
        CHECK(run({"--out", out, "--shard", shard, in}) == 2);
    CHECK(run({"--out", out, "--threads", "0", in}) == 2);
    CHECK(run({"--out", out, "--per-shard", "few", in}) == 2);
    for (const char* const format : {"", "xls", "csv,", ",csv", "csv npy", "CSV"})
        CHECK(run({"--out", out, "--format", format, in}) == 2);
    CHECK(run({"--out", in + "/1001.wav", in}) == 2);
    CHECK(run({"--out", out + std::string(1, '\0'), in}) == 2);
    CHECK(run({"--out", out, in + std::string(1, '\0')}) == 2);
    CHECK(!std::filesystem::exists(out));
}

TEST_CASE("columns of a row have names of their own") {
    CHECK_THROWS_AS((Row{{"a", 1}, {"a", 2}}), ArgumentError);
    CHECK_THROWS_AS((Row{{"", 1}}), ArgumentError);
    CHECK_THROWS_AS((Row{{"a,b", 1}}), ArgumentError);
    CHECK_THROWS_AS((Row{{"path", 1}}), ArgumentError);
    CHECK_THROWS_AS(Row().add({"a\n", 1}), ArgumentError);
    CHECK(Row().add({"a", true}).values()[0].number == 1);
}
