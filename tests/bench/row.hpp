// SPDX-License-Identifier: MIT
/// @file
/// A row of the comparison: a name and a call to time.
#ifndef PYA_BENCH_ROW_HPP
#define PYA_BENCH_ROW_HPP

#include "input.hpp"
#include "memory.hpp"

#include <benchmark/benchmark.h>

#include <concepts>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace bench {

/// Files are in $PYA_BENCH_DIR, or else where temporary ones are.
inline std::string path(const std::string& name) {
    const char* const folder = std::getenv("PYA_BENCH_DIR");
    return ((folder != nullptr ? std::filesystem::path(folder) : std::filesystem::temp_directory_path()) /
            name)
        .string();
}

/// The numbers of a result in the order of memory, for arrays, vectors, and what the library returns.
template <class T>
void write(std::ostream& out, const T& result) {
    if constexpr (std::derived_from<T, Eigen::EigenBase<T>>) {
        const auto values = result.eval();
        out.write(reinterpret_cast<const char*>(values.data()),
                  static_cast<std::streamsize>(sizeof(typename T::Scalar)) * values.size());
    } else if constexpr (requires { result.data(); })
        out.write(reinterpret_cast<const char*>(result.data()),
                  static_cast<std::streamsize>(sizeof(*result.data()) * result.size()));
    else if constexpr (requires { result.sig(); })
        write(out, result.sig());
    else if constexpr (requires { result.rfftspec(); })
        write(out, result.rfftspec());
    else if constexpr (requires { result.stft(); })
        write(out, result.stft());
    else if constexpr (requires { result.sxx; })
        write(out, result.sxx);
    else if constexpr (requires { result.cepstra(); })
        write(out, result.cepstra());
    else
        static_assert(std::is_arithmetic_v<T>, "neither numbers nor a mere sign that it was done");
}

/// The file for the numbers of a row's result; a slash in the name of the row becomes a minus.
inline std::string result_file(std::string name) {
    for (char& c : name)
        if (c == '/') c = '-';
    return path(name + ".raw");
}

/// Which calls of a row are timed: any but the first, or the first of what prepare() returns.
enum class Calls { warm, first };

/// Registers a row. prepare() returns the call that is timed, in processor time of all threads. If
/// $PYA_BENCH_DIR is set, the result of a first call is written there, unless it exists already.
template <class Prepare>
benchmark::internal::Benchmark* row(const std::string& name, Prepare prepare, Calls calls = Calls::warm) {
    const auto run = [=](benchmark::State& state) {
        auto call = prepare();
        reset_peak_memory();
        if (calls == Calls::warm) {
            auto result = call();
            benchmark::DoNotOptimize(result);
        }
        for (auto _ : state) {
            auto result = call();
            benchmark::DoNotOptimize(result);
        }
        state.counters["peak_MB"] = peak_memory();
        const std::string file = result_file(name);
        if (std::getenv("PYA_BENCH_DIR") == nullptr || std::filesystem::exists(file)) return;
        auto first = prepare();
        std::ofstream out(file, std::ios::binary);
        write(out, first());
    };
    auto* const added = benchmark::RegisterBenchmark(name.c_str(), run)
                            ->Unit(benchmark::kMillisecond)
                            ->MeasureProcessCPUTime();
    return calls == Calls::first ? added->Iterations(1) : added;
}

/// Registers a row for one thread, and a row name/threads for two, in wall time.
template <class Prepare>
void rows_of_threads(const std::string& name, Prepare prepare) {
    row(name, [=] { return prepare(1); });
    row(name + "/threads", [=] { return prepare(2); })->UseRealTime();
}

} // namespace bench

#endif
