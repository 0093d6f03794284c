// SPDX-License-Identifier: MIT
// Lets several threads share work, if the caller allows it.
#ifndef PYA_SRC_DSP_THREADS_HPP
#define PYA_SRC_DSP_THREADS_HPP

#include <Eigen/Core>

#include <algorithm>
#include <functional>
#include <vector>

namespace pya::dsp::impl {

/// Throws ArgumentError unless threads >= 1. `function` is the caller's, for the message.
void check_threads(const char* function, int threads);

/// Calls part(i) for each i < pieces at the same time: the first on this thread, the others on threads that
/// end with the call. If some of them throw, the exception of the first one to fail is thrown here when all
/// have ended.
void side_by_side(Eigen::Index pieces, const std::function<void(Eigen::Index)>& part);

/// Calls part(worker, channel, from, to) for stretches that make up all channels of n samples, frames or
/// blocks each, on up to `threads` threads, each with a worker of its own and at least `least` of them to do.
template <class Worker, class Part>
void share(int threads, Eigen::Index channels, Eigen::Index n, Eigen::Index least, Worker worker,
           const Part& part) {
    using Eigen::Index;
    const Index work = channels * n;
    const Index pieces = std::clamp<Index>(work / std::max<Index>(least, 1), 1, threads);
    std::vector<Worker> others(static_cast<std::size_t>(pieces - 1), worker);
    side_by_side(pieces, [&](Index i) {
        Worker& own = i == 0 ? worker : others[static_cast<std::size_t>(i - 1)];
        const Index last = (i + 1) * work / pieces;
        for (Index first = i * work / pieces; first < last;) {
            const Index channel = first / n, from = first % n, to = std::min(n, from + last - first);
            part(own, channel, from, to);
            first += to - from;
        }
    });
}

/// How many transforms of nfft samples are worth a thread.
inline Eigen::Index least_transforms(Eigen::Index nfft) { return (Eigen::Index{1} << 17) / nfft + 1; }

} // namespace pya::dsp::impl

#endif
