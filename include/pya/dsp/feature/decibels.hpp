// SPDX-License-Identifier: MIT
/// @file
/// Powers and amplitudes as decibels, with a floor below the loudest value.
#ifndef PYA_DSP_FEATURE_DECIBELS_HPP
#define PYA_DSP_FEATURE_DECIBELS_HPP

#include <pya/export.hpp>

#include <optional>
#include <span>

namespace pya::dsp {

/// Parameters of power_to_db and amplitude_to_db.
struct DecibelOptions {
    double ref = 1;                    ///< the value that is 0 dB
    std::optional<double> amin = {};   ///< lesser values count as this; 1e-10 of powers, 1e-5 of amplitudes
    std::optional<double> top_db = 80; ///< nothing lies further below the loudest value
};

/// db[i] = 10 log10 of power[i] over options.ref (librosa.power_to_db). `db` may be the same memory. A NaN
/// stays one and is not the loudest. Throws ArgumentError for spans of different length, amin that isn't
/// above 0 and top_db below 0.
PYA_DSP_EXPORT void power_to_db(std::span<const double> power, std::span<double> db,
                                const DecibelOptions& options = {});

/// The same of amplitudes: 20 log10 (librosa.amplitude_to_db).
PYA_DSP_EXPORT void amplitude_to_db(std::span<const double> amplitude, std::span<double> db,
                                    const DecibelOptions& options = {});

} // namespace pya::dsp

#endif
