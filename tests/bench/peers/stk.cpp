// SPDX-License-Identifier: MIT
// The Synthesis ToolKit: rows 09 to 11 and 36 of docs/performance.md. It computes in double.
#include "row.hpp"
#include "sections.hpp"

#include <stk/ADSR.h>
#include <stk/BiQuad.h>
#include <stk/SineWave.h>

#include <vector>

namespace bench {
namespace {

using Eigen::ArrayXf;

stk::StkFrames frames(const ArrayXf& sig) {
    stk::StkFrames out(static_cast<unsigned>(sig.size()), 1);
    for (Eigen::Index i = 0; i < sig.size(); ++i) out[static_cast<std::size_t>(i)] = sig(i);
    return out;
}

ArrayXf floats(const stk::StkFrames& in) {
    return ArrayXf::NullaryExpr(static_cast<Eigen::Index>(in.frames()), [&](Eigen::Index i) {
        return static_cast<float>(in[static_cast<std::size_t>(i)]);
    });
}

[[maybe_unused]] const bool rows = [] {
    row("09a@STK, table", [] {
        return [] {
            stk::SineWave wave;
            wave.setFrequency(440.3);
            stk::StkFrames out(ten_seconds, 1);
            return floats(wave.tick(out));
        };
    });
    row("36a@STK, table", [] {
        return [] {
            std::vector<stk::SineWave> waves(1000);
            for (std::size_t k = 0; k < waves.size(); ++k)
                waves[k].setFrequency(100 + 3.7 * static_cast<double>(k));
            ArrayXf out(sr);
            for (float& x : out) {
                double sum = 0;
                for (stk::SineWave& wave : waves) sum += wave.tick();
                x = static_cast<float>(0.001 * sum);
            }
            return out;
        };
    });
    row("36e@STK, table", [] {
        return [] {
            std::vector<stk::SineWave> waves(1000), modulators(1000);
            for (std::size_t k = 0; k < waves.size(); ++k)
                modulators[k].setFrequency(1 + 0.01 * static_cast<double>(k));
            ArrayXf out(sr);
            for (float& x : out) {
                double sum = 0;
                for (std::size_t k = 0; k < waves.size(); ++k) {
                    waves[k].setFrequency(100 + 3.7 * static_cast<double>(k) + 30 * modulators[k].tick());
                    sum += waves[k].tick();
                }
                x = static_cast<float>(0.001 * sum);
            }
            return out;
        };
    });
    row("10/adsr@STK", [] {
        return [a = ArrayXf(white(ten_seconds))] {
            stk::ADSR envelope;
            envelope.setAllTimes(0.01, 0.1, 0.7, 0.2);
            envelope.keyOn();
            ArrayXf out(a.size());
            for (Eigen::Index i = 0; i < a.size(); ++i) {
                if (i == ten_seconds - sr / 5) envelope.keyOff();
                out(i) = a(i) * static_cast<float>(envelope.tick());
            }
            return out;
        };
    });
    row("11a@STK", [] {
        return [a = ArrayXf(white(ten_seconds))] {
            stk::StkFrames sig = frames(a);
            for (const Section& s : band) {
                stk::BiQuad filter;
                filter.setCoefficients(s.b0, s.b1, s.b2, s.a1, s.a2);
                filter.tick(sig);
            }
            return floats(sig);
        };
    });
    return true;
}();

} // namespace
} // namespace bench
