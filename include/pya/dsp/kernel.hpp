// SPDX-License-Identifier: MIT
/// @file
/// The shape that all kernels have: three concepts over one view of samples x channels.
///
/// - A Processor takes a block and gives a block: `process(in, out)`.
/// - A Source gives a block: `process(out)`.
/// - An Analyser takes a block and hands what it finds to a sink: `process(in, sink)` and, at the end,
/// `finish(sink)`.
///
/// All check their arguments in the constructor and never allocate afterwards. They take blocks of any
/// length, and the samples are the same, bit for bit, however a signal is cut into blocks. `process` throws
/// ArgumentError for a block of another shape than it needs, before it changes anything.
#ifndef PYA_DSP_KERNEL_HPP
#define PYA_DSP_KERNEL_HPP

#include <pya/dsp/block.hpp>

#include <concepts>
#include <limits>
#include <type_traits>

namespace pya::dsp {

/// The tail() of a kernel whose output never quite ends, such as a recursive filter.
inline constexpr Index endless = std::numeric_limits<Index>::max();

/// What every kernel has.
template <class K>
concept Kernel = requires(K& kernel, const K& constant) {
    // Goes back to the state after construction.
    kernel.reset();
    // By how many samples the output is late.
    { constant.latency() } -> std::same_as<Index>;
    // By how many samples the output, without that delay, is longer than the input.
    { constant.tail() } -> std::same_as<Index>;
};

/// How many samples of each channel a call has read and written.
struct Progress {
    Index consumed = 0; ///< read
    Index produced = 0; ///< written
};

/// A kernel that turns a block into a block of the same shape; both may be the same memory.
template <class K, class T>
concept Processor = Kernel<K> && requires(K& kernel, Block<const T> in, Block<T> out) {
    kernel.process(in, out);
};

/// A Processor whose output has another number of samples than its input. `process` reads until the input is
/// used up or the output is full; `flush` writes what is left after the last input, and returns 0 once there
/// is nothing more. Its output is not late: sample 0 of the output is at the time of sample 0 of the input.
/// latency() says how many inputs, from the time of an output on, must have come in before that output can be
/// computed.
template <class K, class T>
concept RateChanger = Processor<K, T> && requires(K& kernel, Block<const T> in, Block<T> out) {
    { kernel.process(in, out) } -> std::same_as<Progress>;
    { kernel.flush(out) } -> std::same_as<Index>;
};

/// A kernel that makes samples.
template <class K, class T>
concept Source = Kernel<K> && requires(K& kernel, Block<T> out) {
    kernel.process(out);
};

/// A sink that takes anything; the concept Analyser uses it.
struct AnySink {
    /// Takes anything.
    template <class... Found>
    void operator()(Found&&...) const {}
};

/// A kernel that takes samples and calls `sink(found)` for each thing it finds: a frame, an event, a value.
/// `finish` hands out what is complete only at the end of the signal; afterwards the kernel is as after
/// reset().
template <class K, class T>
concept Analyser = Kernel<K> && requires(K& kernel, Block<const T> in, AnySink sink) {
    kernel.process(in, sink);
    kernel.finish(sink);
};

/// latency() and tail() of kernels without delay and tail.
struct Immediate {
    static constexpr Index latency() { return 0; } ///< the output is at the time of the input
    static constexpr Index tail() { return 0; }    ///< the output ends with the input
};

} // namespace pya::dsp

#endif
