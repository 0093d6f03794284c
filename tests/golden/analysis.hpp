// SPDX-License-Identifier: MIT
// What the cases of librosa's functions have in common: frames, and arrays of channel x feature x frame.
#ifndef PYA_TESTS_GOLDEN_ANALYSIS_HPP
#define PYA_TESTS_GOLDEN_ANALYSIS_HPP

#include "golden/case.hpp"

#include <pya/dsp/feature.hpp>

#include <optional>
#include <string>
#include <vector>

namespace golden {

// n_fft, hop_length, win_length, window, center and pad_mode, or frame_length.
pya::dsp::FrameOptions frame_options(const Case& c);
// n_mels, fmin, fmax, htk, norm and power.
pya::dsp::MelOptions mel_options(const Case& c);
// A number, one of the strings for infinities, or null for none.
void read_norm(const Case& c, const std::string& name, std::optional<double>& norm);
// A parameter that null turns off.
void read_or_none(const Case& c, const std::string& name, std::optional<double>& value);

// Numbers in a row.
Array list(const auto& values) {
    Array result{{std::ssize(values)}, {}};
    for (const auto value : values) result.values.emplace_back(static_cast<double>(value));
    return result;
}

// The features of the case's signal, frames x features in librosa's order.
Array features_of(const Case& c, const std::string& feature, const pya::dsp::FeatureOptions& options);

// The spectra in an input of (features, frames) or (channels, features, frames), each contiguous.
struct FrameColumns {
    std::vector<Index> shape; // of the input
    Index size, count;        // of a spectrum; how many there are
    std::vector<double> values;

    pya::dsp::Block<const double> block() const { return {values.data(), size, count}; }
    // The same with other values, `features` of them in place of `size`.
    Array array(const std::vector<double>& others, Index features) const;
};
FrameColumns columns_of(const Array& x);

} // namespace golden

#endif
