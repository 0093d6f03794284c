// SPDX-License-Identifier: MIT
// The process-wide store of plans: the ones used last stay, up to a total length per kind of transform.
#include "dsp/fft_plan.hpp"

#include <list>
#include <mutex>

namespace pya::dsp::detail {

namespace {

constexpr Index kept_length = Index(1) << 22;
constexpr Index length_of_any = 1024; // what the bookkeeping of a short plan counts for

Index largest_prime_factor(Index n) {
    Index largest = 1;
    for (Index p = 2; p * p <= n; ++p)
        for (; n % p == 0; n /= p) largest = p;
    return n > 1 ? n : largest;
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

    /// Keeps the plan in front and drops the ones least recently used; the newest always stays.
    void insert(Index n, FftDirection direction, const SharedPlan<In, Out>& plan) {
        std::list<Entry> dropped; // outlives the lock: destroying a plan takes time
        const std::lock_guard lock(mutex_);
        entries_.push_front({n, direction, plan});
        Index total = 0;
        for (auto entry = entries_.begin(); entry != entries_.end();) {
            const auto next = std::next(entry);
            total += entry->n + length_of_any;
            if (total > kept_length && entry != entries_.begin())
                dropped.splice(dropped.end(), entries_, entry);
            entry = next;
        }
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

} // namespace

template <class In, class Out>
SharedPlan<In, Out> shared_plan(Index n, FftDirection direction) {
    static auto& cache =
        *new PlanCache<In, Out>; // never destroyed: objects of static lifetime may still transform
    auto plan = cache.find(n, direction);
    if (!plan) {
        plan = bluestein_wins(n, largest_prime_factor(n)) ? make_bluestein_plan<In, Out>(n, direction)
                                                          : make_engine_plan<In, Out>(n, direction);
        cache.insert(n, direction, plan);
    }
    return plan;
}

template SharedPlan<float, std::complex<float>> shared_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, float> shared_plan(Index, FftDirection);
template SharedPlan<std::complex<float>, std::complex<float>> shared_plan(Index, FftDirection);
template SharedPlan<double, std::complex<double>> shared_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, double> shared_plan(Index, FftDirection);
template SharedPlan<std::complex<double>, std::complex<double>> shared_plan(Index, FftDirection);

} // namespace pya::dsp::detail
