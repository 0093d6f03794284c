// SPDX-License-Identifier: MIT
/// @file
/// Seconds, decibels and loudness as types, with the literals 1.5_s, 20_ms, -6_dB and -23_LUFS.
#ifndef PYA_UNITS_HPP
#define PYA_UNITS_HPP

#include <compare>

namespace pya {

/// A duration or a point in time. A plain number converts to it, as seconds. Times can be added, compared,
/// and multiplied with numbers: 1_s + 500_ms, 2 * 1_s, 10_s / 4. The ratio of two times is a number.
struct Seconds {
    double value = 0; ///< seconds

    /// A plain number is a time in seconds.
    constexpr Seconds() = default;
    constexpr Seconds(double seconds) : value(seconds) {}
    /// The negative time.
    constexpr Seconds operator-() const { return -value; }

    /// The sum and the difference.
    friend constexpr Seconds operator+(Seconds a, Seconds b) { return a.value + b.value; }
    friend constexpr Seconds operator-(Seconds a, Seconds b) { return a.value - b.value; }
    constexpr Seconds& operator+=(Seconds other) { return *this = *this + other; }
    constexpr Seconds& operator-=(Seconds other) { return *this = *this - other; }
    /// So many times as long, and so many times shorter.
    friend constexpr Seconds operator*(Seconds a, double factor) { return a.value * factor; }
    friend constexpr Seconds operator*(double factor, Seconds a) { return a * factor; }
    friend constexpr Seconds operator/(Seconds a, double divisor) { return a.value / divisor; }
    constexpr Seconds& operator*=(double factor) { return *this = *this * factor; }
    constexpr Seconds& operator/=(double divisor) { return *this = *this / divisor; }
    /// How often b fits into a.
    friend constexpr double operator/(Seconds a, Seconds b) { return a.value / b.value; }
    /// Earlier or later.
    friend constexpr auto operator<=>(const Seconds& a, const Seconds& b) = default;
};

/// A level ratio in dB; 0 dB is a factor of 1, -6.02 dB a factor of 0.5.
struct Decibels {
    double value = 0; ///< dB

    /// A plain number does not convert to a level, because it would be taken for a factor.
    constexpr explicit Decibels(double db) : value(db) {}
    /// The level of the inverse ratio.
    constexpr Decibels operator-() const { return Decibels(-value); }
};

/// A loudness in LUFS (ITU-R BS.1770): decibels relative to full scale, weighted as the ear hears.
struct Lufs {
    double value = 0; ///< LUFS

    /// A plain number does not convert to a loudness, because it would be taken for a factor.
    constexpr explicit Lufs(double lufs) : value(lufs) {}
    /// The negative loudness: -23_LUFS is minus 23_LUFS.
    constexpr Lufs operator-() const { return Lufs(-value); }
};

inline namespace literals {

/// The literals 1.5_s, 20_ms, -6_dB and -23_LUFS, and -1_dBTP for a level of the true peak, in dB re full
/// scale.
constexpr Seconds operator""_s(long double s) { return static_cast<double>(s); }
constexpr Seconds operator""_s(unsigned long long s) { return static_cast<double>(s); }
constexpr Seconds operator""_ms(long double ms) { return static_cast<double>(ms) / 1000; }
constexpr Seconds operator""_ms(unsigned long long ms) { return static_cast<double>(ms) / 1000; }
constexpr Decibels operator""_dB(long double db) { return Decibels(static_cast<double>(db)); }
constexpr Decibels operator""_dB(unsigned long long db) { return Decibels(static_cast<double>(db)); }
constexpr Decibels operator""_dBTP(long double db) { return Decibels(static_cast<double>(db)); }
constexpr Decibels operator""_dBTP(unsigned long long db) { return Decibels(static_cast<double>(db)); }
constexpr Lufs operator""_LUFS(long double lufs) { return Lufs(static_cast<double>(lufs)); }
constexpr Lufs operator""_LUFS(unsigned long long lufs) { return Lufs(static_cast<double>(lufs)); }

} // namespace literals
} // namespace pya

#endif
