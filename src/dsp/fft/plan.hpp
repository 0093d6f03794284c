// SPDX-License-Identifier: MIT
// A plan is everything that a transform of one length, type and direction needs. It never changes, and
// threads share it. Working memory is given with each call. Inverse plans scale by 1/n.
#ifndef PYA_SRC_DSP_FFT_PLAN_HPP
#define PYA_SRC_DSP_FFT_PLAN_HPP

#include <mutex>
#include <pya/dsp/aligned.hpp>
#include <pya/dsp/fft/fft.hpp>
#include <type_traits>

namespace pya::dsp::impl {

enum class FftDirection { forward, inverse };

/// How many bytes `count` values of type V take in scratch memory, so that what follows is aligned.
template <class V>
constexpr std::size_t scratch_bytes_of(Index count) {
    const auto bytes = static_cast<std::size_t>(count) * sizeof(V);
    return (bytes + simd_alignment - 1) / simd_alignment * simd_alignment;
}

/// Complex values as the numbers they consist of: re, im, re, im.
template <class V>
auto* reals(V* z) {
    using Real = typename std::remove_const_t<V>::value_type;
    return reinterpret_cast<std::conditional_t<std::is_const_v<V>, const Real, Real>*>(z);
}

template <class In, class Out>
class FftPlan {
public:
    virtual ~FftPlan() = default;
    FftPlan() = default;
    FftPlan(const FftPlan&) = delete;
    FftPlan& operator=(const FftPlan&) = delete;

    /// Transforms `in`, which stays untouched, to `out`. `scratch` has scratch_bytes() bytes, aligned to
    /// simd_alignment.
    virtual void run(const In* in, Out* out, std::byte* scratch) const = 0;
    virtual std::size_t scratch_bytes() const = 0;

    /// Transforms (in[j] - offset) * window[j], if the plan can multiply as it reads. Returns false, and does
    /// nothing, if it can't.
    virtual bool run_windowed(const In*, In /*offset*/, const In* /*window*/, Out*, std::byte*) const {
        return false;
    }
};

template <class In, class Out>
using SharedPlan = std::shared_ptr<const FftPlan<In, Out>>;

/// The plan for n, from the cache or a new one. Defined for T -> complex (forward), complex -> T (inverse)
/// and complex -> complex, for T = float and double.
template <class In, class Out>
SharedPlan<In, Out> shared_plan(Index n, FftDirection direction);

/// Makes a plan that works for every n by Bluestein's algorithm.
template <class In, class Out>
SharedPlan<In, Out> make_bluestein_plan(Index n, FftDirection direction);

/// Makes a plan that uses Stockham transforms; n must be one that stockham_handles().
template <class In, class Out>
SharedPlan<In, Out> make_stockham_plan(Index n, FftDirection direction);

/// True if n has no prime factor above 7.
bool stockham_handles(Index n);

/// Makes a plan of FFTW, for every n: by trying, which may take seconds, or else from wisdom or by FFTW's
/// estimate. Only in builds with FFTW, like the next.
template <class In, class Out>
SharedPlan<In, Out> make_fftw_plan(Index n, FftDirection direction, bool measure = false);

/// A lock for FFTW, in which only one thread at a time may make plans, destroy them and use wisdom. Any
/// number of threads may run plans.
std::mutex& fftw_planner();

/// Forgets all plans made so far; objects that have one keep it.
void clear_plans();

/// Uses the scratch memory of a transform object for one call.
class ScratchLease {
public:
    explicit ScratchLease(const FftScratch& owner) : owner_(owner), memory_(owner.take()) {}
    ~ScratchLease() { owner_.give_back(memory_); }
    ScratchLease(const ScratchLease&) = delete;
    ScratchLease& operator=(const ScratchLease&) = delete;

    std::byte* get() const { return memory_; }

private:
    const FftScratch& owner_;
    std::byte* memory_;
};

} // namespace pya::dsp::impl

#endif
