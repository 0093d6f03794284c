// SPDX-License-Identifier: MIT
#include "dsp/rate/linear.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "simd.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace pya::dsp {
namespace {

using Eigen::Index;
template <class Scalar>
using Columns = Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

// out[i] = in at index[i] + weight[i]
template <class Scalar>
[[gnu::always_inline]] inline void lerp_anywhere(const Scalar* in, const std::int32_t* index,
                                                 const Scalar* weight, Scalar* __restrict out,
                                                 std::ptrdiff_t count) {
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = in[index[i]] + (in[index[i] + 1] - in[index[i]]) * weight[i];
}

constexpr int lerp_lanes = 16;
constexpr int largest_slip = 2;

// The same in groups of lerp_lanes where index[i] is index[first of group] + lead + lane + slip[i], with
// slips of 0, 1 and 2: straight loads and a choice instead of a gather.
template <class Scalar>
[[gnu::always_inline]] inline void
lerp_in_step(const Scalar* in, const std::int32_t* index, std::ptrdiff_t lead, const std::int32_t* slip,
             const Scalar* weight, Scalar* __restrict out, std::ptrdiff_t groups) {
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

PYA_SIMD void lerp(const float* in, const std::int32_t* index, const float* weight, float* out,
                   std::ptrdiff_t count) {
    lerp_anywhere(in, index, weight, out, count);
}

PYA_SIMD void lerp(const double* in, const std::int32_t* index, const double* weight, double* out,
                   std::ptrdiff_t count) {
    lerp_anywhere(in, index, weight, out, count);
}

PYA_SIMD void lerp_groups(const float* in, const std::int32_t* index, std::ptrdiff_t lead,
                          const std::int32_t* slip, const float* weight, float* out, std::ptrdiff_t groups) {
    lerp_in_step(in, index, lead, slip, weight, out, groups);
}

PYA_SIMD void lerp_groups(const double* in, const std::int32_t* index, std::ptrdiff_t lead,
                          const std::int32_t* slip, const double* weight, double* out,
                          std::ptrdiff_t groups) {
    lerp_in_step(in, index, lead, slip, weight, out, groups);
}

// How many inputs a group of lerp_lanes may lie within for lerp_within(): what one permutation chooses from.
constexpr int reach = 2 * lerp_lanes;

// Whether every group does when there are so many inputs from one output to the next.
template <class Scalar>
bool within_reach(double step) {
    return std::is_same_v<Scalar, float> && (lerp_lanes - 1) * step <= reach - 2;
}

#if defined(__x86_64__) && defined(__GNUC__)
bool can_permute() { return __builtin_cpu_supports("avx512f"); }

// The same in groups of lerp_lanes that lie within `reach` inputs: straight loads and a permutation.
__attribute__((target("avx512f"))) void lerp_within(const float* in, const std::int32_t* index,
                                                    const float* weight, float* out, std::ptrdiff_t groups) {
    for (const float* end = out + groups * lerp_lanes; out != end;
         out += lerp_lanes, index += lerp_lanes, weight += lerp_lanes) {
        const float* x = in + index[0];
        const __m512i at = _mm512_sub_epi32(_mm512_loadu_si512(index), _mm512_set1_epi32(index[0]));
        const __m512 left = _mm512_permutex2var_ps(_mm512_loadu_ps(x), at, _mm512_loadu_ps(x + lerp_lanes));
        const __m512 right =
            _mm512_permutex2var_ps(_mm512_loadu_ps(x + 1), at, _mm512_loadu_ps(x + 1 + lerp_lanes));
        const __m512 rise = _mm512_mul_ps(_mm512_sub_ps(right, left), _mm512_loadu_ps(weight));
        _mm512_storeu_ps(out, _mm512_add_ps(left, rise));
    }
}
#else
bool can_permute() { return false; }

void lerp_within(const float* in, const std::int32_t* index, const float* weight, float* out,
                 std::ptrdiff_t groups) {
    lerp_anywhere(in, index, weight, out, groups * lerp_lanes);
}
#endif

// Output i lies i * down / up after the start, all of them whole numbers.
template <class Scalar>
[[gnu::always_inline]] inline void write_positions(double up, double down, std::int32_t* index,
                                                   Scalar* weight, int count) {
    const double inverse = 1 / up;
    for (int i = 0; i < count; ++i) {
        const double position = i * down;
        const auto near = static_cast<std::int32_t>(position * inverse);
        const double rest = position - near * up; // exact, and so tells where the product was rounded over
        const int step = static_cast<int>(rest >= up) - static_cast<int>(rest < 0);
        index[i] = near + step;
        const double past = rest - step * up;
        weight[i] = static_cast<Scalar>(sizeof(Scalar) < sizeof(double) ? past * inverse : past / up);
    }
}

PYA_SIMD void positions(double up, double down, std::int32_t* index, float* weight, int count) {
    write_positions(up, down, index, weight, count);
}

PYA_SIMD void positions(double up, double down, std::int32_t* index, double* weight, int count) {
    write_positions(up, down, index, weight, count);
}

// Output i lies at (first + i) * step, which is counted from base, a whole number that isn't beyond it.
template <class Scalar>
[[gnu::always_inline]] inline void write_positions_from(double first, double step, double base,
                                                        std::int32_t* index, Scalar* weight, int count) {
    for (int i = 0; i < count; ++i) {
        const double position = (first + i) * step - base;
        index[i] = static_cast<std::int32_t>(position);
        weight[i] = static_cast<Scalar>(position - index[i]);
    }
}

PYA_SIMD void positions_from(double first, double step, double base, std::int32_t* index, float* weight,
                             int count) {
    write_positions_from(first, step, base, index, weight, count);
}

PYA_SIMD void positions_from(double first, double step, double base, std::int32_t* index, double* weight,
                             int count) {
    write_positions_from(first, step, base, index, weight, count);
}

// Where a run of consecutive outputs lies.
template <class Scalar>
struct Phases {
    std::vector<std::int32_t> index;
    std::vector<Scalar> weight;
    std::vector<std::int32_t> slip; // empty where the outputs are not nearly in step with the inputs
    Index lead = 0;
    bool permuted = false; // each group of lerp_lanes lies within reach

    explicit Phases(Index outputs) : index(static_cast<std::size_t>(outputs)), weight(index.size()) {}

    Index size() const { return static_cast<Index>(index.size()); }

    void find_slips() {
        if (index.empty()) return;
        lead = index.back() < size() ? -largest_slip : 0; // slower than the input, or faster
        for (std::size_t i = 0; i < index.size() / lerp_lanes * lerp_lanes; ++i) {
            slip.push_back(index[i] - index[i / lerp_lanes * lerp_lanes] - static_cast<std::int32_t>(lead) -
                           static_cast<std::int32_t>(i % lerp_lanes));
            if (slip.back() < 0 || slip.back() > largest_slip) return slip.clear();
        }
    }

    // Writes the first count outputs of the run from input base on.
    void write(const Scalar* in, Index samples, Index base, Scalar* out, Index count) const {
        if constexpr (std::is_same_v<Scalar, float>) {
            if (permuted) {
                Index groups = count / lerp_lanes;
                while (groups > 0 &&
                       base + index[static_cast<std::size_t>((groups - 1) * lerp_lanes)] + reach >= samples)
                    --groups;
                lerp_within(in + base, index.data(), weight.data(), out, groups);
                const Index done = groups * lerp_lanes;
                return lerp(in + base, index.data() + done, weight.data() + done, out + done, count - done);
            }
        }
        Index begin = 0, end = 0; // of the part in whole groups that reads only what is there
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
        lerp(in + base, index.data(), weight.data(), out, begin);
        lerp_groups(in + base, index.data() + begin, lead, slip.data() + begin, weight.data() + begin,
                    out + begin, (end - begin) / lerp_lanes);
        lerp(in + base, index.data() + end, weight.data() + end, out + end, count - end);
    }
};

// Outputs up to the last input, in runs of which each begins at input run_start(output).
template <class Scalar, class RunStart>
void interpolate_linearly(const Eigen::Ref<const Columns<Scalar>>& in, Eigen::Ref<Columns<Scalar>>& out,
                          Index inner, Phases<Scalar>& phases, RunStart run_start) {
    for (Index first = 0; first < inner; first += phases.size()) {
        const Index base = run_start(first);
        for (Index c = 0; c < in.cols(); ++c)
            phases.write(in.col(c).data(), in.rows(), base, out.col(c).data() + first,
                         std::min(phases.size(), inner - first));
    }
    out.bottomRows(out.rows() - inner).rowwise() = in.row(in.rows() - 1);
}

} // namespace

template <class Scalar>
void resample_linear(const Eigen::Ref<const Columns<Scalar>>& in, Eigen::Ref<Columns<Scalar>>& out,
                     const RateRatio& ratio) {
    constexpr Index longest_table = 1 << 16, shortest_run = 512;
    const Index last = in.rows() - 1;
    if (ratio.rational() && std::max(ratio.up, ratio.down) <= longest_table) { // the phases repeat: one table
        const Index repeats = (shortest_run + ratio.up - 1) / ratio.up;
        const Index inner = std::min(out.rows(), (last * ratio.up + ratio.down - 1) / ratio.down);
        const Index run = std::min(repeats * ratio.up, inner);
        Phases<Scalar> phases(run);
        positions(static_cast<double>(ratio.up), static_cast<double>(ratio.down), phases.index.data(),
                  phases.weight.data(), static_cast<int>(run));
        phases.permuted = can_permute() && within_reach<Scalar>(1 / ratio.value);
        if (!phases.permuted) phases.find_slips();
        interpolate_linearly(in, out, inner, phases,
                             [&](Index first) { return first / ratio.up * ratio.down; });
        return;
    }
    const double step = 1 / ratio.value;
    Index inner = static_cast<Index>(
        std::ceil(std::min(static_cast<double>(last) / step, static_cast<double>(out.rows()))));
    while (inner > 0 && static_cast<double>(inner - 1) * step >= static_cast<double>(last)) --inner;
    Phases<Scalar> phases(step < 1e6 ? shortest_run : 1);
    phases.permuted = can_permute() && within_reach<Scalar>(step);
    interpolate_linearly(in, out, inner, phases, [&](Index first) {
        const double base = std::floor(static_cast<double>(first) * step);
        positions_from(static_cast<double>(first), step, base, phases.index.data(), phases.weight.data(),
                       static_cast<int>(phases.size()));
        return static_cast<Index>(base);
    });
}

template void resample_linear<float>(const Eigen::Ref<const Columns<float>>&, Eigen::Ref<Columns<float>>&,
                                     const RateRatio&);
template void resample_linear<double>(const Eigen::Ref<const Columns<double>>&, Eigen::Ref<Columns<double>>&,
                                      const RateRatio&);

} // namespace pya::dsp
