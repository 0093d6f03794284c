// SPDX-License-Identifier: MIT
// The plans of the process. Those that were used last are kept, up to a total length for each kind of
// transform.
#include "dsp/fft/blocked.hpp"

#include <algorithm>
#include <iterator>
#include <list>
#include <mutex>
#include <type_traits>

namespace pya::dsp::impl {

namespace {

constexpr Index kept_length = Index(1) << 22;
constexpr Index length_of_any = 1024; // the length that a plan counts for at least

constexpr Index beyond_cache = Index(1) << 17; // from this number of doubles on they leave the cache

#ifdef PYA_FFT_FFTW

Index largest_prime_factor(Index n) {
    Index largest = 1;
    for (Index p = 2; p * p <= n; ++p)
        for (; n % p == 0; n /= p) largest = p;
    return n > 1 ? n : largest;
}

#endif

/// The fastest plan, as measured. Bluestein's algorithm is faster than FFTW if n has a large prime factor and
/// the small factors do little of the work, as for an odd number of real samples, which can't be halved. In
/// double this begins where FFTW uses Rader's algorithm, and in single precision earlier. In single precision
/// the Stockham loops are faster than FFTW as soon as they fill the widest registers. In double the blocked
/// transform is faster, including the planning, where the values leave the cache.
template <class In, class Out>
SharedPlan<In, Out> make_plan(Index n, FftDirection direction) {
    constexpr bool single = std::max(sizeof(In), sizeof(Out)) == sizeof(std::complex<float>);
    constexpr bool real = !std::is_same_v<In, Out>;
    const bool smooth = stockham_handles(n);
    if (!single && smooth && n >= beyond_cache && !(real && n % 2))
        return make_blocked_plan<In, Out>(n, direction);
#ifdef PYA_FFT_FFTW
    const Index p = largest_prime_factor(n);
    const bool odd = real && n % 2;
    if (p > 50 && (8 * p > n || (odd && (single || p > 150))))
        return make_bluestein_plan<In, Out>(n, direction);
    if (single && n >= 256 && n % 32 == 0 && smooth) return make_stockham_plan<In, Out>(n, direction);
    return make_fftw_plan<In, Out>(n, direction);
#else
    return smooth ? make_stockham_plan<In, Out>(n, direction) : make_bluestein_plan<In, Out>(n, direction);
#endif
}

template <class In, class Out>
class PlanCache {
public:
    SharedPlan<In, Out> find(Index n, FftDirection direction) {
        const std::lock_guard lock(mutex_);
        for (auto entry = entries_.begin(); entry != entries_.end(); ++entry)
            if (entry->n == n && entry->direction == direction) {
                entries_.splice(entries_.begin(), entries_, entry);
                return entry->plan;
            }
        return nullptr;
    }

    /// Puts the plan in front, and drops those that were not used for the longest time. The newest one always
    /// stays.
    void insert(Index n, FftDirection direction, const SharedPlan<In, Out>& plan) {
        std::list<Entry> dropped; // outlives the lock: destroying a plan takes time
        const std::lock_guard lock(mutex_);
        Index total = 0;
        for (auto entry = entries_.begin(); entry != entries_.end();) {
            const auto next = std::next(entry);
            if (total + entry->n + length_of_any > kept_length)
                dropped.splice(dropped.end(), entries_, entry);
            else
                total += entry->n + length_of_any;
            entry = next;
        }
        entries_.push_front({n, direction, plan});
    }

    void clear() {
        std::list<Entry> dropped;
        const std::lock_guard lock(mutex_);
        dropped.swap(entries_);
    }

private:
    struct Entry {
        Index n;
        FftDirection direction;
        SharedPlan<In, Out> plan;
    };

    std::mutex mutex_;
    std::list<Entry> entries_;
};

template <class In, class Out>
PlanCache<In, Out>& cache() {
    static auto& plans =
        *new PlanCache<In, Out>; // never destroyed: objects of static lifetime may still need it
    return plans;
}

} // namespace

template <class In, class Out>
SharedPlan<In, Out> shared_plan(Index n, FftDirection direction) {
    auto plan = cache<In, Out>().find(n, direction);
    if (!plan) {
        plan = make_plan<In, Out>(n, direction);
        cache<In, Out>().insert(n, direction, plan);
    }
    return plan;
}

void clear_plans() {
    cache<float, std::complex<float>>().clear();
    cache<std::complex<float>, float>().clear();
    cache<std::complex<float>, std::complex<float>>().clear();
    cache<double, std::complex<double>>().clear();
    cache<std::complex<double>, double>().clear();
    cache<std::complex<double>, std::complex<double>>().clear();
}

template SharedPlan<float, std::complex<float>> shared_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, float> shared_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, std::complex<float>> shared_plan(Index, FftDirection);
template SharedPlan<double, std::complex<double>> shared_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, double> shared_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, std::complex<double>> shared_plan(Index, FftDirection);

} // namespace pya::dsp::impl
