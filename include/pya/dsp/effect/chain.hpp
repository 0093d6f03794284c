// SPDX-License-Identifier: MIT
/// @file
/// Processors in a row.
#ifndef PYA_DSP_EFFECT_CHAIN_HPP
#define PYA_DSP_EFFECT_CHAIN_HPP

#include <pya/dsp/kernel.hpp>
#include <pya/error.hpp>

#include <cstddef>
#include <tuple>
#include <utility>

namespace pya::dsp {
namespace impl {

/// The sampling rate of a processor in Hz, or 0 if it knows none.
template <class P>
double rate_of(const P& processor) {
    if constexpr (requires { static_cast<double>(processor.sr()); })
        return static_cast<double>(processor.sr());
    else
        return 0;
}

/// The channels of a processor, or 0 if it does not say.
template <class P>
Index channels_of(const P& processor) {
    if constexpr (requires { static_cast<Index>(processor.channels()); })
        return static_cast<Index>(processor.channels());
    else
        return 0;
}

} // namespace impl

/// Processors in a row, each of which gets the output of the one before. A chain is itself a Processor, of
/// the types that all of its processors take.
///
///     Chain chain{Equaliser(48000, 2, {{.freq = 200, .gain = -3_dB}}), Limiter<float>(48000, 2)};
///     chain.process(in, out);
///     chain.at<0>().band(0).gain.set(2_dB); // from any thread
///     sig.through(chain);
///     server.set_insert(chain);
///
/// The latencies add up, and so do the tails. A copy has copies of all processors: effects keep their
/// parameters in common, see Parameter.
template <class... Processors>
class Chain {
    static_assert(sizeof...(Processors) > 0, "a chain has at least one processor");

public:
    /// Throws ArgumentError if two processors have different sampling rates or numbers of channels.
    explicit Chain(Processors... processors) : processors_(std::move(processors)...) {
        std::apply([this](const auto&... p) { (join(impl::rate_of(p), impl::channels_of(p)), ...); },
                   processors_);
    }

    /// The next samples; both blocks have one shape and may be the same memory. Throws ArgumentError for
    /// other shapes.
    void process(Block<const float> in, Block<float> out) requires(Processor<Processors, float>&&...) {
        run(in, out);
    }
    void process(Block<const double> in, Block<double> out) requires(Processor<Processors, double>&&...) {
        run(in, out);
    }
    /// The same in place, which is what an insert does.
    void operator()(Block<float> block) requires(Processor<Processors, float>&&...) {
        run<float>(block, block);
    }

    /// One of the processors, by its place or by its type.
    template <std::size_t place>
    auto& at() {
        return std::get<place>(processors_);
    }
    template <class P>
    P& at() {
        return std::get<P>(processors_);
    }

    /// Resets all processors.
    void reset() {
        std::apply([](auto&... p) { (p.reset(), ...); }, processors_);
    }
    /// By how many samples the output is late: the sum over all processors.
    Index latency() const {
        return std::apply([](const auto&... p) { return (p.latency() + ...); }, processors_);
    }
    /// The sum of all tails, or endless if one of them is.
    Index tail() const {
        Index sum = 0;
        const auto add = [&sum](Index tail) {
            sum = sum == endless || tail == endless ? endless : sum + tail;
        };
        std::apply([&](const auto&... p) { (add(p.tail()), ...); }, processors_);
        return sum;
    }
    double sr() const { return sr_; }            ///< sampling rate in Hz; 0 if no processor knows it
    Index channels() const { return channels_; } ///< how many channels; 0 if no processor says it

private:
    void join(double sr, Index channels) {
        if (sr != 0 && sr_ != 0 && sr != sr_)
            detail::fail("Chain: processors have sampling rates of ", sr_, " Hz and ", sr,
                         " Hz; they must be the same");
        if (channels != 0 && channels_ != 0 && channels != channels_)
            detail::fail("Chain: processors have ", channels_, " and ", channels,
                         " channels; they must have as many");
        if (sr != 0) sr_ = sr;
        if (channels != 0) channels_ = channels;
    }

    template <class T>
    void run(Block<const T> in, Block<T> out) {
        if (in.samples() != out.samples() || in.channels() != out.channels() ||
            (channels_ != 0 && in.channels() != channels_))
            detail::fail("Chain::process: in is ", in.samples(), " x ", in.channels(), " and out ",
                         out.samples(), " x ", out.channels(), "; both must have one shape",
                         channels_ != 0 ? " and the channels of the processors" : "");
        std::apply(
            [&](auto& first, auto&... others) {
                first.process(in, out);
                (others.process(Block<const T>(out), out), ...);
            },
            processors_);
    }

    std::tuple<Processors...> processors_;
    double sr_ = 0;
    Index channels_ = 0;
};

} // namespace pya::dsp

#endif
