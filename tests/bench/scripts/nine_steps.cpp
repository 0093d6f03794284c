// SPDX-License-Identifier: MIT
// Row 27c of docs/performance.md: nine_steps IN OUT, which reads, removes DC, filters, normalises, fades in
// and out, finds events, takes cepstra and writes.
#include <pya/pya.hpp>

#include <iostream>

int main(int, char** argv) {
    const pya::Asig sound =
        pya::Asig(argv[1]).remove_DC().iirfilter({300, 3000}).norm().fade_in(0.1).fade_out(0.1);
    std::cout << sound.find_events({.sil_thr = -35}).events().size() << ' ' << sound.to_mfcc().nframes()
              << '\n';
    sound.save(argv[2]);
}
