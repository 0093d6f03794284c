// SPDX-License-Identifier: MIT
// Runs under with_jack.sh. jack_rec, a JACK client from outside of the project, records what this process
// plays.
#include "support/catch.hpp"

#include <pya/aserver.hpp>
#include <pya/backend/portaudio.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

using namespace pya;

namespace {

constexpr int sr = 44100;
constexpr Index period = 1 << 18; // 6 s
constexpr float step = 1.0f / (1 << 19);

// Every frame can be recognised: sample i is (i + 1) steps, which 32-bit PCM holds exactly, and on channel 1
// it has the other sign.
Asig staircase() {
    Eigen::ArrayXXf x(period, 2);
    x.col(0) = step * Eigen::ArrayXf::LinSpaced(period, 1, static_cast<float>(period));
    x.col(1) = -x.col(0);
    return Asig(x, {.sr = sr});
}

} // namespace

TEST_CASE("another client records what is played sample by sample without a gap") {
    const std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                         ("pya_other_client_" + std::string(std::getenv("PYA_JACKD_PID")));
    std::filesystem::create_directory(folder);
    const std::string file = (folder / "take.wav").string();
    Aserver s({.sr = sr, .channels = 2, .backend = std::make_shared<PortAudioBackend>()});
    s.boot();
    s.play(staircase(), {.loop = true});
    // From the ports of this process, because JACK's loopback may pass the next block on while another client
    // still reads the last one.
    const std::string command =
        "jack_rec -f '" + file + "' -d 3 -b 32 -B 1000000 pya:out_0 pya:out_1 >/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
    const Asig take(file);
    std::filesystem::remove_all(folder);

    REQUIRE(take.channels() == 2);
    const float* left = take.storage().channel(0);
    const float* right = take.storage().channel(1);
    Index first = 0; // the two ports of jack_rec may be connected one after the other
    while (first < take.samples() && (left[first] == 0 || right[first] == 0)) ++first;
    REQUIRE(take.samples() - first > 2 * sr);
    Index wrong = 0;
    for (Index i = first; i < take.samples(); ++i) {
        const float expected = i == first || left[i - 1] == step * period ? left[i] : left[i - 1] + step;
        wrong += left[i] != expected || right[i] != -left[i];
    }
    CHECK(wrong == 0);
    CHECK(s.late() == 0);
}
