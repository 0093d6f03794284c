// SPDX-License-Identifier: MIT
// One channel past the bound of its recursion: cut into 8 parts, one per SIMD lane. A part starts early, from
// silence, so that its state has settled on the true one by its first sample. At each seam the serial filter
// goes on from the part before, until its samples, rounded to float, are those of the lane; a decay that
// outlives the early start, a NaN or an infinity are so carried over a seam just as in a serial run.
#include "dsp/sosfilt.hpp"

#include <pya/error.hpp>

#include "dsp/biquad_lanes.hpp"
#include "dsp/flush_denormals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

namespace pya::dsp::detail {

namespace {

constexpr Eigen::Index parts = max_lanes;
constexpr Eigen::Index seam_block = 128;

/// Samples until a cascade forgets its state: for each section in turn, those in which its slowest pole
/// decays to the rounding error of a double. Infinite for an unstable one.
double settling_time(std::span<const Biquad> cascade) {
    constexpr double nepers = 36.8; // -ln 2^-53
    double time = 0;
    for (const Biquad& q : cascade) {
        const double discriminant = q.a1 * q.a1 / 4 - q.a2;
        const double radius =
            discriminant < 0 ? std::sqrt(q.a2) : std::abs(q.a1 / 2) + std::sqrt(discriminant);
        if (!(radius < 1)) return HUGE_VAL;
        time += 2 - nepers / std::log(std::max(radius, 1e-9));
    }
    return std::ceil(time);
}

template <class Scalar>
bool equal_as_float(const Scalar* x, const Scalar* y, Eigen::Index n) {
    return std::equal(x, x + n, y,
                      [](Scalar a, Scalar b) { return static_cast<float>(a) == static_cast<float>(b); });
}

/// Goes on from `state` over a part that its lane has filtered, until both agree. True when they do.
template <class Scalar>
bool mend(std::span<const Biquad> cascade, double* state, const Scalar* x, Scalar* y, Eigen::Index n) {
    std::array<Scalar, seam_block> serial;
    Scalar* const out = serial.data();
    for (Eigen::Index first = 0; first < n; first += seam_block) {
        const auto count = std::min(seam_block, n - first);
        const Scalar* const in = x + first;
        run_lanes(1, cascade, state, &in, &out, count);
        if (count == seam_block && equal_as_float(out, y + first, count)) return true;
        std::copy_n(out, count, y + first);
    }
    return false;
}

/// Filters one channel of n samples, y apart from x; `state` is [section][2].
template <class Scalar>
void run_in_parts(std::span<const Biquad> cascade, double* state, const Scalar* x, Scalar* y, Eigen::Index n,
                  Eigen::Index early) {
    const Eigen::Index length = n / parts;
    const auto delays = static_cast<Eigen::Index>(2 * cascade.size());
    Eigen::Array<double, parts, Eigen::Dynamic> lanes =
        Eigen::Array<double, parts, Eigen::Dynamic>::Zero(parts, delays);
    std::array<const Scalar*, parts> in;
    std::array<Scalar*, parts> out{};
    for (Eigen::Index part = 0; part < parts; ++part)
        in[static_cast<std::size_t>(part)] = x + std::max<Eigen::Index>(part * length - early, 0);
    run_lanes(parts, cascade, lanes.data(), in.data(), out.data(), early);

    lanes.row(0) = Eigen::Map<const Eigen::ArrayXd>(state, delays).transpose();
    for (Eigen::Index part = 0; part < parts; ++part) {
        in[static_cast<std::size_t>(part)] = x + part * length;
        out[static_cast<std::size_t>(part)] = y + part * length;
    }
    run_lanes(parts, cascade, lanes.data(), in.data(), out.data(), length);

    Eigen::Map<Eigen::ArrayXd> true_state(state, delays);
    true_state = lanes.row(0).transpose();
    for (Eigen::Index part = 1; part < parts; ++part)
        if (mend(cascade, state, x + part * length, y + part * length, length))
            true_state = lanes.row(part).transpose();
    const Eigen::Index done = parts * length;
    const Scalar* const rest_in = x + done;
    Scalar* const rest_out = y + done;
    run_lanes(1, cascade, state, &rest_in, &rest_out, n - done);
}

} // namespace

template <class Scalar>
void run_sos(const Eigen::Ref<const Sos>& sos, const SignalIn<Scalar>& x, SignalOut<Scalar> y,
             Eigen::ArrayXXd& state, Precision precision) {
    SosFilter settings(sos);
    const double early = settling_time(settings.biquads());
    const bool cut =
        precision == Precision::rounded_to_float && early <= static_cast<double>(x.rows() / parts);
    // Eight channels side by side fill the lanes as well, and exactly.
    const Eigen::Index side_by_side = cut ? x.cols() - x.cols() % max_lanes : x.cols();
    if (side_by_side > 0) {
        SosFilter filter(sos, side_by_side);
        filter.set_state(state.leftCols(side_by_side));
        filter.process(x.leftCols(side_by_side), y.leftCols(side_by_side));
        state.leftCols(side_by_side) = filter.state();
    }
    const FlushDenormals scope;
    for (Eigen::Index c = side_by_side; c < x.cols(); ++c) {
        Eigen::Array<Scalar, Eigen::Dynamic, 1> copy;
        const Scalar* in = x.data() + c * x.outerStride();
        Scalar* const out = y.data() + c * y.outerStride();
        if (in == out) {
            copy = x.col(c);
            in = copy.data();
        }
        run_in_parts(std::span<const Biquad>(settings.biquads()), state.col(c).data(), in, out, x.rows(),
                     static_cast<Eigen::Index>(early));
    }
}

template <class Scalar>
void sosfilt(const Eigen::Ref<const Sos>& sos, const SignalIn<Scalar>& x, SignalOut<Scalar> y,
             Eigen::ArrayXXd* state) {
    if (y.rows() != x.rows() || y.cols() != x.cols())
        pya::detail::fail("sosfilt: argument y is ", y.rows(), " x ", y.cols(), "; it must be as x, ",
                          x.rows(), " x ", x.cols());
    if (state && (state->rows() != 2 * sos.rows() || state->cols() != x.cols()))
        pya::detail::fail("sosfilt: argument state is ", state->rows(), " x ", state->cols(), "; it must be ",
                          2 * sos.rows(), " x ", x.cols());
    Eigen::ArrayXXd from_silence;
    if (!state) from_silence = Eigen::ArrayXXd::Zero(2 * sos.rows(), x.cols());
    run_sos<Scalar>(sos, x, y, state ? *state : from_silence,
                    std::is_same_v<Scalar, float> ? Precision::rounded_to_float : Precision::exact);
}

template void run_sos<float>(const Eigen::Ref<const Sos>&, const SignalIn<float>&, SignalOut<float>,
                             Eigen::ArrayXXd&, Precision);
template void run_sos<double>(const Eigen::Ref<const Sos>&, const SignalIn<double>&, SignalOut<double>,
                              Eigen::ArrayXXd&, Precision);
template void sosfilt<float>(const Eigen::Ref<const Sos>&, const SignalIn<float>&, SignalOut<float>,
                             Eigen::ArrayXXd*);
template void sosfilt<double>(const Eigen::Ref<const Sos>&, const SignalIn<double>&, SignalOut<double>,
                              Eigen::ArrayXXd*);

} // namespace pya::dsp::detail
