// SPDX-License-Identifier: MIT
#include <pya/afeature.hpp>
#include <pya/asig.hpp>
#include <pya/dsp/constant_q/constant_q.hpp>
#include <pya/dsp/feature/notes.hpp>
#include <pya/memory.hpp>

#include "simd/run.hpp"
#include "storage/pool_allocator.hpp"

#include <algorithm>
#include <cmath>
#include <complex>

namespace pya {

namespace {

PYA_INLINE void constant_q_magnitudes(const std::complex<double>* bins, Index n, double* magnitudes) {
    const double* const parts = reinterpret_cast<const double*>(bins);
    PYA_INDEPENDENT
    for (Index k = 0; k < n; ++k)
        magnitudes[k] = std::sqrt(parts[2 * k] * parts[2 * k] + parts[2 * k + 1] * parts[2 * k + 1]);
}

} // namespace

Afeature Asig::to_cqt(const ConstantQOptions& options) const {
    return detail::within_memory("Asig::to_cqt", [&] {
        const dsp::ConstantQ cqt = dsp::constant_q(sig(), sr(), options);
        AfeatureOptions made{.sr = sr(),
                             .hop = options.stride,
                             .freqs = cqt.freqs,
                             .unit = "amplitude",
                             .label = given_label()};
        const Index bins = std::ssize(cqt.freqs);
        for (Index k = 0; k < bins; ++k) made.cn.push_back("cqt" + std::to_string(k));
        if (channels() > 1) made.channels = cn();
        storage::PoolVector<double> values(cqt.bins.size());
        double* to = values.data();
        for (Index t = 0; t < cqt.frames; ++t)
            for (Index c = 0; c < channels(); ++c, to += bins) {
                const std::complex<double>* const from = cqt.bins.data() + (c * cqt.frames + t) * bins;
                simd::run<constant_q_magnitudes>(from, bins, to);
                // Squares of what is very small or large leave the range of numbers.
                for (Index k = 0; k < bins; ++k)
                    if (!(to[k] > 1e-140 && to[k] < 1e150)) to[k] = std::abs(from[k]);
            }
        return Afeature(Afeature::ConstValues(values.data(), cqt.frames, bins * channels()), made);
    });
}

Afeature Asig::to_chroma_cqt(const ConstantQChromaOptions& chroma, const ConstantQOptions& transform) const {
    return detail::within_memory("Asig::to_chroma_cqt", [&] {
        const Afeature cqt = to_cqt(transform);
        // No more classes than bins, so that a number of them that is refused below has no names made for it.
        const Index bins = transform.n_bins;
        const Index classes = std::clamp<Index>(chroma.n_chroma, 0, transform.bins_per_octave);
        AfeatureOptions made{.sr = sr(), .hop = transform.stride, .label = given_label()};
        for (Index k = 0; k < classes; ++k)
            made.cn.push_back(
                classes == 12 ? dsp::midi_to_note(static_cast<double>(k), {.octave = false, .unicode = false})
                              : "chroma" + std::to_string(k));
        if (channels() > 1) made.channels = cn();
        // A channel of a frame is a column of the blocks.
        Afeature::Frames values(cqt.frames(), classes * channels());
        dsp::constant_q_chroma({cqt.values().data(), bins, cqt.frames() * channels()},
                               {values.data(), classes, cqt.frames() * channels()}, transform, chroma);
        return Afeature(values, made);
    });
}

} // namespace pya
