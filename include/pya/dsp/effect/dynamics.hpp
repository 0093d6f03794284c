// SPDX-License-Identifier: MIT
/// @file
/// What compressor, expander and gate have in common.
#ifndef PYA_DSP_EFFECT_DYNAMICS_HPP
#define PYA_DSP_EFFECT_DYNAMICS_HPP

#include <pya/dsp/effect/effect.hpp>
#include <pya/dsp/effect/glide.hpp>
#include <pya/dsp/effect/parameter.hpp>
#include <pya/dsp/effect/running_max.hpp>
#include <pya/dsp/leaf/delay_line.hpp>
#include <pya/dsp/leaf/one_pole.hpp>
#include <pya/units.hpp>

#include <vector>

namespace pya::dsp {

/// An effect whose gain depends on the level: the base of Compressor, Expander and Gate. The level is the
/// largest magnitude in all channels, held for a while, so that the gain does not follow the single cycles of
/// a tone. All channels have the same gain, so that the stereo image stays. A wanted gain in dB is computed
/// from the level in dB, and the gain goes there exponentially, in dB, falling and rising at different speeds
/// (D. Giannoulis, M. Massberg and J. D. Reiss, 2012).
///
/// A NaN passes as it is and does not change the gain.
class PYA_DSP_EXPORT Dynamics : public Effect {
public:
    using Effect::process;
    /// The same with the level of another signal, the side chain, of any number of channels and as many
    /// samples. Throws ArgumentError for other shapes.
    void process(Block<const float> in, Block<const float> side, Block<float> out);
    void process(Block<const double> in, Block<const double> side, Block<double> out);

    /// The look-ahead.
    Index latency() const override { return lookahead_; }
    /// The output ends with the input.
    Index tail() const override { return 0; }

protected:
    /// `name` is what errors say. Throws ArgumentError as Effect, and unless both times are 0 to 1 s.
    Dynamics(const char* name, double sr, Index channels, Seconds lookahead, Seconds hold);

    /// Moves the glides of the parameters to their targets, and sets the speeds by set_times().
    virtual void turn() = 0;
    /// The gain in dB that a level in dB wants.
    virtual double wanted(double level) = 0;
    /// The next gain in dB on everything, beside the one that follows the level.
    virtual double total_gain() { return 0; }

    /// Forgets all samples; the gain begins at so many dB.
    void begin_at(double gain);

    /// Times in which the gain goes 1 - 1/e of the way in dB.
    void set_times(Seconds fall, Seconds rise);

private:
    void run(Block<double> block) override;
    template <class T>
    void process_with_side(Block<const T> in, Block<const T> side, Block<T> out);

    Index lookahead_;
    impl::RunningMax held_;
    std::vector<leaf::DelayLine<double>> delayed_; // one for each channel
    std::vector<double> side_;                     // magnitudes of the side chain
    bool has_side_ = false;
    leaf::OnePole<double> fall_, rise_;
    double fall_time_ = -1, rise_time_ = -1;
    double peak_, level_, gain_, total_, factor_; // of the latest sample
};

} // namespace pya::dsp

#endif
