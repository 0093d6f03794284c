// SPDX-License-Identifier: MIT
/// @file
/// A row of the comparison: a name and a call to time.
#ifndef PYA_BENCH_ROW_HPP
#define PYA_BENCH_ROW_HPP

#include <pya/pya.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace bench {

constexpr int sr = 44100;
constexpr pya::Index ten_seconds = 10 * sr;
constexpr pya::Index ten_minutes = 600 * sr;

/// Noise in [-1, 1). Channel c is what np.random.seed(7 + c) gives, so that compare.py can make it too.
const pya::Asig& noise(pya::Index samples, pya::Index channels = 1);

/// Where files go: $PYA_BENCH_DIR, or here.
inline std::string path(const std::string& name) {
    const char* folder = std::getenv("PYA_BENCH_DIR");
    return (folder != nullptr ? std::string(folder) + "/" : std::string()) + name;
}

template <class D>
void write(std::ostream& out, const Eigen::DenseBase<D>& array) {
    const auto values = array.derived().eval();
    out.write(
        reinterpret_cast<const char*>(values.data()),
        static_cast<std::streamsize>(static_cast<std::size_t>(values.size()) * sizeof(typename D::Scalar)));
}
inline void write(std::ostream& out, const pya::Asig& sig) { write(out, sig.sig()); }
inline void write(std::ostream& out, const pya::Aspec& spec) { write(out, spec.rfftspec()); }
inline void write(std::ostream& out, const pya::Astft& stft) { write(out, stft.stft()); }
inline void write(std::ostream& out, const pya::Spectrogram& spectrogram) { write(out, spectrogram.sxx); }
inline void write(std::ostream& out, const pya::Amfcc& mfcc) { write(out, mfcc.cepstra()); }
inline void write(std::ostream&, bool) {}

/// Registers prepare()(), of which the second call is timed. With $PYA_BENCH_DIR its last result is left
/// there as raw numbers in <name>.raw, a slash of the name being a minus.
template <class Prepare>
benchmark::internal::Benchmark* row(const std::string& name, Prepare prepare) {
    return benchmark::RegisterBenchmark(name.c_str(),
                                        [=](benchmark::State& state) {
                                            const auto call = prepare();
                                            for (auto _ : state) {
                                                auto result = call();
                                                benchmark::DoNotOptimize(result);
                                            }
                                            if (std::getenv("PYA_BENCH_DIR") == nullptr) return;
                                            std::string file = name + ".raw";
                                            for (char& c : file)
                                                if (c == '/') c = '-';
                                            std::ofstream out(path(file), std::ios::binary);
                                            write(out, call());
                                        })
        ->Unit(benchmark::kMillisecond);
}

} // namespace bench

#endif
