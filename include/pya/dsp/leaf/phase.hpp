// SPDX-License-Identifier: MIT
/// @file
/// The phase of an oscillator.
#ifndef PYA_DSP_LEAF_PHASE_HPP
#define PYA_DSP_LEAF_PHASE_HPP

#include <cmath>
#include <cstdint>

namespace pya::dsp::leaf {

/// A phase that advances by freq / sr cycles with each sample. It is kept as an integer of 64 bits, which
/// wraps around exactly. With a step of freq / sr cycles, sample i is within i (|step| 2^-53 + 2^-64) + 2^-53
/// cycles of the true phase in double; in float 2^-24 takes the place of 2^-53.
///
///     Phase<float> phase(440, 44100);
///     y = std::sin(6.2831853f * phase.next());
///     phase.set(450, 44100);                // goes on from where it is
template <class T>
class Phase {
public:
    /// Begins at `start` cycles. freq may be negative or above sr, which must not be 0; both in Hz.
    Phase(T freq, T sr, T start = 0) : start_(fixed(start)) {
        set(freq, sr);
        reset();
    }

    /// Another frequency from the next step on.
    void set(T freq, T sr) { step_ = fixed(freq / sr); }

    /// The phase of this sample in cycles, in [0, 1). Afterwards the phase is a step further.
    T next() {
        const T now = value();
        position_ += step_;
        return now;
    }

    /// What next() will return.
    T value() const {
        if constexpr (sizeof(T) < sizeof(std::uint64_t))
            return static_cast<T>(position_ >> 40) * T(0x1p-24);
        else
            return static_cast<T>(position_ >> 11) * T(0x1p-53);
    }

    /// Back to the beginning.
    void reset() { position_ = start_; }

private:
    static std::uint64_t fixed(T cycles) {
        const T size = std::fabs(cycles), part = size - std::floor(size);
        const auto bits = part < 1 ? static_cast<std::uint64_t>(part * T(0x1p64)) : 0; // 0 if not finite
        return cycles < 0 ? 0 - bits : bits;
    }

    std::uint64_t start_, step_ = 0, position_ = 0;
};

} // namespace pya::dsp::leaf

#endif
