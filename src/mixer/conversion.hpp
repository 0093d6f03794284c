// SPDX-License-Identifier: MIT
// The one place where a signal is brought to the rate at which it is to sound.
#ifndef PYA_SRC_MIXER_CONVERSION_HPP
#define PYA_SRC_MIXER_CONVERSION_HPP

#include <pya/mixer.hpp>

#include <deque>
#include <span>
#include <vector>

namespace pya::mixer {

/// True if a signal has rate sr at `rate` times its own speed. Throws ArgumentError for a rate that is not
/// positive and finite.
bool has_rate(const Asig& sig, double rate, int sr);

/// The samples of a signal at rate sr and at `rate` times its own speed: its own where it has that rate.
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

/// A score at rate sr, which must outlive it.
class Parts {
public:
    Parts(const Score& score, int sr);
    operator std::span<const MixerCore::Part>() const { return parts_; }

private:
    std::deque<AtRate> converted_;
    std::vector<MixerCore::Part> parts_;
};

} // namespace pya::mixer

#endif
