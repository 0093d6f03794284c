// SPDX-License-Identifier: MIT
// Gamma, https://github.com/LancePutnam/Gamma: row 36 of docs/performance.md. It computes in float, with a
// polynomial of degree 9 for a sine.
#include "row.hpp"

#include <Gamma/Domain.h>
#include <Gamma/Oscillator.h>

#include <vector>

namespace bench {
namespace {

using Eigen::ArrayXf;

[[maybe_unused]] const bool rows = [] {
    row("36a@Gamma", [] {
        return [] {
            gam::sampleRate(sr);
            std::vector<gam::Sine<>> waves(1000);
            for (std::size_t k = 0; k < waves.size(); ++k) waves[k].freq(100 + 3.7f * static_cast<float>(k));
            ArrayXf out(sr);
            for (float& x : out) {
                float sum = 0;
                for (auto& wave : waves) sum += wave();
                x = 0.001f * sum;
            }
            return out;
        };
    });
    row("36e@Gamma", [] {
        return [] {
            gam::sampleRate(sr);
            std::vector<gam::Sine<>> waves(1000), modulators(1000);
            for (std::size_t k = 0; k < waves.size(); ++k)
                modulators[k].freq(1 + 0.01f * static_cast<float>(k));
            ArrayXf out(sr);
            for (float& x : out) {
                float sum = 0;
                for (std::size_t k = 0; k < waves.size(); ++k) {
                    waves[k].freq(100 + 3.7f * static_cast<float>(k) + 30 * modulators[k]());
                    sum += waves[k]();
                }
                x = 0.001f * sum;
            }
            return out;
        };
    });
    return true;
}();

} // namespace
} // namespace bench
