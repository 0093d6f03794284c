// SPDX-License-Identifier: MIT
/// @file
/// A synthesiser of leaves: no library is linked, and after construction nothing allocates, waits or throws.
/// Two notes through an echo become 16-bit samples, and the program prints their level over time.
#include <pya/dsp/leaf.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace pya::dsp::leaf;

namespace {

constexpr float sr = 48000;

/// A note: a sawtooth, and a square an octave below, through a low-pass that opens with the envelope.
class Voice {
public:
    void play(float freq) {
        saw_.set(freq);
        sub_.set(freq / 2);
        envelope_.gate(true);
    }
    void release() { envelope_.gate(false); }
    void brightness(float hertz) { opening_.set(hertz); }

    float next() {
        const float level = envelope_.next();
        filter_.set(100 + level * opening_.next(), 2);
        const float wave = 0.6f * saw_.next() + 0.4f * sub_.next();
        return clip_cubic(1.5f * level * filter_(wave).low);
    }

private:
    Saw<float> saw_{0, sr};
    Square<float> sub_{0, sr};
    Svf<float> filter_{sr};
    Adsr<float> envelope_{{.att = 0.005f, .dec = 0.2f, .sus = 0.5f, .rel = 0.3f, .curve = 2}, sr};
    Smoothed<float> opening_{3000, 0.05f, sr}; // from knob to sound without clicks
};

/// Echoes that become darker, and whose pitch wavers a little.
class Echo {
public:
    Echo() { damping_.set_cutoff(2500, sr); }

    float operator()(float x) {
        const float swimming = 12000 + 40 * std::sin(6.2831853f * slow_.next());
        const float repeat = damping_(line_.lagrange(swimming));
        line_.push(blocker_(x + 0.5f * repeat));
        return x + 0.4f * repeat;
    }

private:
    DelayLine<float> line_{12100};
    OnePole<float> damping_;
    DcBlocker<float> blocker_{10, sr};
    Phase<float> slow_{0.7f, sr};
};

} // namespace

int main() {
    Voice voice;
    Echo echo;
    Dither<float> dither(16);
    PeakFollower<float> meter(0, 0.02f, sr);
    int loudest = 0;
    for (int i = 0; i < 3 * 48000; ++i) {
        if (i == 0) voice.play(110);
        if (i == 12000) voice.release();
        if (i == 48000) voice.play(165), voice.brightness(6000);
        if (i == 60000) voice.release();
        const float y = 0.7f * echo(voice.next());
        const auto sample = static_cast<std::int16_t>(32768 * dither(y));
        loudest = std::max(loudest, std::abs(int{sample}));
        const float level = meter(y);
        if (i % 12000 == 6000) std::printf("%4.2f s  %3.0f dB\n", i / 48000., 20 * std::log10(level + 1e-9));
    }
    std::printf("the largest sample is %d\n", loudest);
    return loudest < 32767 ? 0 : 1;
}
