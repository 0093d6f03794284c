// SPDX-License-Identifier: MIT
/// @file
/// What a signal consists of: samples, rate, label, names of the channels, and what its making left with it.
#ifndef PYA_ASIG_DATA_HPP
#define PYA_ASIG_DATA_HPP

#include <pya/export.hpp>

#include <pya/asig_options.hpp>
#include <pya/storage/samples.hpp>

#include <Eigen/Core>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace pya {

/// A signal whose memory is its own even though it was read off a temporary.
class OwnedSig : public ConstSigMap {
public:
    /// Takes over the samples.
    explicit OwnedSig(storage::Samples&& samples) : ConstSigMap(samples.view()), owner_(std::move(samples)) {}
    OwnedSig(const OwnedSig&) = delete;
    OwnedSig& operator=(const OwnedSig&) = delete;

private:
    storage::Samples owner_;
};

/// The attributes of an Asig, for reading.
class PYA_EXPORT AsigData {
public:
    /// The samples, samples x channels. The view of a const signal is valid until the signal changes. The
    /// view of a non-const one may be written, which first takes the memory out of sharing; from then on
    /// copies of the signal are full copies. The view of a temporary keeps its memory alive.
    ConstSigMap sig() const& { return samples_.view(); }
    SigMap sig() & { return samples_.expose(); }
    OwnedSig sig() && { return OwnedSig(std::move(samples_)); }

    /// The memory behind sig(), to share it without a copy.
    const storage::Samples& storage() const { return samples_; }

    int sr() const { return sr_; }                              ///< sampling rate in Hz
    const std::string& label() const { return label_; }         ///< what the signal is called
    const std::vector<std::string>& cn() const { return *cn_; } ///< names of the channels
    Index channels() const { return samples_.cols(); }          ///< how many channels
    Index samples() const { return samples_.rows(); }           ///< samples a channel
    /// Duration in seconds.
    double dur() const { return static_cast<double>(samples()) / sr_; }

    /// The same under pya's name.
    double get_duration() const { return dur(); }
    /// The time of each sample in seconds.
    Eigen::ArrayXd get_times() const;
    /// Samples, channels and duration.
    SigSize get_size() const { return {samples(), channels(), dur()}; }

    /// What find_events() found.
    const std::vector<dsp::Event>& events() const { return events_; }
    /// The design of the iirfilter() that made this signal; an ArgumentError on any other.
    const FilterDesign& filter() const;

    /// Like Python's repr: Asig('label'): channels x samples @ srHz = durs cn=[...]
    std::string repr() const;

protected:
    using Names = std::shared_ptr<const std::vector<std::string>>;

    AsigData(storage::Samples samples, int sr, std::string label, Names cn)
        : samples_(std::move(samples)), sr_(sr), label_(std::move(label)), cn_(std::move(cn)) {}

    storage::Samples samples_;
    int sr_;
    std::string label_;
    Names cn_;
    std::vector<dsp::Event> events_;
    std::shared_ptr<const FilterDesign> filter_;
};

} // namespace pya

#endif
