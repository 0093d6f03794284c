// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/convolve/convolve.hpp>
#include <pya/dsp/fir/filter.hpp>
#include <pya/dsp/iir/filter.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/memory.hpp>

#include "asig/at_rate.hpp"
#include "asig/moved_events.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace pya {
namespace {

/// Scales y, the convolution of x with ir, so that its peak is that of x. Where y is so soft that it may be
/// nothing but the rounding of transforms, it is computed again in double; what is then nothing but rounding
/// is silence.
void match_peak(const ConstSigMap& x, const ConstSigMap& ir, SigMap y, const ConvolveOptions& options) {
    const double most = dsp::peak(x) * ir.cast<double>().abs().colwise().sum().maxCoeff();
    double loudest = dsp::peak(dsp::Block<const float>(y));
    if (loudest < 1e-5 * most) {
        const Eigen::ArrayXXd exact =
            dsp::convolve(x.cast<double>(), ir.cast<double>(), options.mode, options.method, options.threads);
        loudest = exact.abs().maxCoeff();
        if (loudest < 1e-13 * most) loudest = 0;
        if (loudest == 0)
            y.setZero();
        else
            y = exact.cast<float>();
    }
    if (loudest != 0) dsp::scale(y, dsp::peak(x) / static_cast<float>(loudest), y);
}

struct Designed {
    std::vector<double> cutoffs;
    IirOptions options;
    std::shared_ptr<const FilterDesign> design;
    Sos sos;
};

/// A design takes longer than filtering some hundred samples, and many short sounds are filtered alike. So
/// each thread keeps the designs that it used last; the returned one stays until the next call.
const Designed& designed(const std::vector<double>& cutoffs, const IirOptions& options) {
    constexpr std::size_t most = 4;
    thread_local std::vector<Designed> kept; // the one that was used last is the first
    const auto same = [&](const Designed& one) { return one.options == options && one.cutoffs == cutoffs; };
    auto found = std::ranges::find_if(kept, same);
    if (found == kept.end()) {
        auto design = std::make_shared<const FilterDesign>(dsp::iirfilter(cutoffs, options));
        if (kept.size() == most) kept.pop_back();
        const Sos sos = design->sos();
        found = kept.insert(kept.end(), {cutoffs, options, std::move(design), sos});
    }
    std::rotate(kept.begin(), found, found + 1);
    return kept.front();
}

} // namespace

Asig Asig::iirfilter(const std::vector<double>& cutoff_freqs, const IirOptions& options) const {
    IirOptions known = options;
    if (!known.fs) known.fs = sr_;
    return detail::within_memory("Asig::iirfilter", [&] {
        const Designed& filter = designed(cutoff_freqs, known);
        storage::Samples filtered = storage::Samples::uninitialised(samples(), channels());
        switch (options.filter) {
        case FilterMethod::lfilter:
        case FilterMethod::sosfilt:
            dsp::sosfilt_into<float>(filter.sos, samples_.view(), filtered.write(), nullptr, options.threads);
            break;
        case FilterMethod::filtfilt: {
            const Index taps = std::max(filter.design->z.size(), filter.design->p.size()) + 1;
            dsp::sosfiltfilt_into<float>(filter.sos, samples_.view(), filtered.write(), 3 * taps,
                                         options.threads);
            break;
        }
        case FilterMethod::sosfiltfilt:
            dsp::sosfiltfilt_into<float>(filter.sos, samples_.view(), filtered.write(), std::nullopt,
                                         options.threads);
            break;
        }
        Asig result(*this, std::move(filtered), "_iir");
        result.filter_ = filter.design;
        return result;
    });
}

Asig Asig::iirfilter(double cutoff_freq, const IirOptions& options) const {
    return iirfilter(std::vector<double>{cutoff_freq}, options);
}

Asig Asig::firfilter(const std::vector<double>& taps) const {
    return detail::within_memory("Asig::firfilter", [&] {
        storage::Samples filtered = storage::Samples::uninitialised(samples(), channels());
        dsp::firfilter_into(taps, samples_.view(), filtered.write());
        Asig result(*this, std::move(filtered), "_fir");
        result.taps_ = std::make_shared<const std::vector<double>>(taps);
        return result;
    });
}

Asig Asig::savgol_filter(Index window_length, int polyorder, const SavgolOptions& options) const {
    return detail::within_memory("Asig::savgol_filter", [&] {
        storage::Samples filtered = storage::Samples::uninitialised(samples(), channels());
        dsp::savgol_filter_into(samples_.view(), filtered.write(), window_length, polyorder, options);
        return Asig(*this, std::move(filtered), "_savgol");
    });
}

Asig Asig::lfilter(const std::vector<double>& b, const std::vector<double>& a) const {
    return detail::within_memory("Asig::lfilter", [&] {
        storage::Samples filtered = storage::Samples::uninitialised(samples(), channels());
        if (a.size() == 1 && a[0] != 0 && std::isfinite(a[0]) && !b.empty()) {
            std::vector<double> taps = b;
            for (double& tap : taps) tap /= a[0];
            dsp::firfilter_into(taps, samples_.view(), filtered.write(), ConvMethod::direct);
        } else {
            dsp::impl::lfilter<float>(b, a, samples_.view(), filtered.write(), std::nullopt);
        }
        return Asig(*this, std::move(filtered), "_lfilter");
    });
}

Asig Asig::sosfilt(const Eigen::Ref<const Sos>& sos) const {
    return detail::within_memory("Asig::sosfilt", [&] {
        storage::Samples filtered = storage::Samples::uninitialised(samples(), channels());
        dsp::sosfilt_into<float>(sos, samples_.view(), filtered.write());
        return Asig(*this, std::move(filtered), "_sosfilt");
    });
}

const FilterDesign& Asig::filter() const& {
    if (filter_ == nullptr) detail::fail("Asig::filter: no iirfilter() made this signal");
    return *filter_;
}

Asig Asig::convolve(const Asig& ir, ConvolveOptions options) const {
    if (ir.channels() != 1 && ir.channels() != channels())
        detail::fail("Asig::convolve: the impulse response has ", ir.channels(),
                     " channels; it must have 1 or ", channels());
    return detail::within_memory("Asig::convolve", [&] {
        const Asig taps = detail::at_rate("convolve", "the impulse response", ir, sr_);
        const Index rows = dsp::convolved_samples(samples(), taps.samples(), options.mode);
        storage::Samples result = storage::Samples::uninitialised(rows, channels());
        SigMap y = result.write();
        dsp::convolve_into(samples_.view(), taps.samples_.view(), y, options.mode, options.method,
                           options.threads);
        if (options.norm == ConvNorm::amp) match_peak(samples_.view(), taps.samples_.view(), y, options);
        const Index first = dsp::convolution_start(samples(), taps.samples(), options.mode);
        return Asig(std::move(result), sr_, label_, cn_, detail::earlier(events_, samples(), rows, first));
    });
}

} // namespace pya
