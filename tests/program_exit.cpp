// SPDX-License-Identifier: MIT
// program_exit [thread]: ends while the default server plays and a recorder records, from main() or from
// another thread. The test is that it ends, with status 0.
#include <pya/pya.hpp>

#include <pya/backend/dummy.hpp>

#include <cstdlib>
#include <thread>

using namespace pya;

namespace {

Aserver::Voice voice; // lives longer than its server
const Asig tone = Ugen::sine({.dur = 0.1});

} // namespace

int main(int argc, char**) {
    static Arecorder recorder({.channels = 2, .backend = std::make_shared<DummyBackend>()});
    recorder.boot().record();
    Aserver& server = *startup({.backend = std::make_shared<DummyBackend>()});
    tone.play({.onset = 1000.0}).play({.loop = true});
    voice = server.play(tone, {.loop = true});
    while (server.now() == 0 || recorder.frames() == 0) std::this_thread::yield();
    if (argc > 1) std::thread([] { std::exit(0); }).join();
    return 0;
}
