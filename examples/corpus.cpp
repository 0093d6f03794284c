// SPDX-License-Identifier: MIT
/// @file
/// A table of how long, how loud and how high many recordings are. `corpus --help` says how they are named,
/// and how several processes share the work.
///
///     corpus --out loudness recordings/ more/*.flac list.txt
#include <pya/pya.hpp>

using namespace pya;

int main(int argc, char** argv) {
    return Corpus(argc, argv).run([](const Asig& a) {
        return Row{{"dur", a.dur()},
                   {"lufs", a.loudness().integrated},
                   {"true_peak", a.true_peak()},
                   {"f0", a.mono().pitch().median("f0")}};
    });
}
