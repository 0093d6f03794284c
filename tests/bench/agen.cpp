// SPDX-License-Identifier: MIT
// Rows 36 of docs/performance.md: generators.
#include "signal.hpp"

#include <span>
#include <vector>

namespace bench {
namespace {

using namespace pya;

Agen sines() {
    std::vector<Agen> parts;
    for (int k = 0; k < 1000; ++k) parts.push_back(gen::sine(100 + 3.7 * k));
    return gen::mix(parts) * 0.001;
}

[[maybe_unused]] const bool rows = [] {
    row("36a", [] { return [all = sines()] { return all.render(1_s); }; });
    row("36f", [] {
        return [all = sines()] {
            gen::Player player(all);
            std::vector<float> out(44100 / 256 * 256);
            for (std::size_t at = 0; at < out.size(); at += 256)
                player.process(std::span(out).subspan(at, 256));
            return out;
        };
    });
    row("36e", [] {
        std::vector<Agen> voices;
        for (int k = 0; k < 1000; ++k)
            voices.push_back(gen::sine(100 + 3.7 * k + 30 * gen::sine(1 + 0.01 * k)));
        return [all = gen::mix(voices) * 0.001] { return all.render(1_s); };
    });
    row("36b", [] {
        return
            [tone = gen::sine(400 + 30 * gen::sine(5)) * gen::line(1, 0, 10_s)] { return tone.render(10_s); };
    });
    row("36c", [] {
        return
            [saw = gen::saw(gen::line(100, 5000, 10_s), {.band_limited = true})] { return saw.render(10_s); };
    });
    row("36d", [] {
        const Asig sound = gen::noise({.seed = 1}).render(20_s);
        return [scrubbed = gen::scrub(sound, gen::line(0, 20, 10_s))] { return scrubbed.render(10_s); };
    });
    return true;
}();

} // namespace
} // namespace bench
