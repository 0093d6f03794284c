// SPDX-License-Identifier: MIT
/// @file
/// Effects, and any other processor, on a generator.
#ifndef PYA_AGEN_THROUGH_HPP
#define PYA_AGEN_THROUGH_HPP

#include <pya/export.hpp>

#include <pya/agen/generator.hpp>
#include <pya/dsp/aligned.hpp>
#include <pya/dsp/effect/chain.hpp>
#include <pya/dsp/kernel.hpp>

#include <concepts>
#include <cstddef>
#include <memory>

namespace pya::gen {
namespace impl {

/// A processor of any type.
class Processing {
public:
    virtual ~Processing() = default;
    /// Another one with a past of its own, at the beginning, for blocks of at most `samples` of `channels`.
    virtual std::unique_ptr<Processing> begin(Index samples, Index channels) const = 0;
    virtual void process(dsp::Block<double> both) = 0; ///< in place
    virtual void reset() = 0;                          ///< back to the beginning
};

template <class P>
class ProcessingOf final : public Processing {
public:
    explicit ProcessingOf(const P& processor, Index samples = 0, Index channels = 0) : processor_(processor) {
        processor_.reset();
        if constexpr (!dsp::Processor<P, double>) piece_.resize(static_cast<std::size_t>(samples * channels));
    }
    std::unique_ptr<Processing> begin(Index samples, Index channels) const override {
        return std::make_unique<ProcessingOf>(processor_, samples, channels);
    }
    void process(dsp::Block<double> both) override {
        if constexpr (dsp::Processor<P, double>) {
            processor_.process(dsp::Block<const double>(both), both);
        } else {
            const dsp::Block<float> piece(piece_.data(), both.samples(), both.channels());
            copy(dsp::Block<const double>(both), piece);
            processor_.process(dsp::Block<const float>(piece), piece);
            copy(dsp::Block<const float>(piece), both);
        }
    }
    void reset() override { processor_.reset(); }

private:
    template <class From, class To>
    static void copy(const dsp::Block<From>& from, const dsp::Block<To>& to) {
        for (Index c = 0; c < to.channels(); ++c)
            for (Index i = 0; i < to.samples(); ++i) to(i, c) = static_cast<To>(from(i, c));
    }

    P processor_;
    dsp::AlignedVector<float> piece_; // of a processor that takes no double
};

PYA_EXPORT Agen through(const Agen& x, std::shared_ptr<const Processing> processing, double sr,
                        Index channels, Seconds tail);

} // namespace impl

/// x through a processor that can be copied: an effect, a dsp::Chain of some, a filter, one of your own. It
/// goes on for `tail` after the end of x. Whoever renders or plays the generator has a copy with a past of
/// its own; the parameters of effects are common to all copies (dsp::Parameter), so that any thread can turn
/// them while it sounds.
///
///     dsp::Chain room{dsp::Compressor(48000, 2), dsp::Reverb(48000, 2, {.t60 = 1.8})};
///     server.play(gen::through(voices, room, 2_s));
///     room.at<1>().mix.set(0.5);
///
/// One channel goes to all channels of the processor. The generator is rendered at the rate that the
/// processor says, and its output is late by the processor's latency(). Throws ArgumentError for a rate that
/// isn't a whole number or that of the signals in x, for other channels, and for a tail that isn't within 0
/// and 86400 s.
template <std::copy_constructible P>
requires(dsp::Processor<P, double> || dsp::Processor<P, float>) Agen
    through(const Agen& x, const P& processor, Seconds tail = 0) {
    return impl::through(x, std::make_shared<const impl::ProcessingOf<P>>(processor),
                         dsp::impl::rate_of(processor), dsp::impl::channels_of(processor), tail);
}

} // namespace pya::gen

#endif
