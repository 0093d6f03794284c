// SPDX-License-Identifier: MIT
#include "resample_linear.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "simd.hpp"

namespace pya::dsp {
namespace {

using Eigen::Index;
template <class Scalar>
using Signal = Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

// out[i] = in at index[i] + weight[i]
template <class Scalar>
[[gnu::always_inline]] inline void lerp_anywhere(const Scalar* in, const std::int32_t* index,
                                                 const Scalar* weight, Scalar* __restrict out,
                                                 std::ptrdiff_t count) {
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = in[index[i]] + (in[index[i] + 1] - in[index[i]]) * weight[i];
}

constexpr int lanes = 16;
constexpr int largest_slip = 2;

// The same in groups of lanes where index[i] is index[first of group] + lead + lane + slip[i], with slips of
// 0, 1 and 2: straight loads and a choice instead of a gather.
template <class Scalar>
[[gnu::always_inline]] inline void
lerp_in_step(const Scalar* in, const std::int32_t* index, std::ptrdiff_t lead, const std::int32_t* slip,
             const Scalar* weight, Scalar* __restrict out, std::ptrdiff_t groups) {
    for (std::ptrdiff_t group = 0; group < groups; ++group) {
        const Scalar* x = in + index[group * lanes] + lead;
        const std::int32_t* s = slip + group * lanes;
        for (int i = 0; i < lanes; ++i) {
            const Scalar a = x[i], b = x[i + 1], c = x[i + 2], d = x[i + 3];
            const Scalar left = s[i] == 0 ? a : s[i] == 1 ? b : c;
            const Scalar right = s[i] == 0 ? b : s[i] == 1 ? c : d;
            out[group * lanes + i] = left + (right - left) * weight[group * lanes + i];
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

// Where a run of consecutive outputs lies.
template <class Scalar>
struct Phases {
    std::vector<std::int32_t> index;
    std::vector<Scalar> weight;
    std::vector<std::int32_t> slip; // empty where the outputs are not nearly in step with the inputs
    Index lead = 0;

    explicit Phases(Index outputs) : index(static_cast<std::size_t>(outputs)), weight(index.size()) {}

    Index size() const { return static_cast<Index>(index.size()); }

    void set(Index output, Index whole, double fraction) {
        index[static_cast<std::size_t>(output)] = static_cast<std::int32_t>(whole);
        weight[static_cast<std::size_t>(output)] = static_cast<Scalar>(fraction);
    }

    void find_slips() {
        if (index.empty()) return;
        lead = index.back() < size() ? -largest_slip : 0; // slower than the input, or faster
        for (std::size_t i = 0; i < index.size() / lanes * lanes; ++i) {
            slip.push_back(index[i] - index[i / lanes * lanes] - static_cast<std::int32_t>(lead) -
                           static_cast<std::int32_t>(i % lanes));
            if (slip.back() < 0 || slip.back() > largest_slip) return slip.clear();
        }
    }

    // Writes the first count outputs of the run from input base on.
    void write(const Scalar* in, Index samples, Index base, Scalar* out, Index count) const {
        Index begin = 0, end = 0; // of the part in whole groups that reads only what is there
        if (!slip.empty()) {
            while (begin < count && base + index[static_cast<std::size_t>(begin)] + lead < 0) begin += lanes;
            end = std::min(count, static_cast<Index>(slip.size())) / lanes * lanes;
            while (end > begin &&
                   base + index[static_cast<std::size_t>(end - lanes)] + lead + lanes + 2 >= samples)
                end -= lanes;
        }
        begin = std::min(begin, count);
        end = std::max(begin, end);
        lerp(in + base, index.data(), weight.data(), out, begin);
        lerp_groups(in + base, index.data() + begin, lead, slip.data() + begin, weight.data() + begin,
                    out + begin, (end - begin) / lanes);
        lerp(in + base, index.data() + end, weight.data() + end, out + end, count - end);
    }
};

// Outputs up to the last input, in runs of which each begins at input run_start(output).
template <class Scalar, class RunStart>
void interpolate_linearly(const Eigen::Ref<const Signal<Scalar>>& in, Eigen::Ref<Signal<Scalar>>& out,
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
void resample_linear(const Eigen::Ref<const Signal<Scalar>>& in, Eigen::Ref<Signal<Scalar>>& out,
                     const RateRatio& ratio) {
    constexpr Index longest_table = 1 << 16, shortest_run = 512;
    const Index last = in.rows() - 1;
    if (ratio.rational() && std::max(ratio.up, ratio.down) <= longest_table) { // the phases repeat: one table
        const Index repeats = (shortest_run + ratio.up - 1) / ratio.up;
        const Index inner = std::min(out.rows(), (last * ratio.up + ratio.down - 1) / ratio.down);
        const Index run = std::min(repeats * ratio.up, inner);
        Phases<Scalar> phases(run);
        for (Index i = 0; i < run; ++i)
            phases.set(i, i * ratio.down / ratio.up,
                       static_cast<double>(i * ratio.down % ratio.up) / static_cast<double>(ratio.up));
        phases.find_slips();
        interpolate_linearly(in, out, inner, phases,
                             [&](Index first) { return first / ratio.up * ratio.down; });
        return;
    }
    const double step = 1 / ratio.value;
    Index inner = static_cast<Index>(
        std::ceil(std::min(static_cast<double>(last) / step, static_cast<double>(out.rows()))));
    while (inner > 0 && static_cast<double>(inner - 1) * step >= static_cast<double>(last)) --inner;
    Phases<Scalar> phases(step < 1e6 ? shortest_run : 1);
    interpolate_linearly(in, out, inner, phases, [&](Index first) {
        const auto base = static_cast<Index>(static_cast<double>(first) * step);
        for (Index i = 0; i < phases.size(); ++i) {
            const double position = static_cast<double>(first + i) * step;
            const auto whole = static_cast<Index>(position);
            phases.set(i, whole - base, position - static_cast<double>(whole));
        }
        return base;
    });
}

template void resample_linear<float>(const Eigen::Ref<const Signal<float>>&, Eigen::Ref<Signal<float>>&,
                                     const RateRatio&);
template void resample_linear<double>(const Eigen::Ref<const Signal<double>>&, Eigen::Ref<Signal<double>>&,
                                      const RateRatio&);

} // namespace pya::dsp
