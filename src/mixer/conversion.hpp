// SPDX-License-Identifier: MIT
// Converts a signal to the rate at which it will be played.
#ifndef PYA_SRC_MIXER_CONVERSION_HPP
#define PYA_SRC_MIXER_CONVERSION_HPP

#include <pya/mixer.hpp>

#include <deque>
#include <span>
#include <vector>

namespace pya::mixer {

/// True if a signal, played `rate` times as fast, needs no conversion to the rate sr. Throws ArgumentError
/// for a rate that is not positive and finite.
bool has_rate(const Asig& sig, double rate, int sr);

/// The samples of a signal, played `rate` times as fast, at the rate sr. They are the signal's own samples if
/// it needs no conversion.
class AtRate {
public:
    AtRate(const Asig& sig, double rate, Interp kind, int sr);
    AtRate(const AtRate&) = delete;
    AtRate& operator=(const AtRate&) = delete;

    const storage::Samples& operator*() const { return samples_; }

private:
    storage::Samples converted_;
    const storage::Samples& samples_;
};

/// A score that is converted to the rate sr. The score must outlive it.
class Parts {
public:
    Parts(const Ascore& score, int sr);
    operator std::span<const MixerCore::Part>() const { return parts_; }

private:
    std::deque<AtRate> converted_;
    std::vector<MixerCore::Part> parts_;
};

} // namespace pya::mixer

#endif
