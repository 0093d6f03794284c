// SPDX-License-Identifier: MIT
#include "dsp/iir/biquad_lanes.hpp"

#include "simd/run.hpp"
#include "simd/transpose.hpp"
#include "simd/vector.hpp"

#include <algorithm>
#include <cstring>

namespace pya::dsp::impl {

namespace {

using simd::Avx2;
using simd::Avx512;
using simd::Baseline;

template <class Set, int W>
inline constexpr int lanes_at_once = std::min(W, Set::bytes / static_cast<int>(sizeof(double)));

/// Runs S sections over `n` buffered vectors of W lanes, in place, as many lanes at a time as fit into a
/// register. The first vector is at `buffer`, and the next ones follow at a distance of `step` doubles. With
/// several sections in one loop the processor overlaps their recursions. `unit` means that b0 = b2 = 1 in all
/// of them except the first, as zpk2sos makes them of zeros on the unit circle.
template <class Set, int W, int S, bool unit>
PYA_INLINE void run_sections(const Biquad* q, double* state, double* buffer, int n, Eigen::Index step) {
    constexpr int width = lanes_at_once<Set, W>;
    constexpr int registers = W / width;
    using V = simd::Vector<double, width>;
    V z0[S][registers], z1[S][registers];
    double b0[S], b1[S], b2[S], a1[S], a2[S]; // local, so that stores to the buffer can't alias them
    for (int s = 0; s < S; ++s) {
        b0[s] = q[s].b0, b1[s] = q[s].b1, b2[s] = q[s].b2, a1[s] = q[s].a1, a2[s] = q[s].a2;
        std::memcpy(z0[s], state + 2 * s * W, sizeof z0[s]);
        std::memcpy(z1[s], state + (2 * s + 1) * W, sizeof z1[s]);
    }
    for (int i = 0; i < n; ++i)
        for (int r = 0; r < registers; ++r) {
            V x;
            std::memcpy(&x, buffer + i * step + r * width, sizeof x);
            for (int s = 0; s < S; ++s) {
                const bool ones = unit && s > 0;
                const V y = (ones ? x : b0[s] * x) + z0[s][r];
                z0[s][r] = b1[s] * x - a1[s] * y + z1[s][r];
                z1[s][r] = (ones ? x : b2[s] * x) - a2[s] * y;
                x = y;
            }
            std::memcpy(buffer + i * step + r * width, &x, sizeof x);
        }
    for (int s = 0; s < S; ++s) {
        std::memcpy(state + 2 * s * W, z0[s], sizeof z0[s]);
        std::memcpy(state + (2 * s + 1) * W, z1[s], sizeof z1[s]);
    }
}

/// Rows to lanes: buffer[i * W + l] = in[l][first + i].
template <class Set, int W, class Scalar>
PYA_INLINE void gather(const Scalar* const* in, Eigen::Index first, int n, double* buffer) {
    constexpr int T = lanes_at_once<Set, W>;
    const int whole = T > 1 ? n - n % T : 0;
    for (int lane = 0; lane < W; lane += T) {
        const Scalar* const* const rows = in + lane;
        if constexpr (T > 1)
            for (int i = 0; i < whole; i += T) {
                simd::Vector<double, T> tile[T];
                for (int l = 0; l < T; ++l) simd::load_as(tile[l], rows[l] + first + i);
                simd::transpose<T>(tile);
                for (int k = 0; k < T; ++k) simd::store(tile[k], buffer + (i + k) * W + lane);
            }
        for (int l = 0; l < T; ++l)
            for (int i = whole; i < n; ++i)
                buffer[i * W + lane + l] = static_cast<double>(rows[l][first + i]);
    }
}

/// Lanes to rows, rounded to the samples' type.
template <class Set, int W, class Scalar>
PYA_INLINE void scatter(const double* buffer, Scalar* const* out, Eigen::Index first, int n) {
    constexpr int T = lanes_at_once<Set, W>;
    const int whole = T > 1 ? n - n % T : 0;
    for (int lane = 0; lane < W; lane += T) {
        Scalar* const* const rows = out + lane;
        if constexpr (T > 1)
            for (int i = 0; i < whole; i += T) {
                simd::Vector<double, T> tile[T];
                for (int k = 0; k < T; ++k) simd::load(tile[k], buffer + (i + k) * W + lane);
                simd::transpose<T>(tile);
                for (int l = 0; l < T; ++l)
                    if (rows[l]) simd::store_as(tile[l], rows[l] + first + i);
            }
        for (int l = 0; l < T; ++l)
            for (int i = whole; rows[l] && i < n; ++i)
                rows[l][first + i] = static_cast<Scalar>(buffer[i * W + lane + l]);
    }
}

/// Fetches the next `n` samples of the rows into the cache while the sections run over the present ones.
template <int W, class Scalar>
PYA_INLINE void prefetch(const Scalar* const* in, Scalar* const* out, Eigen::Index first, int n) {
    constexpr int line = 64 / sizeof(Scalar);
    for (int l = 0; l < W; ++l)
        for (int i = 0; i < n; i += line) {
            __builtin_prefetch(in[l] + first + i);
            if (out[l]) __builtin_prefetch(out[l] + first + i, 1);
        }
}

/// run_sections as a function of its own, for which g++ uses the registers better; a single lane does not
/// need it.
template <class Set, int W, int S, bool unit>
PYA_INLINE void run_apart(const Biquad* q, double* state, double* buffer, int n, Eigen::Index step) {
    if constexpr (W == 1)
        run_sections<Set, W, S, unit>(q, state, buffer, n, step);
    else
        simd::Compiled<Set, run_sections<Set, W, S, unit>>::call(q, state, buffer, n, step);
}

/// Runs all sections over `n` vectors, as run_sections does.
template <class Set, int W, bool unit>
PYA_INLINE void run_cascade(std::span<const Biquad> cascade, double* state, double* buffer, int n,
                            Eigen::Index step) {
    const Biquad* q = cascade.data();
    for (auto left = cascade.size(); left > 0;) {
        const std::size_t sections = std::min<std::size_t>(left, 4);
        switch (sections) {
        case 1: run_apart<Set, W, 1, unit>(q, state, buffer, n, step); break;
        case 2: run_apart<Set, W, 2, unit>(q, state, buffer, n, step); break;
        case 3: run_apart<Set, W, 3, unit>(q, state, buffer, n, step); break;
        default: run_apart<Set, W, 4, unit>(q, state, buffer, n, step);
        }
        q += sections;
        state += sections * 2 * W;
        left -= sections;
    }
}

template <class Set, int W>
PYA_INLINE void run_cascade(std::span<const Biquad> cascade, double* state, double* buffer, int n,
                            Eigen::Index step) {
    const bool unit = std::all_of(cascade.begin() + 1, cascade.end(),
                                  [](const Biquad& q) { return q.b0 == 1 && q.b2 == 1; });
    if (unit)
        run_cascade<Set, W, true>(cascade, state, buffer, n, step);
    else
        run_cascade<Set, W, false>(cascade, state, buffer, n, step);
}

constexpr int block = 64;

template <class Set, int W, class Scalar>
PYA_INLINE void run_rows(std::span<const Biquad> cascade, double* state, const Scalar* const* in,
                         Scalar* const* out, Eigen::Index n) {
    alignas(64) double buffer[block * W];
    for (Eigen::Index first = 0; first < n; first += block) {
        const int count = static_cast<int>(std::min<Eigen::Index>(block, n - first));
        gather<Set, W>(in, first, count, buffer);
        if (count == block)
            prefetch<W>(in, out, first + block,
                        static_cast<int>(std::min<Eigen::Index>(block, n - first - block)));
        run_cascade<Set, W>(cascade, state, buffer, count, W);
        scatter<Set, W>(buffer, out, first, count);
    }
}

template <class Set>
PYA_INLINE void run_forward(std::span<const Biquad> cascade, double* state, const float* const* in,
                            double* lanes, Eigen::Index n) {
    for (Eigen::Index first = 0; first < n; first += block) {
        const int count = static_cast<int>(std::min<Eigen::Index>(block, n - first));
        double* const buffer = lanes + first * max_lanes;
        gather<Set, max_lanes>(in, first, count, buffer);
        run_cascade<Set, max_lanes>(cascade, state, buffer, count, max_lanes);
    }
}

template <class Set>
PYA_INLINE void run_backward(std::span<const Biquad> cascade, double* state, const double* lanes,
                             float* const* out, Eigen::Index n) {
    alignas(64) double buffer[block * max_lanes];
    for (Eigen::Index end = n; end > 0;) {
        const int count = static_cast<int>(std::min<Eigen::Index>(block, end));
        end -= count;
        std::memcpy(buffer, lanes + end * max_lanes,
                    static_cast<std::size_t>(count * max_lanes) * sizeof(double));
        run_cascade<Set, max_lanes>(cascade, state, buffer + (count - 1) * max_lanes, count, -max_lanes);
        scatter<Set, max_lanes>(buffer, out, end, count);
    }
}

template <int W, class Scalar>
void run_width(std::span<const Biquad> cascade, double* state, const Scalar* const* in, Scalar* const* out,
               Eigen::Index n) {
    simd::run<run_rows<Baseline, W, Scalar>, run_rows<Avx2, W, Scalar>, run_rows<Avx512, W, Scalar>>(
        cascade, state, in, out, n);
}

} // namespace

template <class Scalar>
void run_lanes(int lanes, std::span<const Biquad> cascade, double* state, const Scalar* const* in,
               Scalar* const* out, Eigen::Index n) {
    switch (lanes) {
    case 1: return run_width<1>(cascade, state, in, out, n);
    case 4: return run_width<4>(cascade, state, in, out, n);
    default: return run_width<8>(cascade, state, in, out, n);
    }
}

void run_lanes_forward(std::span<const Biquad> cascade, double* state, const float* const* in, double* lanes,
                       Eigen::Index n) {
    simd::run<run_forward<Baseline>, run_forward<Avx2>, run_forward<Avx512>>(cascade, state, in, lanes, n);
}

void run_lanes_backward(std::span<const Biquad> cascade, double* state, const double* lanes,
                        float* const* out, Eigen::Index n) {
    simd::run<run_backward<Baseline>, run_backward<Avx2>, run_backward<Avx512>>(cascade, state, lanes, out,
                                                                                n);
}

template void run_lanes(int, std::span<const Biquad>, double*, const float* const*, float* const*,
                        Eigen::Index);
template void run_lanes(int, std::span<const Biquad>, double*, const double* const*, double* const*,
                        Eigen::Index);

} // namespace pya::dsp::impl
