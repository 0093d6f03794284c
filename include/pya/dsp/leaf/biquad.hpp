// SPDX-License-Identifier: MIT
/// @file
/// A second-order filter section and its designs.
#ifndef PYA_DSP_LEAF_BIQUAD_HPP
#define PYA_DSP_LEAF_BIQUAD_HPP

#include <cmath>
#include <numbers>

namespace pya::dsp::leaf {

/// The coefficients of a biquad, normalised to a0 = 1, and the designs of R. Bristow-Johnson's "Cookbook
/// formulae for audio EQ biquad filter coefficients". In each, `freq` and the sampling rate `sr` are in Hz,
/// and freq is held within [1e-5 sr, 0.4999 sr], q above 1e-3, gains within +-120 dB.
template <class T>
struct BiquadCoefficients {
    T b0 = 1; ///< of the input
    T b1 = 0; ///< of the input one sample ago
    T b2 = 0; ///< of the input two samples ago
    T a1 = 0; ///< of the output one sample ago, subtracted
    T a2 = 0; ///< of the output two samples ago, subtracted

    /// Passes what is below freq. The gain at freq is q; the passband is flattest with 0.7071.
    static BiquadCoefficients lowpass(T freq, T q, T sr) {
        const Angle w(freq, q, sr);
        return over(w, w.versine / 2, w.versine, w.versine / 2);
    }
    /// Passes what is above freq. The gain at freq is q.
    static BiquadCoefficients highpass(T freq, T q, T sr) {
        const Angle w(freq, q, sr);
        const T coversine = 1 + w.cos;
        return over(w, coversine / 2, -coversine, coversine / 2);
    }
    /// Passes what is around freq. The gain at freq is 0 dB, and the -3 dB band is about freq / q wide.
    static BiquadCoefficients bandpass(T freq, T q, T sr) {
        const Angle w(freq, q, sr);
        return over(w, w.alpha, 0, -w.alpha);
    }
    /// The same with a gain of q at freq: far from freq the gain does not depend on q.
    static BiquadCoefficients bandpass_skirt(T freq, T q, T sr) {
        const Angle w(freq, q, sr);
        return over(w, w.sin / 2, 0, -w.sin / 2);
    }
    /// Removes freq; the -3 dB band is about freq / q wide.
    static BiquadCoefficients notch(T freq, T q, T sr) {
        const Angle w(freq, q, sr);
        return over(w, 1, -2 * w.cos, 1);
    }
    /// Changes the phase, by half a cycle at freq, and no level.
    static BiquadCoefficients allpass(T freq, T q, T sr) {
        const Angle w(freq, q, sr);
        return over(w, 1 - w.alpha, -2 * w.cos, 1 + w.alpha);
    }
    /// Raises what is around freq by gain_db, and does not change the rest.
    static BiquadCoefficients peaking(T freq, T q, T gain_db, T sr) {
        const Angle w(freq, q, sr);
        const T a = root(gain_db);
        return normalised(1 + w.alpha * a, -2 * w.cos, 1 - w.alpha * a, 1 + w.alpha / a, -2 * w.cos,
                          1 - w.alpha / a);
    }
    /// Raises what is below freq by gain_db, and freq itself by half of it; without a bump with a q of
    /// 0.7071.
    static BiquadCoefficients lowshelf(T freq, T q, T gain_db, T sr) {
        const Angle w(freq, q, sr);
        const T a = root(gain_db), sum = a + 1, difference = a - 1, k = 2 * std::sqrt(a) * w.alpha;
        return normalised(a * (sum - difference * w.cos + k), 2 * a * (difference - sum * w.cos),
                          a * (sum - difference * w.cos - k), sum + difference * w.cos + k,
                          -2 * (difference + sum * w.cos), sum + difference * w.cos - k);
    }
    /// Raises what is above freq by gain_db, and freq itself by half of it.
    static BiquadCoefficients highshelf(T freq, T q, T gain_db, T sr) {
        const Angle w(freq, q, sr);
        const T a = root(gain_db), sum = a + 1, difference = a - 1, k = 2 * std::sqrt(a) * w.alpha;
        return normalised(a * (sum + difference * w.cos + k), -2 * a * (difference + sum * w.cos),
                          a * (sum + difference * w.cos - k), sum - difference * w.cos + k,
                          2 * (difference - sum * w.cos), sum - difference * w.cos - k);
    }

private:
    struct Angle {
        Angle(T freq, T q, T sr) {
            const T turns = std::fmin(std::fmax(freq / sr, T(1e-5)), T(0.4999));
            const T half = std::sin(std::numbers::pi_v<T> * turns);
            versine = 2 * half * half; // 1 - cos, without the cancellation
            cos = 1 - versine;
            sin = std::sin(2 * std::numbers::pi_v<T> * turns);
            alpha = sin / (2 * std::fmax(q, T(1e-3)));
        }
        T versine, cos, sin, alpha;
    };

    static T root(T gain_db) { return std::pow(T(10), std::fmin(std::fmax(gain_db, T(-120)), T(120)) / 40); }
    static BiquadCoefficients normalised(T b0, T b1, T b2, T a0, T a1, T a2) {
        return {b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0};
    }
    static BiquadCoefficients over(const Angle& w, T b0, T b1, T b2) {
        return normalised(b0, b1, b2, 1 + w.alpha, -2 * w.cos, 1 - w.alpha);
    }
};

/// A second-order section in transposed direct form II. For frequencies far below the sampling rate use
/// double, also for float samples.
///
///     Biquad<double> lowpass(BiquadCoefficients<double>::lowpass(800, 0.7071, 44100));
///     for (float& x : block) x = static_cast<float>(lowpass(x));
///     lowpass.set(BiquadCoefficients<double>::lowpass(900, 0.7071, 44100)); // goes on from where it is
template <class T>
class Biquad {
public:
    /// With these coefficients; without them everything passes.
    explicit Biquad(const BiquadCoefficients<T>& coefficients = {}) : c_(coefficients) {}

    /// Sets other coefficients from the next sample on. If they change all the time, use Svf.
    void set(const BiquadCoefficients<T>& coefficients) { c_ = coefficients; }

    /// The next sample.
    T operator()(T x) {
        const T y = c_.b0 * x + z0_;
        z0_ = c_.b1 * x - c_.a1 * y + z1_;
        z1_ = c_.b2 * x - c_.a2 * y;
        return y;
    }

    /// Back to silence.
    void reset() { z0_ = z1_ = 0; }

private:
    BiquadCoefficients<T> c_;
    T z0_ = 0, z1_ = 0;
};

} // namespace pya::dsp::leaf

#endif
