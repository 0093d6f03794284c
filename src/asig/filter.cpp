// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/level/level.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pya {

Asig Asig::iirfilter(const std::vector<double>& cutoff_freqs, const IirOptions& options) const {
    IirOptions known = options;
    if (!known.fs) known.fs = sr_;
    const auto design = std::make_shared<const FilterDesign>(dsp::iirfilter(cutoff_freqs, known));
    const Sos sos = design->sos();
    storage::Samples filtered = storage::Samples::uninitialised(samples(), channels());
    switch (options.filter) {
    case FilterMethod::lfilter:
    case FilterMethod::sosfilt:
        dsp::sosfilt_into<float>(sos, samples_.view(), filtered.write(), nullptr, options.threads);
        break;
    case FilterMethod::filtfilt: {
        const Index taps = std::max(design->z.size(), design->p.size()) + 1;
        dsp::sosfiltfilt_into<float>(sos, samples_.view(), filtered.write(), 3 * taps, options.threads);
        break;
    }
    case FilterMethod::sosfiltfilt:
        dsp::sosfiltfilt_into<float>(sos, samples_.view(), filtered.write(), std::nullopt, options.threads);
        break;
    }
    Asig result(std::move(filtered), {.sr = sr_, .label = label_ + "_iir", .cn = cn()});
    result.filter_ = design;
    return result;
}

Asig Asig::iirfilter(double cutoff_freq, const IirOptions& options) const {
    return iirfilter(std::vector<double>{cutoff_freq}, options);
}

const FilterDesign& Asig::filter() const& {
    if (filter_ == nullptr) detail::fail("Asig::filter: no iirfilter() made this signal");
    return *filter_;
}

Asig Asig::convolve(const Asig& ir, ConvolveOptions options) const {
    if (ir.channels() != 1 && ir.channels() != channels())
        detail::fail("Asig::convolve: the impulse response has ", ir.channels(),
                     " channels; it must have 1 or ", channels());
    const Asig taps = ir.sr_ == sr_ ? ir : ir.resample(sr_, {.kind = Interp::sinc_best});
    const Index rows = dsp::convolved_samples(samples(), taps.samples(), options.mode);
    storage::Samples result = storage::Samples::uninitialised(rows, channels());
    SigMap y = result.write();
    dsp::convolve_into(samples_.view(), taps.samples_.view(), y, options.mode, options.method,
                       options.threads);
    if (options.norm == ConvNorm::amp) {
        const float loudest = dsp::peak(result.view());
        dsp::scale(y, loudest != 0 ? dsp::peak(samples_.view()) / loudest : 1, y);
    }
    return Asig(std::move(result), {.sr = sr_, .label = label_, .cn = cn()});
}

} // namespace pya
