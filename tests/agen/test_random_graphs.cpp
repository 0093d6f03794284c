// SPDX-License-Identifier: MIT
// Random graphs of all generators give the same bits in random blocks.
#include "support/catch.hpp"

#include "agen/blocks.hpp"

#include <pya/acurve.hpp>
#include <pya/agen.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/effect.hpp>

#include <random>

using namespace pya;
using blocks::rendered;

namespace {

constexpr int sr = 1000;

class Graphs {
public:
    explicit Graphs(unsigned seed) : random_(seed) {}

    Agen any(int depth) {
        if (depth == 0) return leaf();
        const auto x = [&] { return any(static_cast<int>(below(static_cast<unsigned>(depth)))); };
        const Agen freq = gen::smooth(100 + 80 * x(), 0); // no constant, which might be out of range
        const gen::WaveOptions wave{.phase = x(), .band_limited = below(2) == 0};
        switch (below(33)) {
        case 0: return x() + x();
        case 1: return x() * x() - 0.5;
        case 2: return x() / (2 + x());
        case 3: return gen::sine(freq, {.phase = x()});
        case 4: return gen::saw(freq, wave);
        case 5: return gen::tri(freq, wave);
        case 6: return gen::pulse(freq, x(), wave);
        case 7: return gen::fm(freq, {.ratio = 1.5, .index = x()});
        case 8: return gen::wavetable(sound(), freq, {.phase = x()});
        case 9: return x() * gen::adsr({.att = 20_ms, .gate = x()});
        case 10: return x().lasting(time()).then(x()).loop();
        case 11: return x().lasting(time()).hold();
        case 12: return gen::mix({x(), x().lasting(time()), x()});
        case 13: return gen::lowpass(x(), freq, 0.5);
        case 14: return gen::notch(gen::bandpass(x(), 50), 2 * freq, 3);
        case 15: return gen::follow(gen::smooth(x(), 10_ms));
        case 16: return gen::sample_hold(x(), gen::impulse(freq));
        case 17: return gen::delay(x(), 0.05 + 0.02 * x(), {.feedback = 0.5});
        case 18: return gen::play(sound(), {.rate = 1 + 3 * x()});
        case 19: return gen::play(sound(), {.rate = 1 + 3 * x(), .loop = gen::LoopPoints{10_ms, 50_ms}});
        case 20:
            return gen::grains(
                sound(), {.density = freq, .position = 0.05 * x(), .dur = 30_ms, .jitter = 10_ms, .seed = 5});
        case 21: return gen::pluck(freq, {.seed = below(100)});
        case 22: return gen::dust(freq, below(100));
        case 23: return gen::through(x(), dsp::Chain{dsp::Chorus(sr), dsp::Tremolo(sr)});
        case 24:
            return gen::through(x().lasting(time()), dsp::Reverb(sr, 1, {.high_freq = 400}), 50_ms).then(x());
        case 25: return gen::scrub(sound(), 0.05 + 0.05 * x());
        case 26: return gen::play(sound(), {.rate = 1 + 3 * x(), .band_limited = true});
        case 27: return gen::saw(freq, x(), wave);
        case 28: return difference(gen::pan2(x(), x()).lasting(time()).then(gen::channels({x(), x()})));
        case 29: return difference(gen::channels({x(), x()}).lasting(time()).loop());
        case 30:
            return difference(
                gen::through(gen::channels({x(), x()}), dsp::Chain{dsp::Delay(sr, 2, {.time = 7_ms})})
                    .lasting(time())
                    .loop());
        case 31: return gen::channel(gen::mix({gen::pan2(x(), 0.3), gen::noise({.seed = 4})}), below(2));
        default: return x().apply([](double v) { return v * v - 0.5; });
        }
    }

private:
    unsigned below(unsigned n) { return static_cast<unsigned>(random_()) % n; }
    static Agen difference(const Agen& two) { return gen::channel(two, 0) - gen::channel(two, 1); }
    Seconds time() { return 0.001 * below(200); }
    Asig sound() {
        Eigen::ArrayXf x(100);
        for (float& sample : x) sample = static_cast<float>(below(2000)) / 1000 - 1;
        return Asig(x, {.sr = 900});
    }
    Agen leaf() {
        switch (below(6)) {
        case 0: return gen::sine(below(400));
        case 1: return gen::noise({.type = static_cast<Noise>(below(4)), .seed = below(100)});
        case 2: return gen::line(-1, 1, time());
        case 3: return gen::play(sound());
        case 4: return gen::adsr({.dur = time()}).then(0);
        default: return below(100) * 0.02 - 1;
        }
    }

    std::mt19937 random_;
};

// One that isn't a number may have any sign.
bool same_bits(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b) {
    return a.rows() == b.rows() && (a == b || (a.isNaN() && b.isNaN())).all();
}

} // namespace

TEST_CASE("random graphs give the same bits in random blocks, and after a reset", "[agen]") {
    constexpr Index n = 700;
    int sounding = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        INFO("seed " << seed);
        const Agen graph = Graphs(seed).any(5);
        const Eigen::ArrayXXd whole = rendered(graph, n, n, sr);
        sounding += (whole != 0).any();
        for (const Index size : {Index{1}, Index{64}, Index{-64}, Index{-200}})
            CHECK(same_bits(rendered(graph, n, size, sr), whole));
        gen::Player player(graph, {.sr = sr});
        Eigen::ArrayXXd again(n, 1);
        player.process(dsp::Block<double>(again.topRows(99)));
        player.reset();
        player.process(again);
        CHECK(same_bits(again, whole));
        player.seek(0.3);
        player.process(dsp::Block<double>(again.topRows(400)));
        CHECK(same_bits(again.topRows(400), whole.bottomRows(400)));
    }
    CHECK(sounding > 120);
}
