// SPDX-License-Identifier: MIT
#include <pya/dsp/resample.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include <pya/error.hpp>

#include "rate_ratio.hpp"
#include "simd.hpp"

namespace pya::dsp {
namespace {

using Eigen::Index;
template <class Scalar>
using Signal = Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

// out[i] = in at index[i] + weight[i]
PYA_SIMD void lerp(const float* in, const std::int32_t* index, const float* weight, float* out, std::ptrdiff_t count) {
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = in[index[i]] + (in[index[i] + 1] - in[index[i]]) * weight[i];
}

PYA_SIMD void lerp(const double* in, const std::int32_t* index, const double* weight, double* out, std::ptrdiff_t count) {
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = in[index[i]] + (in[index[i] + 1] - in[index[i]]) * weight[i];
}

// Where `outputs` consecutive outputs lie, from one that coincides with an input (or from the first).
template <class Scalar>
struct Phases {
    std::vector<std::int32_t> index;
    std::vector<Scalar> weight;

    explicit Phases(Index outputs) : index(static_cast<std::size_t>(outputs)), weight(index.size()) {}

    void set(Index output, double whole, double fraction) {
        index[static_cast<std::size_t>(output)] = static_cast<std::int32_t>(whole);
        weight[static_cast<std::size_t>(output)] = static_cast<Scalar>(fraction);
    }
};

// Outputs up to the last input, in runs of phases.index.size(), of which each begins at input run_start(output).
template <class Scalar, class Prepare>
void interpolate_linearly(const Eigen::Ref<const Signal<Scalar>>& in, Eigen::Ref<Signal<Scalar>>& out, Index inner,
                          Phases<Scalar>& phases, Prepare run_start) {
    const auto run = static_cast<Index>(phases.index.size());
    for (Index first = 0; first < inner; first += run) {
        const Index base = run_start(first);
        for (Index c = 0; c < in.cols(); ++c)
            lerp(in.col(c).data() + base, phases.index.data(), phases.weight.data(), out.col(c).data() + first,
                 std::min(run, inner - first));
    }
    out.bottomRows(out.rows() - inner).rowwise() = in.row(in.rows() - 1);
}

template <class Scalar>
void resample_linear(const Eigen::Ref<const Signal<Scalar>>& in, Eigen::Ref<Signal<Scalar>>& out, const RateRatio& ratio) {
    constexpr Index longest_table = 1 << 16, shortest_run = 512;
    const Index last = in.rows() - 1;
    if (ratio.rational() && std::max(ratio.up, ratio.down) <= longest_table) { // the phases repeat: one table
        const Index repeats = (shortest_run + ratio.up - 1) / ratio.up;
        const Index inner = std::min(out.rows(), (last * ratio.up + ratio.down - 1) / ratio.down);
        const Index run = std::min(repeats * ratio.up, inner);
        Phases<Scalar> phases(run);
        for (Index i = 0; i < run; ++i)
            phases.set(i, static_cast<double>(i * ratio.down / ratio.up),
                       static_cast<double>(i * ratio.down % ratio.up) / static_cast<double>(ratio.up));
        interpolate_linearly(in, out, inner, phases, [&](Index first) { return first / ratio.up * ratio.down; });
        return;
    }
    const double step = 1 / ratio.value;
    Index inner = static_cast<Index>(std::ceil(std::min(static_cast<double>(last) / step, static_cast<double>(out.rows()))));
    while (inner > 0 && static_cast<double>(inner - 1) * step >= static_cast<double>(last)) --inner;
    Phases<Scalar> phases(step < 1e6 ? shortest_run : 1);
    interpolate_linearly(in, out, inner, phases, [&](Index first) {
        const double base = std::floor(static_cast<double>(first) * step);
        for (Index i = 0; i < static_cast<Index>(phases.index.size()); ++i) {
            const double position = static_cast<double>(first + i) * step, whole = std::floor(position);
            phases.set(i, whole - base, position - whole);
        }
        return static_cast<Index>(base);
    });
}

// The times are those of numpy's arithmetic, so that the stepping kinds take the same sample where rounding decides.
template <class Scalar>
void resample_interp1d(const Eigen::Ref<const Signal<Scalar>>& in, Eigen::Ref<Signal<Scalar>>& out, double sr,
                       double target_sr, double rate, Interp kind) {
    std::vector<double> times(static_cast<std::size_t>(in.rows())), values(times.size());
    for (std::size_t k = 0; k < times.size(); ++k) times[k] = static_cast<double>(k) / sr;
    for (Index c = 0; c < in.cols(); ++c) {
        std::copy(in.col(c).begin(), in.col(c).end(), values.begin());
        const Interpolator curve(times, values, kind);
        Index hint = 0;
        for (Index i = 0; i < out.rows(); ++i)
            out(i, c) = static_cast<Scalar>(curve(static_cast<double>(i) * rate / target_sr, hint));
    }
}

template <class Scalar>
void resample_sinc(const Eigen::Ref<const Signal<Scalar>>& in, Eigen::Ref<Signal<Scalar>>& out, double sr,
                   double target_sr, double rate, Interp kind) {
    SincResampler<Scalar> resampler(sr, target_sr, rate, kind, in.cols());
    const Index produced = resampler.process(in, out).produced;
    resampler.flush(out.bottomRows(out.rows() - produced));
}

} // namespace

Index resampled_length(Index samples, double sr, double target_sr, double rate) {
    if (samples < 0) pya::detail::fail("resampled_length: argument samples is ", samples, "; it must not be negative");
    return rate_ratio("resample", sr, target_sr, rate).length(samples);
}

template <class Scalar>
void resample(const Eigen::Ref<const Signal<Scalar>>& in, Eigen::Ref<Signal<Scalar>> out, double sr, double target_sr,
              double rate, Interp kind) {
    using pya::detail::fail;
    const RateRatio ratio = rate_ratio("resample", sr, target_sr, rate);
    if (out.rows() != ratio.length(in.rows()) || out.cols() != in.cols())
        fail("resample: argument out is ", out.rows(), " x ", out.cols(), "; it must be ", ratio.length(in.rows()), " x ",
             in.cols());
    const Index needed = kind == Interp::cubic ? 4 : kind == Interp::quadratic ? 3 : 1;
    if (in.rows() > 1 && in.rows() < needed)
        fail("resample: argument in has ", in.rows(), " samples; this kind needs at least ", needed);
    if (out.size() == 0) return;
    if (ratio.same())
        out = in;
    else if (is_sinc(kind))
        resample_sinc<Scalar>(in, out, sr, target_sr, rate, kind);
    else if (in.rows() == 1)
        out.rowwise() = in.row(0);
    else if (kind == Interp::linear || kind == Interp::slinear)
        resample_linear<Scalar>(in, out, ratio);
    else
        resample_interp1d<Scalar>(in, out, sr, target_sr, rate, kind);
}

template void resample<float>(const Eigen::Ref<const Signal<float>>&, Eigen::Ref<Signal<float>>, double, double, double,
                              Interp);
template void resample<double>(const Eigen::Ref<const Signal<double>>&, Eigen::Ref<Signal<double>>, double, double,
                               double, Interp);

} // namespace pya::dsp
