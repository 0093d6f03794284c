// SPDX-License-Identifier: MIT
// Plans that use blocked transforms. An even number of real samples is transformed as half as many complex
// values. The step that then joins the even samples and the odd ones is done while a block is in the cache.
#include "dsp/fft/blocked.hpp"
#include "dsp/fft/pairs.hpp"
#include "dsp/fft/unit_roots.hpp"
#include "simd/run.hpp"

namespace pya::dsp::impl {

namespace {

/// From pairs (re, im) to rows of `count`; a row begins `pitch` pairs after the one before.
template <class T>
PYA_INLINE void gather_pairs(Index rows, Index pitch, Index count, SplitComplex<const T> from,
                             SplitComplex<T> to) {
    for (Index k = 0; k < rows; ++k) {
        const T* __restrict xr = from.re + 2 * pitch * k;
        const T* __restrict xi = from.im + 2 * pitch * k;
        T* __restrict yr = to.re + count * k;
        T* __restrict yi = to.im + count * k;
        PYA_INDEPENDENT
        for (Index i = 0; i < count; ++i) yr[i] = xr[2 * i], yi[i] = xi[2 * i];
    }
}

/// Converts back, multiplied by `scale`.
template <class T>
PYA_INLINE void scatter_pairs(Index rows, Index pitch, Index count, T scale, SplitComplex<const T> from,
                              T* to) {
    for (Index k = 0; k < rows; ++k) {
        const T* __restrict xr = from.re + count * k;
        const T* __restrict xi = from.im + count * k;
        T* __restrict y = to + 2 * pitch * k;
        PYA_INDEPENDENT
        for (Index i = 0; i < count; ++i) y[2 * i] = scale * xr[i], y[2 * i + 1] = scale * xi[i];
    }
}

/// exp(-2 pi i (at + pitch k) / n) as fine[at] * coarse[k].
template <class T>
struct JoiningRoots {
    JoiningRoots(Index n, Index columns)
        : pitch(columns), fine(table(n, pitch, 1)), coarse(table(n, n / 2 / pitch, pitch)) {}

    static AlignedVector<T> table(Index n, Index count, Index step) {
        const UnitRoots roots(n);
        AlignedVector<T> values(static_cast<std::size_t>(2 * count));
        for (Index k = 0; k < count; ++k) {
            values[static_cast<std::size_t>(k)] = static_cast<T>(roots(step * k).real());
            values[static_cast<std::size_t>(count + k)] = static_cast<T>(roots(step * k).imag());
        }
        return values;
    }

    SplitComplex<const T> fine_at(Index at) const {
        return {fine.data() + at, fine.data() + fine.size() / 2 + at};
    }
    SplitComplex<const T> coarse_at(Index k) const {
        return {coarse.data() + k, coarse.data() + coarse.size() / 2 + k};
    }

    Index pitch;
    AlignedVector<T> fine, coarse;
};

/// Bins at + i + pitch k of 2 half real samples and those at half minus that, from the transform of the pairs
/// (even, odd). `out` is interleaved.
template <class T>
PYA_INLINE void unpack_block(Index rows, Index half, Index at, Index count, const JoiningRoots<T>& roots,
                             SplitComplex<const T> block, SplitComplex<const T> mirrored, T* out) {
    const SplitComplex<const T> fine = roots.fine_at(at);
    for (Index k = 0; k < rows; ++k) {
        const T cr = *roots.coarse_at(k).re, ci = *roots.coarse_at(k).im;
        const T* __restrict zr = block.re + count * k;
        const T* __restrict zi = block.im + count * k;
        const T* __restrict mr = mirrored.re + count * (rows - k) - 1;
        const T* __restrict mi = mirrored.im + count * (rows - k) - 1;
        const Index bin = at + roots.pitch * k;
        T* __restrict y = out + 2 * bin;
        T* const z = out + 2 * (half - bin);
        T low[2][fft_block_width], high[2][fft_block_width];
        PYA_INDEPENDENT
        for (Index i = 0; i < count; ++i) {
            const Value<T> w = product(Value<T>{fine.re[i], fine.im[i]}, cr, ci);
            const auto bins = bins_of_pairs<T>({zr[i], zi[i]}, {mr[-i], mi[-i]}, w);
            low[0][i] = bins.low.re, low[1][i] = bins.low.im;
            high[0][i] = bins.high.re, high[1][i] = bins.high.im;
        }
        PYA_INDEPENDENT
        for (Index i = 0; i < count; ++i) y[2 * i] = low[0][i], y[2 * i + 1] = low[1][i];
        for (Index i = 0; i < count; ++i) z[-2 * i] = high[0][i], z[-2 * i + 1] = high[1][i];
    }
}

/// The inverse, into rows of `count`, twice as large and multiplied by `scale`. The imaginary parts of bins 0
/// and half count as 0.
template <class T>
PYA_INLINE void pack_block(Index rows, Index half, Index at, Index count, const JoiningRoots<T>& roots,
                           T scale, const T* in, SplitComplex<T> to) {
    const SplitComplex<const T> fine = roots.fine_at(at);
    for (Index k = 0; k < rows; ++k) {
        const T cr = *roots.coarse_at(k).re, ci = *roots.coarse_at(k).im;
        const Index bin = at + roots.pitch * k;
        const T* __restrict x = in + 2 * bin;
        const T* const m = in + 2 * (half - bin);
        T* __restrict zr = to.re + count * k;
        T* __restrict zi = to.im + count * k;
        T mr[fft_block_width], mi[fft_block_width];
        for (Index i = 0; i < count; ++i) mr[i] = m[-2 * i], mi[i] = m[-2 * i + 1];
        PYA_INDEPENDENT
        for (Index i = 0; i < count; ++i) {
            const Value<T> w = product(Value<T>{fine.re[i], fine.im[i]}, cr, ci);
            const Value<T> z = pairs_of_bins<T>({x[2 * i], x[2 * i + 1]}, {mr[i], mi[i]}, w, scale).low;
            zr[i] = z.re, zi[i] = z.im;
        }
    }
}

template <class T>
class BlockedComplex final : public FftPlan<std::complex<T>, std::complex<T>> {
public:
    BlockedComplex(Index n, FftDirection direction) : direction_(direction), transform_(n) {}

    std::size_t scratch_bytes() const override { return transform_.scratch_bytes(); }

    void run(const std::complex<T>* in, std::complex<T>* out, std::byte* scratch) const override {
        const Index columns = transform_.columns(), rows = transform_.rows();
        const bool forward = direction_ == FftDirection::forward;
        const T* const re = forward ? reals(in) : reals(in) + 1;
        const T* const im = forward ? reals(in) + 1 : reals(in);
        const T scale = forward ? T(1) : T(1) / static_cast<T>(transform_.size());
        transform_.run(
            scratch,
            [=](Index at, Index count, SplitComplex<T> memory) -> BlockOfRows<const T> {
                simd::run<gather_pairs<T>>(columns, rows, count, {re + 2 * at, im + 2 * at}, memory);
                return {{memory.re, memory.im}, count};
            },
            [=](Index at, Index count, SplitComplex<const T> block) {
                if (!forward) std::swap(block.re, block.im);
                simd::run<scatter_pairs<T>>(rows, columns, count, scale, block, reals(out + at));
            });
    }

private:
    FftDirection direction_;
    BlockedFft<T> transform_;
};

template <class T>
class BlockedEven final : public FftPlan<T, std::complex<T>> {
public:
    explicit BlockedEven(Index n) : transform_(n / 2), roots_(n, transform_.columns()) {}

    std::size_t scratch_bytes() const override { return transform_.scratch_bytes(); }

    void run(const T* in, std::complex<T>* out, std::byte* scratch) const override {
        const Index columns = transform_.columns(), rows = transform_.rows(), half = transform_.size();
        transform_.run_mirrored(
            scratch,
            [=](Index at, Index count, SplitComplex<T> memory) -> BlockOfRows<const T> {
                simd::run<gather_pairs<T>>(columns, rows, count, {in + 2 * at, in + 2 * at + 1}, memory);
                return {{memory.re, memory.im}, count};
            },
            [=, this](Index at, Index count, SplitComplex<const T> block, SplitComplex<const T> mirrored) {
                if (at > 0)
                    return simd::run<unpack_block<T>>(rows, half, at, count, roots_, block, mirrored,
                                                      reals(out));
                out[0] = block.re[0] + block.im[0];
                out[half] = block.re[0] - block.im[0];
                for (Index k = 1; k < rows; ++k) // the mirror image of row k is row rows - k
                    unpack_row(k, block, reals(out));
            });
    }

private:
    void unpack_row(Index k, SplitComplex<const T> block, T* out) const {
        const Index m = transform_.rows() - k, bin = transform_.columns() * k;
        const Value<T> w{*roots_.coarse_at(k).re, *roots_.coarse_at(k).im};
        const Value<T> x = bins_of_pairs<T>({block.re[k], block.im[k]}, {block.re[m], block.im[m]}, w).low;
        out[2 * bin] = x.re, out[2 * bin + 1] = x.im;
    }

    BlockedFft<T> transform_;
    JoiningRoots<T> roots_;
};

template <class T>
class BlockedEvenInverse final : public FftPlan<std::complex<T>, T> {
public:
    explicit BlockedEvenInverse(Index n) : transform_(n / 2), roots_(n, transform_.rows()) {}

    std::size_t scratch_bytes() const override { return transform_.scratch_bytes(); }

    void run(const std::complex<T>* in, T* out, std::byte* scratch) const override {
        const Index columns = transform_.columns(), rows = transform_.rows(), half = transform_.size();
        const T scale = T(0.5) / static_cast<T>(half);
        transform_.run(
            scratch,
            [=, this](Index at, Index count, SplitComplex<T> memory) -> BlockOfRows<const T> {
                simd::run<pack_block<T>>(columns, half, at, count, roots_, scale, reals(in),
                                         {memory.im, memory.re});
                if (at == 0) {
                    memory.im[0] = scale * (in[0].real() + in[half].real());
                    memory.re[0] = scale * (in[0].real() - in[half].real());
                }
                return {{memory.re, memory.im}, count};
            },
            [=](Index at, Index count, SplitComplex<const T> block) {
                simd::run<scatter_pairs<T>>(rows, columns, count, T(1), {block.im, block.re}, out + 2 * at);
            });
    }

private:
    BlockedFft<T> transform_;
    JoiningRoots<T> roots_;
};

} // namespace

template <class In, class Out>
SharedPlan<In, Out> make_blocked_plan(Index n, FftDirection direction) {
    if constexpr (std::is_same_v<In, Out>)
        return std::make_shared<BlockedComplex<typename In::value_type>>(n, direction);
    else if constexpr (std::is_floating_point_v<In>)
        return std::make_shared<BlockedEven<In>>(n);
    else
        return std::make_shared<BlockedEvenInverse<Out>>(n);
}

template SharedPlan<float, std::complex<float>> make_blocked_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, float> make_blocked_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, std::complex<float>> make_blocked_plan(Index, FftDirection);
template SharedPlan<double, std::complex<double>> make_blocked_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, double> make_blocked_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, std::complex<double>> make_blocked_plan(Index, FftDirection);

} // namespace pya::dsp::impl
