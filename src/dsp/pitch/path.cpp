// SPDX-License-Identifier: MIT
#include "dsp/pitch/path.hpp"

#include <algorithm>
#include <cmath>

namespace pya::dsp::impl {
namespace {

constexpr double usual_hop = 0.01;         // seconds, for which the costs of a step are given
constexpr double forgotten = 3;            // dB in a second
constexpr double edge_power = 0.12;        // of a frame outside a sound, relative to those in it
constexpr double middle_pitch = 7.9657842; // log2 of 250 Hz, where the octave cost is 0

} // namespace

PathCosts::PathCosts(const PitchOptions& options, double hop_seconds)
    : voicing(options.voicing), silence(std::pow(10, options.silence.value / 20)),
      octave(options.octave_cost), jump(options.jump_cost * usual_hop / hop_seconds),
      change(options.switch_cost * usual_hop / hop_seconds),
      forgetting(std::pow(10, -forgotten / 20 * hop_seconds)),
      lookahead(std::llround(options.lookahead.value / hop_seconds)) {}

Path::Path(const PathCosts& costs)
    : costs_(costs), steps_(static_cast<std::size_t>(costs.lookahead + edge + 2)), decided_(2 * edge + 2) {
    reset();
}

void Path::reset() {
    loudest_ = 0;
    pushed_ = fixed_ = given_ = 0;
}

double Path::cost(const Candidates& candidates, int state) const {
    if (state > 0) {
        const Candidate& c = candidates.best[static_cast<std::size_t>(state - 1)];
        return c.strength + costs_.octave * (c.octaves - middle_pitch);
    }
    const double level = loudest_ > 0 ? candidates.peak / loudest_ : 0;
    return costs_.voicing + std::max(0.0, 2 - level * (1 + costs_.voicing) / costs_.silence);
}

void Path::push(const Candidates& candidates) {
    const int count = candidates.count + 1;
    std::array<double, states> gains{};
    Step& now = step(pushed_);
    now.candidates = candidates;
    loudest_ = std::max(loudest_ * costs_.forgetting, candidates.peak);
    for (int j = 0; j < count; ++j) {
        double best = 0;
        int from = 0;
        if (pushed_ > 0) {
            const Candidates& before = step(pushed_ - 1).candidates;
            best = gains_[0] - (j > 0 ? costs_.change : 0);
            for (int i = 1; i <= before.count; ++i) {
                double gain = gains_[static_cast<std::size_t>(i)];
                if (j == 0)
                    gain -= costs_.change;
                else
                    gain -= costs_.jump * std::fabs(candidates.best[static_cast<std::size_t>(j - 1)].octaves -
                                                    before.best[static_cast<std::size_t>(i - 1)].octaves);
                if (gain > best) {
                    best = gain;
                    from = i;
                }
            }
        }
        gains[static_cast<std::size_t>(j)] = best + cost(candidates, j);
        now.from[static_cast<std::size_t>(j)] = static_cast<signed char>(from);
    }
    // Only differences count: so the sums don't grow with the length of the stream.
    const double top = *std::max_element(gains.begin(), gains.begin() + count);
    for (double& gain : gains) gain -= top;
    gains_ = gains;
    ++pushed_;
}

/// Follows the best path back from the newest frame to the first undecided one.
void Path::decide() {
    const Index newest = pushed_ - 1;
    int state = static_cast<int>(
        std::max_element(gains_.begin(), gains_.begin() + step(newest).candidates.count + 1) -
        gains_.begin());
    for (Index i = newest; i > fixed_; --i) state = step(i).from[static_cast<std::size_t>(state)];
    const Candidates& candidates = step(fixed_).candidates;
    Decided& here = decided(fixed_++);
    here = {};
    if (candidates.count == 0) return;
    const Candidate& c = candidates.best[static_cast<std::size_t>(std::max(state, 1) - 1)];
    here = {{c.f0, std::min(1.0, c.strength), state > 0}, c.power};
}

/// Whether a frame is voiced only because its window reaches into a sound, seen from one side or both.
bool Path::outside(Index frame) {
    const auto inside = [&](Index direction, bool& ends) {
        double power = 0;
        for (Index i = 1; i <= edge; ++i) {
            const Index other = frame + direction * i;
            if (other < 0 || other >= fixed_ || !decided(other).frame.voiced) {
                ends = i < edge;
                break;
            }
            power = std::max(power, decided(other).power);
        }
        return power;
    };
    bool begins = false, ends = false;
    const double before = inside(-1, begins), after = inside(1, ends);
    const double reference = begins == ends ? (begins ? std::max(before, after) : std::min(before, after))
                             : begins       ? after
                                            : before;
    return decided(frame).power < edge_power * reference;
}

bool Path::next(bool ended, PitchFrame& frame) {
    while (fixed_ <= given_ + edge && (ended ? fixed_ < pushed_ : fixed_ + costs_.lookahead < pushed_))
        decide();
    if (given_ == fixed_ || (fixed_ <= given_ + edge && !ended)) return false;
    frame = decided(given_).frame;
    if (frame.voiced) frame.voiced = !outside(given_);
    ++given_;
    return true;
}

} // namespace pya::dsp::impl
