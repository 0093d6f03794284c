// SPDX-License-Identifier: MIT
/// @file
/// The envelope of a note whose length is not known beforehand.
#ifndef PYA_DSP_LEAF_ADSR_HPP
#define PYA_DSP_LEAF_ADSR_HPP

#include <pya/dsp/leaf/ramp.hpp>

#include <cmath>
#include <cstddef>

namespace pya::dsp::leaf {

/// The segments of an envelope. Times are rounded to whole samples, negative ones count as 0.
template <class T>
struct AdsrSegments {
    T att = T(0.01); ///< from silence to 1, in seconds
    T dec = T(0.1);  ///< from 1 to `sus`, in seconds
    T sus = T(0.7);  ///< held while the gate is open, within [0, 1]
    T rel = T(0.1);  ///< from the present gain to silence, in seconds
    T curve = 1;     ///< exponent of the gain, within [0.01, 100]
};

/// An envelope of attack, decay, sustain and release, which a gate starts and ends. Each segment has exactly
/// its number of samples, and begins at the present gain, so a new note during the release does not click.
/// dsp::Envelope with a dsp::Adsr has the same gains, for a gate whose times are known beforehand.
///
///     Adsr<float> envelope({.att = 0.005f, .rel = 0.3f}, 44100);
///     envelope.gate(true);
///     y = envelope.next() * x;              // until !envelope.active()
template <class T>
class Adsr {
public:
    /// At a sampling rate in Hz.
    Adsr(const AdsrSegments<T>& segments, T sr)
        : attack_(samples(segments.att, sr)), decay_(samples(segments.dec, sr)),
          release_(samples(segments.rel, sr)), sustain_(std::fmin(std::fmax(segments.sus, T(0)), T(1))),
          curve_(std::fmin(std::fmax(segments.curve, T(0.01)), T(100))) {}

    /// Opens the gate, which begins the attack, or closes it, which begins the release. Opening an open gate
    /// or closing a closed one does nothing.
    void gate(bool open) {
        if (open == open_) return;
        open_ = open;
        decays_ = false;
        open ? level_.to(1, attack_) : level_.to(0, release_);
    }

    /// True from the attack to the end of the release.
    bool active() const { return open_ || !level_.arrived(); }

    /// The gain of this sample.
    T next() {
        if (open_ && !decays_ && level_.arrived()) {
            level_.to(sustain_, decay_);
            decays_ = true;
        }
        const T level = level_.next();
        return curve_ == 1 ? level : std::pow(level, curve_);
    }

    /// Back to silence, with a closed gate.
    void reset() {
        level_.reset();
        open_ = decays_ = false;
    }

private:
    static std::size_t samples(T seconds, T sr) {
        return static_cast<std::size_t>(std::fmin(std::fmax(seconds * sr + T(0.5), T(0)), T(1e9)));
    }

    std::size_t attack_, decay_, release_;
    T sustain_, curve_;
    Ramp<T> level_;
    bool open_ = false, decays_ = false;
};

} // namespace pya::dsp::leaf

#endif
