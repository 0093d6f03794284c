// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/convolve.hpp>
#include <pya/dsp/iir_filter.hpp>
#include <pya/dsp/resample.hpp>

#include <algorithm>

namespace pya {

Asig Asig::iirfilter(const std::vector<double>& cutoff_freqs, const IirfilterOptions& options) const {
    const auto design =
        std::make_shared<const FilterDesign>(dsp::iirfilter(cutoff_freqs, {.btype = options.btype,
                                                                           .ftype = options.ftype,
                                                                           .order = options.order,
                                                                           .rp = options.rp,
                                                                           .rs = options.rs,
                                                                           .fs = static_cast<double>(sr_),
                                                                           .norm = options.norm}));
    const Sos sos = design->sos();
    storage::Samples filtered = storage::Samples::uninitialised(samples(), channels());
    switch (options.filter) {
    case FilterMethod::lfilter:
    case FilterMethod::sosfilt: dsp::sosfilt_into<float>(sos, samples_.view(), filtered.write()); break;
    case FilterMethod::filtfilt: {
        const Index taps = std::max(design->z.size(), design->p.size()) + 1;
        dsp::sosfiltfilt_into<float>(sos, samples_.view(), filtered.write(), 3 * taps);
        break;
    }
    case FilterMethod::sosfiltfilt:
        dsp::sosfiltfilt_into<float>(sos, samples_.view(), filtered.write());
        break;
    }
    Asig result(std::move(filtered), {.sr = sr_, .label = label_ + "_iir", .cn = cn()});
    result.filter_ = design;
    return result;
}

Asig Asig::iirfilter(double cutoff_freq, const IirfilterOptions& options) const {
    return iirfilter(std::vector<double>{cutoff_freq}, options);
}

const FilterDesign& AsigData::filter() const {
    if (filter_ == nullptr) detail::fail("Asig::filter: no iirfilter() made this signal");
    return *filter_;
}

Asig Asig::resample(int target_sr, ResampleOptions options) const {
    if (target_sr < 1) detail::fail("Asig::resample: target_sr is ", target_sr, "; it must be at least 1 Hz");
    const Index rows = dsp::resampled_length(samples(), sr_, target_sr, options.rate);
    storage::Samples resampled = storage::Samples::uninitialised(rows, channels());
    dsp::resample<float>(samples_.view(), resampled.write(), sr_, target_sr, options.rate, options.kind);
    return Asig(std::move(resampled), target_sr, label_ + "_resampled", cn_);
}

Asig Asig::convolve(const Asig& ir, ConvolveOptions options) const {
    if (ir.channels() != 1 && ir.channels() != channels())
        detail::fail("Asig::convolve: the impulse response has ", ir.channels(),
                     " channels; it must have 1 or ", channels());
    const Asig taps = ir.sr_ == sr_ ? ir : ir.resample(sr_, {.kind = Interp::sinc_best});
    Eigen::ArrayXXf y = dsp::convolve(samples_.view(), taps.samples_.view(), options.mode, options.method);
    if (options.norm == ConvNorm::amp && y.size() > 0) {
        const float loudest = y.abs().maxCoeff<Eigen::PropagateNaN>();
        if (loudest != 0) y *= samples_.view().abs().maxCoeff<Eigen::PropagateNaN>() / loudest;
    }
    return Asig(y, {.sr = sr_, .label = label_, .cn = cn()});
}

} // namespace pya
