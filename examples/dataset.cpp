// SPDX-License-Identifier: MIT
/// @file
/// A data set to learn from: clips of ten seconds at 16 kHz, each with its mel spectrum, in archives as
/// WebDataset reads them, and a table of how loud they are. Options are those of `corpus --help`.
///
///     dataset --piece 10 --per-shard 500 --format parquet --out clips recordings/
#include <pya/pya.hpp>

using namespace pya;

int main(int argc, char** argv) {
    return Corpus(argc, argv).run([](const Asig& a) {
        const Asig clip = a.mono().resample(16000, {.kind = Interp::sinc_best});
        return Row{{"dur", clip.dur()}, {"lufs", clip.loudness().integrated}}
            .attach("flac", clip)
            .attach("mel.npy", clip.to_mel({.n_mels = 80}).to_db());
    });
}
