// SPDX-License-Identifier: MIT
// What the features of a signal say about themselves.
#ifndef PYA_SRC_ASIG_FEATURE_OPTIONS_HPP
#define PYA_SRC_ASIG_FEATURE_OPTIONS_HPP

#include <pya/afeature.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/feature/feature_analyser.hpp>

#include <vector>

namespace pya::detail {

/// Of the columns that are made of a signal like `sig` in these frames, whose fields are resolved.
inline AfeatureOptions feature_options(const Asig& sig, const FrameOptions& used,
                                       const std::vector<dsp::FeatureColumn>& columns) {
    AfeatureOptions made{.sr = sig.sr(), .hop = used.stride, .label = sig.given_label()};
    if (used.boundary == dsp::Boundary::off) made.first = static_cast<double>(*used.nfft / 2);
    if (sig.channels() > 1) made.channels = sig.cn();
    made.unit = columns.front().unit;
    for (const dsp::FeatureColumn& column : columns) {
        made.cn.push_back(column.name);
        if (column.hz > 0) made.freqs.push_back(column.hz);
        if (column.unit != made.unit) made.unit.clear();
    }
    if (made.freqs.size() != made.cn.size()) made.freqs.clear();
    return made;
}

} // namespace pya::detail

#endif
