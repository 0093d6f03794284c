// SPDX-License-Identifier: MIT
/// @file
/// Runs a kernel for blocks over a whole signal.
#ifndef PYA_DSP_RUN_WHOLE_HPP
#define PYA_DSP_RUN_WHOLE_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/error.hpp>

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <vector>

namespace pya::dsp {

/// Runs a Processor over a signal, samples x channels, and removes its latency: sample i of `out` is at the
/// time of sample i of `in`. If `out` is longer than `in`, it also receives the tail. The kernel goes on from
/// its present state. `out` may be the memory of `in`.
///
///     dsp::Convolver<float> room(impulse_response, 2);
///     Eigen::ArrayXXf wet(dry.rows() + room.tail(), 2);
///     dsp::run_whole<float>(room, dry, wet);
///
/// Throws ArgumentError when out has another number of channels than in, and what the kernel throws.
template <class T, Processor<T> K>
requires(!RateChanger<K, T>) void run_whole(K& kernel, std::type_identity_t<Block<const T>> in,
                                            std::type_identity_t<Block<T>> out) {
    if (out.channels() != in.channels())
        detail::fail("run_whole: argument out has ", out.channels(),
                     " channels; it must have as many as in, ", in.channels());
    constexpr Index longest = 4096;
    const Index latency = kernel.latency(), all = latency + out.samples();
    std::vector<T> memory(static_cast<std::size_t>(longest * in.channels()));
    for (Index first = 0, count = 0; first < all; first += count) {
        count = std::min(longest, all - first);
        const Block<T> piece(memory.data(), count, in.channels(), longest);
        const Block<const T> given =
            in.part(std::min(first, in.samples()), std::clamp<Index>(in.samples() - first, 0, count));
        const Index early = std::clamp<Index>(latency - first, 0, count);
        const Block<T> made = out.part(std::max<Index>(first - latency, 0), count - early);
        for (Index c = 0; c < in.channels(); ++c) {
            const auto samples = piece.channel(c);
            const auto rest = std::copy_n(given.channel(c).begin(), given.samples(), samples.begin());
            std::fill(rest, samples.end(), T(0));
        }
        kernel.process(Block<const T>(piece), piece);
        for (Index c = 0; c < in.channels(); ++c)
            std::copy_n(piece.channel(c).begin() + early, made.samples(), made.channel(c).begin());
    }
}

} // namespace pya::dsp

#endif
