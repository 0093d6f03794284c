// SPDX-License-Identifier: MIT
#include "dsp/rate/linear.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "simd/lerp_nearby.hpp"
#include "simd/run.hpp"

namespace pya::dsp {
namespace {

// out[i] = in at index[i] + weight[i]
template <class Scalar>
PYA_INLINE void lerp(const Scalar* in, const std::int32_t* index, const Scalar* weight,
                     Scalar* __restrict out, std::ptrdiff_t count) {
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = in[index[i]] + (in[index[i] + 1] - in[index[i]]) * weight[i];
}

constexpr int lerp_lanes = simd::lerp_group;
constexpr int largest_slip = 2;

// The same in groups of lerp_lanes where index[i] is index[first of group] + lead + lane + slip[i], with
// slips of 0, 1 and 2. It loads neighbours and chooses, instead of gathering.
template <class Scalar>
PYA_INLINE void lerp_groups(const Scalar* in, const std::int32_t* index, std::ptrdiff_t lead,
                            const std::int32_t* slip, const Scalar* weight, Scalar* __restrict out,
                            std::ptrdiff_t groups) {
    for (std::ptrdiff_t group = 0; group < groups; ++group) {
        const Scalar* x = in + index[group * lerp_lanes] + lead;
        const std::int32_t* s = slip + group * lerp_lanes;
        for (int i = 0; i < lerp_lanes; ++i) {
            const Scalar a = x[i], b = x[i + 1], c = x[i + 2], d = x[i + 3];
            const Scalar left = s[i] == 0 ? a : s[i] == 1 ? b : c;
            const Scalar right = s[i] == 0 ? b : s[i] == 1 ? c : d;
            out[group * lerp_lanes + i] = left + (right - left) * weight[group * lerp_lanes + i];
        }
    }
}

// True if lerp_nearby() works, and is fast, for that many inputs from one output to the next.
template <class Scalar>
bool permutes(double step) {
    return std::is_same_v<Scalar, float> && (lerp_lanes - 1) * step <= simd::lerp_reach - 2 &&
           simd::lerps_nearby();
}

// Output i is at the position i * down / up, a ratio of whole numbers.
template <class Scalar>
PYA_INLINE void positions(double up, double down, std::int32_t* index, Scalar* weight, int count) {
    const double inverse = 1 / up;
    for (int i = 0; i < count; ++i) {
        const double position = i * down;
        const auto near = static_cast<std::int32_t>(position * inverse);
        const double rest = position - near * up; // exact, so it shows whether `near` is off by one
        const int step = static_cast<int>(rest >= up) - static_cast<int>(rest < 0);
        index[i] = near + step;
        const double past = rest - step * up;
        weight[i] = static_cast<Scalar>(sizeof(Scalar) < sizeof(double) ? past * inverse : past / up);
    }
}

// Output i is at the position (first + i) * step, counted from base, a whole number that isn't beyond it.
template <class Scalar>
PYA_INLINE void positions_from(double first, double step, double base, std::int32_t* index, Scalar* weight,
                               int count) {
    for (int i = 0; i < count; ++i) {
        const double position = (first + i) * step - base;
        index[i] = static_cast<std::int32_t>(position);
        weight[i] = static_cast<Scalar>(position - index[i]);
    }
}

// The positions of a run of consecutive outputs.
template <class Scalar>
struct Phases {
    std::vector<std::int32_t> index;
    std::vector<Scalar> weight;
    std::vector<std::int32_t> slip; // empty if the distance of outputs is not close to that of inputs
    Index lead = 0;
    bool permuted = false; // true if each group of lerp_lanes is within simd::lerp_reach

    explicit Phases(Index outputs) : index(static_cast<std::size_t>(outputs)), weight(index.size()) {}

    Index size() const { return static_cast<Index>(index.size()); }

    void find_slips() {
        if (index.empty()) return;
        // Whether the outputs are closer than the inputs, or wider apart.
        lead = index.back() < size() ? -largest_slip : 0;
        for (std::size_t i = 0; i < index.size() / lerp_lanes * lerp_lanes; ++i) {
            slip.push_back(index[i] - index[i / lerp_lanes * lerp_lanes] - static_cast<std::int32_t>(lead) -
                           static_cast<std::int32_t>(i % lerp_lanes));
            if (slip.back() < 0 || slip.back() > largest_slip) return slip.clear();
        }
    }

    // Writes the first `count` outputs of the run, from input `base` on.
    void write(const Scalar* in, Index samples, Index base, Scalar* out, Index count) const {
        if constexpr (std::is_same_v<Scalar, float>) {
            if (permuted) {
                Index groups = count / lerp_lanes;
                while (groups > 0 &&
                       base + index[static_cast<std::size_t>((groups - 1) * lerp_lanes)] + simd::lerp_reach >=
                           samples)
                    --groups;
                simd::lerp_nearby(in + base, index.data(), weight.data(), out, groups);
                const Index done = groups * lerp_lanes;
                return simd::run<lerp<Scalar>>(in + base, index.data() + done, weight.data() + done,
                                               out + done, count - done);
            }
        }
        Index begin = 0, end = 0; // of the whole groups that only read inputs that exist
        if (!slip.empty()) {
            while (begin < count && base + index[static_cast<std::size_t>(begin)] + lead < 0)
                begin += lerp_lanes;
            end = std::min(count, static_cast<Index>(slip.size())) / lerp_lanes * lerp_lanes;
            while (end > begin &&
                   base + index[static_cast<std::size_t>(end - lerp_lanes)] + lead + lerp_lanes + 2 >=
                       samples)
                end -= lerp_lanes;
        }
        begin = std::min(begin, count);
        end = std::max(begin, end);
        simd::run<lerp<Scalar>>(in + base, index.data(), weight.data(), out, begin);
        simd::run<lerp_groups<Scalar>>(in + base, index.data() + begin, lead, slip.data() + begin,
                                       weight.data() + begin, out + begin, (end - begin) / lerp_lanes);
        simd::run<lerp<Scalar>>(in + base, index.data() + end, weight.data() + end, out + end, count - end);
    }
};

// Makes the outputs up to the last input in runs; each begins at input run_start(output).
template <class Scalar, class RunStart>
void interpolate_linearly(Block<const Scalar> in, Block<Scalar> out, Index inner, Phases<Scalar>& phases,
                          RunStart run_start) {
    for (Index first = 0; first < inner; first += phases.size()) {
        const Index base = run_start(first);
        for (Index c = 0; c < in.channels(); ++c)
            phases.write(in.channel(c).data(), in.samples(), base, out.channel(c).data() + first,
                         std::min(phases.size(), inner - first));
    }
    for (Index c = 0; c < in.channels(); ++c)
        std::fill_n(out.channel(c).data() + inner, out.samples() - inner, in(in.samples() - 1, c));
}

} // namespace

template <class Scalar>
void resample_linear(Block<const Scalar> in, Block<Scalar> out, const RateRatio& ratio) {
    constexpr Index longest_table = 1 << 16, shortest_run = 512;
    const Index last = in.samples() - 1;
    if (ratio.rational() &&
        std::max(ratio.up, ratio.down) <= longest_table) { // the phases repeat, so one table is enough
        const Index repeats = (shortest_run + ratio.up - 1) / ratio.up;
        const Index inner = std::min(out.samples(), (last * ratio.up + ratio.down - 1) / ratio.down);
        const Index run = std::min(repeats * ratio.up, inner);
        Phases<Scalar> phases(run);
        simd::run<positions<Scalar>>(static_cast<double>(ratio.up), static_cast<double>(ratio.down),
                                     phases.index.data(), phases.weight.data(), static_cast<int>(run));
        phases.permuted = permutes<Scalar>(1 / ratio.value);
        if (!phases.permuted) phases.find_slips();
        interpolate_linearly(in, out, inner, phases,
                             [&](Index first) { return first / ratio.up * ratio.down; });
        return;
    }
    const double step = 1 / ratio.value;
    Index inner = static_cast<Index>(
        std::ceil(std::min(static_cast<double>(last) / step, static_cast<double>(out.samples()))));
    while (inner > 0 && static_cast<double>(inner - 1) * step >= static_cast<double>(last)) --inner;
    Phases<Scalar> phases(step < 1e6 ? shortest_run : 1);
    phases.permuted = permutes<Scalar>(step);
    interpolate_linearly(in, out, inner, phases, [&](Index first) {
        const double base = std::floor(static_cast<double>(first) * step);
        simd::run<positions_from<Scalar>>(static_cast<double>(first), step, base, phases.index.data(),
                                          phases.weight.data(), static_cast<int>(phases.size()));
        return static_cast<Index>(base);
    });
}

template void resample_linear(Block<const float>, Block<float>, const RateRatio&);
template void resample_linear(Block<const double>, Block<double>, const RateRatio&);

} // namespace pya::dsp
