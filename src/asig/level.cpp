// SPDX-License-Identifier: MIT
#include <pya/asig.hpp>
#include <pya/dsp/level/level.hpp>
#include <pya/mapping.hpp>

#include <cmath>

namespace pya {
namespace {

dsp::Block<const float> run(const float* x, Index n) { return {x, n}; }
dsp::Block<float> run(float* x, Index n) { return {x, n}; }

} // namespace

Asig Asig::gain(double amp) && {
    samples_.transform([amp](const float* in, float* out, Index n) {
        dsp::scale(run(in, n), static_cast<float>(amp), run(out, n));
    });
    return renamed("_scaled");
}

Asig Asig::gain(Decibels level) && { return std::move(*this).gain(dbamp(level.value)); }

Asig Asig::gain(const std::vector<double>& amps) && {
    if (static_cast<Index>(amps.size()) != channels())
        detail::fail("Asig::gain: ", amps.size(), " amps for ", channels(), " channels");
    auto amp = amps.begin();
    samples_.transform([&amp](const float* in, float* out, Index n) {
        dsp::scale(run(in, n), static_cast<float>(*amp++), run(out, n));
    });
    return renamed("_scaled");
}

Asig Asig::gain(const std::vector<Decibels>& levels) && {
    std::vector<double> amps;
    for (const Decibels level : levels) amps.push_back(dbamp(level.value));
    return std::move(*this).gain(amps);
}

Asig Asig::norm(double level, NormOptions options) && {
    const double target = options.in_db ? dbamp(level) : level;
    samples_.transform([&](const float* in, float* out, Index n) {
        const double offset = options.dcflag && n > 0 ? dsp::mean(run(in, n)) : 0;
        if (offset != 0) {
            dsp::rescale(run(in, n), offset, 1, run(out, n));
            in = out;
        }
        const double peak = dsp::peak(run(in, n));
        dsp::rescale(run(in, n), 0, peak == 0 ? 1 : target / peak, run(out, n));
    });
    return renamed("_normalised");
}

Asig Asig::norm(Decibels level, NormOptions options) && {
    options.in_db = true;
    return std::move(*this).norm(level.value, options);
}

Asig Asig::remove_DC() && {
    samples_.transform([](const float* in, float* out, Index n) {
        if (n > 0) dsp::rescale(run(in, n), dsp::mean(run(in, n)), 1, run(out, n));
    });
    return renamed("_DCfree");
}

Eigen::ArrayXd Asig::rms(int axis) const {
    if (axis == 0) {
        Eigen::ArrayXd result(channels());
        for (Index c = 0; c < channels(); ++c) result(c) = dsp::rms(run(samples_.channel(c), samples()));
        return result;
    }
    if (axis != 1) detail::fail("Asig::rms: axis is ", axis, "; it must be 0 (samples) or 1 (channels)");
    return samples_.view().cast<double>().square().rowwise().mean().sqrt();
}

} // namespace pya
