// SPDX-License-Identifier: MIT
/// @file
/// One of the filters that a band-limited resampler is made of.
#ifndef PYA_DSP_RATE_SINC_STAGE_HPP
#define PYA_DSP_RATE_SINC_STAGE_HPP

#include <pya/dsp/aligned.hpp>
#include <pya/dsp/channel_count.hpp>
#include <pya/dsp/kernel.hpp>
#include <pya/dsp/rate/sinc_spectra.hpp>

#include <cstdint>
#include <memory>
#include <optional>

namespace pya::dsp::impl {

/// Changes the rate of a stream with one SincFilter. Output 0 is at the time of input 0. Sums are in double.
class SincStage {
public:
    /// `exact` says that the inputs will have up to 27 significant bits, so that it may be faster. The stream
    /// begins with some inputs and outputs (whole periods of a filter that has any) before time 0. What was
    /// before the early inputs is silent.
    SincStage(std::shared_ptr<const SincFilter> filter, bool exact, Index channels, Index early_inputs,
              Index early_outputs);

    /// Reads up to `inputs` inputs (silence where `in` is null) and writes outputs, until the inputs are used
    /// up or out is full. Makes all outputs that it can, unless `more_follow`: then it may wait with those
    /// that it could make faster together with others.
    template <class In, class Out>
    Progress run(const Block<const In>* in, Index inputs, Block<Out> out, bool more_follow);

    /// Forgets all input.
    void reset();

private:
    template <class In>
    void read(const Block<const In>* in, Index first, Index count);
    template <class Out>
    Index write(Block<Out> out, bool more_follow);
    Index most_pending() const;
    bool fits_periods(Index room) const;
    template <class Out>
    Index write_periods(Block<Out> out);
    template <class Out>
    Index write_group(Block<Out> out);
    template <class Out>
    Index write_rows(Block<Out> out);
    Block<double> buffer() { return {buffer_.data(), capacity_, channels_}; }

    std::shared_ptr<const SincFilter> filter_;
    bool exact_;
    ChannelCount channels_;
    Index silence_;                 // inputs before the first that its first window reaches back to
    Index first_start_;             // of start_
    std::uint64_t first_fraction_;  // of fraction_
    Index capacity_;                // inputs of each channel that buffer_ holds
    AlignedVector<double> buffer_;  // the inputs still in use, channel by channel
    Index filled_ = 0;              // of capacity_
    Index start_ = 0;               // where in the buffer the window of the present period or output begins
    Index group_ = 0;               // next of the period
    std::uint64_t fraction_ = 0;    // of the present output's position
    AlignedVector<double> pending_; // outputs of a group or transform that found no room, channel by channel
    Index pending_begin_ = 0;
    Index pending_end_ = 0;
    std::optional<SincSpectra> spectra_; // of a filter in spectra
};

} // namespace pya::dsp::impl

#endif
