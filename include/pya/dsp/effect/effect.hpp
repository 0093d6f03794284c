// SPDX-License-Identifier: MIT
/// @file
/// What all effects have in common.
#ifndef PYA_DSP_EFFECT_EFFECT_HPP
#define PYA_DSP_EFFECT_EFFECT_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/export.hpp>

namespace pya::dsp {

/// The base of all effects: a Processor of float and of double, of any number of channels, whose samples are
/// the same, bit for bit, however the signal is cut into blocks. It computes in double, and neither allocates
/// nor waits once it is made.
///
///     Compressor effect(48000, 2);
///     effect.process(in, out);              // for each block
///     effect.threshold.set(-30_dB);         // from any thread
///
/// A copy has a past of its own and the same parameters, see Parameter. An effect can be the insert of a
/// server. One of your own derives from this class and defines run(), reset() and tail().
class PYA_DSP_EXPORT Effect {
public:
    virtual ~Effect();

    /// The next samples; both blocks have one shape and may be the same memory. Throws ArgumentError for
    /// another number of channels or different shapes.
    void process(Block<const float> in, Block<float> out);
    void process(Block<const double> in, Block<double> out);

    /// The same in place, which is what an insert does.
    void operator()(Block<float> block) { process(block, block); }

    /// Forgets all samples. The parameters stay as they are.
    virtual void reset() = 0;
    /// By how many samples the output is late.
    virtual Index latency() const { return 0; }
    /// How many samples the output goes on after the input, without the latency.
    virtual Index tail() const = 0;

    double sr() const { return sr_; }            ///< sampling rate in Hz
    Index channels() const { return channels_; } ///< how many channels

protected:
    /// The rate is in Hz. Throws ArgumentError, with the name of the effect, unless it is above 0 and at most
    /// 1e7, and there are 1 to 65536 channels.
    Effect(const char* name, double sr, Index channels);
    /// Copies can't be made of a base alone.
    Effect(const Effect&) = default;
    Effect(Effect&&) = default;
    Effect& operator=(const Effect&) = default;
    Effect& operator=(Effect&&) = default;

    /// The longest block that run() gets.
    static constexpr Index longest = 256;

private:
    /// Changes a block in place; it has channels() channels and at most `longest` samples.
    virtual void run(Block<double> block) = 0;
    template <class T>
    void process_pieces(Block<const T> in, Block<T> out);

    const char* name_;
    double sr_;
    impl::ChannelCount channels_;
    AlignedVector<double> piece_; // what run() works on
};

} // namespace pya::dsp

#endif
